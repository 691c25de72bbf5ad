package org.zizhu.drivers.power.nut;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.MonotonicClock;

/**
 * Whether the mains are back for good. An outage is believed at once; its end when two looks in a row agree, and when the last
 * one was no real end, only after some calm: mains that flicker do not flicker in the status. Used by one thread.
 */
final class SteadyMains {

    /** Shorter than it is from one look to the next: the second one is believed. */
    private static final Duration CALM = Duration.ofMillis(300);

    /** Mains that failed again so soon after they came back are not trusted quickly. */
    private static final Duration RELAPSE = Duration.ofSeconds(10);

    private static final Duration CALM_AFTER_RELAPSE = Duration.ofSeconds(5);

    private final MonotonicClock clock;
    private boolean outage;
    private Duration calm = CALM;
    private @Nullable Deadline believedAfter;
    private @Nullable Deadline relapseUntil;

    SteadyMains(MonotonicClock clock) {
        this.clock = clock;
    }

    /** Whether the supply is to be taken for on battery, which it says of itself or not. */
    boolean outage(boolean onBattery) {
        if (onBattery) {
            if (!outage) {
                calm = relapseUntil != null && !relapseUntil.over() ? CALM_AFTER_RELAPSE : CALM;
            }
            outage = true;
            believedAfter = null;
        } else if (outage && believedAfter == null) {
            believedAfter = Deadline.after(calm, clock);
        } else if (outage && believedAfter != null && believedAfter.over()) {
            outage = false;
            relapseUntil = Deadline.after(RELAPSE, clock);
        }
        return outage;
    }
}
