/** The ESC/POS driver: commands, the printer's answers told apart, and the printer itself. */
@NullMarked
package org.zizhu.drivers.receipt.escpos;

import org.jspecify.annotations.NullMarked;
