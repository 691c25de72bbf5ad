/** An ESC/POS printer that reads the real bytes and keeps its paper as pixels; it shares no code with the driver. */
@NullMarked
package org.zizhu.drivers.receipt.emulator;

import org.jspecify.annotations.NullMarked;
