/** Receipt printers: the contract and the ESC/POS driver. */
@NullMarked
package org.zizhu.drivers.receipt;

import org.jspecify.annotations.NullMarked;
