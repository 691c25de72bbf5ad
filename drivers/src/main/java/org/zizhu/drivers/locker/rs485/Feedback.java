package org.zizhu.drivers.locker.rs485;

import org.zizhu.drivers.locker.Locker.Door;

/**
 * When a lock's feedback switch is shorted. Boards report the switch and not the door, and locks are sold with either
 * kind: a wrong setting turns every door's state round, so it is looked at when a unit is set up (open, look, confirm).
 */
public enum Feedback {
    /** 开锁短路. */
    SHORTED_WHEN_OPEN,
    /** 上锁短路. */
    SHORTED_WHEN_LOCKED;

    /** What the switch says of the door. */
    public Door door(boolean shorted) {
        return shorted == (this == SHORTED_WHEN_OPEN) ? Door.OPEN : Door.CLOSED;
    }

    /** What the switch of such a door does. */
    public boolean shorted(boolean open) {
        return open == (this == SHORTED_WHEN_OPEN);
    }
}
