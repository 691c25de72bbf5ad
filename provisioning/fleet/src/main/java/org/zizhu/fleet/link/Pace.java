package org.zizhu.fleet.link;

import java.time.Duration;

/** How fast a unit may talk: a burst, then so many frames a second; contract.md §7. For one thread at a time. */
final class Pace {

    static final int BURST = 200;
    static final int FRAMES_A_SECOND = 50;

    private static final long NANOS_A_FRAME = Duration.ofSeconds(1).toNanos() / FRAMES_A_SECOND;

    /** When the bucket will be full again; a frame takes its time from it. */
    private long fullAt;

    Pace(long now) {
        fullAt = now;
    }

    /** Counts a frame; false if it was one too many. */
    boolean allows(long now) {
        fullAt = Math.max(fullAt, now) + NANOS_A_FRAME;
        return fullAt - now <= BURST * NANOS_A_FRAME;
    }
}
