package org.zizhu.kiosk.fleet;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a unit waits before it tries again: full jitter, so that ten thousand that lost the fleet at the same moment don't come back at the same
 * moment; contract.md §7. Used by one thread.
 */
final class BackOff {

    static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 9;

    private final RandomGenerator random;
    private int failures;

    BackOff(RandomGenerator random) {
        this.random = random;
    }

    /** It went well for a while. */
    void begin() {
        failures = 0;
    }

    /** After one more failure. */
    Duration next() {
        long most = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        return Duration.ofMillis(random.nextLong(most + 1));
    }

    /** Between a bit less and a bit more than that. */
    Duration about(Duration time) {
        return Duration.ofMillis(Math.round(time.toMillis() * (0.8 + 0.4 * random.nextDouble())));
    }
}
