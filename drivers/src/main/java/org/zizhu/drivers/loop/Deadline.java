package org.zizhu.drivers.loop;

import java.time.Duration;

/** A point on the monotonic clock by which something has to have ended. */
public final class Deadline {
    private final MonotonicClock clock;
    private final long endNanos;

    private Deadline(MonotonicClock clock, long endNanos) {
        this.clock = clock;
        this.endNanos = endNanos;
    }

    public static Deadline after(Duration within, MonotonicClock clock) {
        return new Deadline(clock, clock.nanos() + within.toNanos());
    }

    /** The time that is left; zero when it is over, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, endNanos - clock.nanos()));
    }

    /** The time that is left, at the most {@code cap}. */
    public Duration remaining(Duration cap) {
        Duration left = remaining();
        return left.compareTo(cap) < 0 ? left : cap;
    }

    public boolean over() {
        return endNanos - clock.nanos() <= 0;
    }
}
