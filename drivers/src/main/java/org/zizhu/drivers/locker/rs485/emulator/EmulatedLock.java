package org.zizhu.drivers.locker.rs485.emulator;

import org.jspecify.annotations.Nullable;

/** A lock, its door and its switch. Guarded by its emulator. */
final class EmulatedLock {
    boolean open;
    boolean latchStuck;
    /** What the switch says for ever, whatever the door does. */
    @Nullable
    Boolean switchStuckAtOpen;

    /** Whether the coil is under current. */
    boolean coilOn;

    boolean seemsOpen() {
        return switchStuckAtOpen == null ? open : switchStuckAtOpen;
    }
}
