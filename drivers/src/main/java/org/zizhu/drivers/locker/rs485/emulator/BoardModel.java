package org.zizhu.drivers.locker.rs485.emulator;

import java.time.Duration;

/**
 * A lock board as it is sold.
 *
 * @param locks how many it drives
 * @param answersOpen whether it answers a request to open; of the older ones some do not
 * @param tellsChanges whether it tells by itself that a switch has changed
 * @param thinks until it answers a query
 * @param pulse how long it powers a coil; its answer to a request to open comes after that
 */
public record BoardModel(int locks, boolean answersOpen, boolean tellsChanges, Duration thinks, Duration pulse) {

    /** An old board of eight, which opens without a word. */
    public static final BoardModel EIGHT_OLD =
            new BoardModel(8, false, false, Duration.ofMillis(200), Duration.ofMillis(1_000));

    /** A board of twelve: two status bytes. */
    public static final BoardModel TWELVE =
            new BoardModel(12, true, false, Duration.ofMillis(200), Duration.ofMillis(500));

    /** A newer board of twenty-four, which tells changes by itself. */
    public static final BoardModel TWENTY_FOUR =
            new BoardModel(24, true, true, Duration.ofMillis(200), Duration.ofMillis(300));
}
