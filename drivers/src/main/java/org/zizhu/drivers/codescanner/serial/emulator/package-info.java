/** Scan engines with the bytes, timing and faults of real ones. */
@NullMarked
package org.zizhu.drivers.codescanner.serial.emulator;

import org.jspecify.annotations.NullMarked;
