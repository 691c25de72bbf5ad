/** A locker's boards, locks, doors and supply as a program on a pseudo terminal, with scriptable faults. */
@NullMarked
package org.zizhu.drivers.locker.rs485.emulator;

import org.jspecify.annotations.NullMarked;
