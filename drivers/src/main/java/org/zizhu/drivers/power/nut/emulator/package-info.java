/** A NUT server with one power supply, on loopback, with scriptable faults. */
@NullMarked
package org.zizhu.drivers.power.nut.emulator;

import org.jspecify.annotations.NullMarked;
