/** Printing of certificates on numbered blanks (证照打印一体机): the contract. */
@NullMarked
package org.zizhu.drivers.blank;

import org.jspecify.annotations.NullMarked;
