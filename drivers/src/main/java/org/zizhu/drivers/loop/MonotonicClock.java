package org.zizhu.drivers.loop;

/** Measures durations; unlike wall time it never jumps. Its zero means nothing. */
@FunctionalInterface
public interface MonotonicClock {
    MonotonicClock SYSTEM = System::nanoTime;

    long nanos();
}
