package org.zizhu.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** A clock that stands until it is moved, with a monotonic hand beside it. It starts at the machine's time, for TLS compares with that. */
public final class HandClock implements InstantSource, LongSupplier {

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    private final AtomicLong nanos = new AtomicLong();

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Monotonic nanoseconds. */
    @Override
    public long getAsLong() {
        return nanos.get();
    }

    public void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
        nanos.addAndGet(by.toNanos());
    }
}
