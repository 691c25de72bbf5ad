package org.zizhu.bench.proof;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process brings about and tells nobody of. */
final class Eventually {

    /** The courier backs off while the platform is away; a machine under heavy load is slower still. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private Eventually() {}

    /** Returns when it holds; says what is instead when it does not in time. */
    static void holds(BooleanSupplier condition, Supplier<?> instead) {
        holds(PATIENCE, condition, instead);
    }

    /** The same for what may take its own time. */
    static void holds(Duration atLeast, BooleanSupplier condition, Supplier<?> instead) {
        long until = System.nanoTime() + Math.max(PATIENCE.toNanos(), atLeast.toNanos());
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError(instead.get());
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }
}
