/** The device's end of a serial line: pseudo terminals, for emulators. */
@NullMarked
package org.zizhu.drivers.serial.emulator;

import org.jspecify.annotations.NullMarked;
