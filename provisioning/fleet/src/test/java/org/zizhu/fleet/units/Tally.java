package org.zizhu.fleet.units;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What all simulated units have met with. Thread-safe. */
final class Tally {

    /** How long acknowledgements took. */
    record Waits(long count, double median, double p99, double longest) {}

    final AtomicInteger welcomed = new AtomicInteger();
    final LongAdder told = new LongAdder();
    final LongAdder acknowledged = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder commands = new LongAdder();
    final LongAdder commandsDone = new LongAdder();
    private final Map<String, LongAdder> ends = new ConcurrentHashMap<>();
    private long[] waits = new long[1024];
    private int count;

    /** A connection was not had, or has ended. */
    void ended(String how) {
        ends.computeIfAbsent(how, unused -> new LongAdder()).increment();
    }

    /** From the moment when it was said to the moment when it was known to be durable. */
    synchronized void waited(long nanos) {
        if (count == waits.length) {
            waits = Arrays.copyOf(waits, 2 * count);
        }
        waits[count++] = nanos;
    }

    /** Milliseconds, of all since the last time. */
    synchronized Waits waits() {
        long[] sorted = Arrays.copyOf(waits, count);
        count = 0;
        Arrays.sort(sorted);
        return sorted.length == 0
                ? new Waits(0, 0, 0, 0)
                : new Waits(sorted.length, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    Map<String, Long> ends() {
        Map<String, Long> all = new TreeMap<>();
        ends.forEach((how, number) -> all.put(how, number.sum()));
        return all;
    }

    private static double at(long[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] / 1e6;
    }
}
