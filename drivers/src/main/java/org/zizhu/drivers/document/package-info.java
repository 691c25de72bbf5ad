/** Document printers: the contract. */
@NullMarked
package org.zizhu.drivers.document;

import org.jspecify.annotations.NullMarked;
