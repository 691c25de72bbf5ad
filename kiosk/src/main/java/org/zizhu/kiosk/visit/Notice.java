package org.zizhu.kiosk.visit;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.kiosk.screen.Text;

/** What the centre has to say to everybody, on the idle screen, for a time. Thread-safe. */
public final class Notice {

    private record Posted(Text text, long untilNanos) {}

    private final MonotonicClock clock;
    private volatile @Nullable Posted posted;

    public Notice(MonotonicClock clock) {
        this.clock = clock;
    }

    /** From now on, in place of the one before. */
    public void post(Text text, Duration time) {
        posted = new Posted(text, clock.nanos() + time.toNanos());
    }

    /** Empty when there is none, or its time is over. */
    public Optional<Text> text() {
        Posted now = posted;
        return now == null || clock.nanos() - now.untilNanos >= 0 ? Optional.empty() : Optional.of(now.text);
    }
}
