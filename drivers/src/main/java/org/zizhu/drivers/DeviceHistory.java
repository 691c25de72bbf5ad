package org.zizhu.drivers;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a device has been through since its driver was started, for field staff: its last faults, and how often what
 * happened. Nothing in it is personal. Thread-safe.
 */
public final class DeviceHistory {

    /** Enough to see a pattern; older ones are of no use at the machine. */
    private static final int FAULTS_KEPT = 20;

    /** A status in which the device could not be used, and since when. */
    public record Fault(Instant at, DeviceState state, List<String> reasons) {}

    private final InstantSource clock;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final Map<String, Long> counters = new TreeMap<>();

    public DeviceHistory(InstantSource clock) {
        this.clock = clock;
    }

    /** Notes a status that says the device can't be used. */
    public synchronized void fault(DeviceStatus status) {
        faults.addFirst(new Fault(clock.instant(), status.state(), status.reasons()));
        if (faults.size() > FAULTS_KEPT) {
            faults.removeLast();
        }
        count("faults");
    }

    /** Counts one more of what the keyword names ("connections", "commands-failed", "cards-dispensed"). */
    public synchronized void count(String what) {
        counters.merge(what, 1L, Long::sum);
    }

    /** The last faults, newest first. */
    public synchronized List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** How often what happened, by keyword in alphabetical order. */
    public synchronized Map<String, Long> counters() {
        return new TreeMap<>(counters);
    }
}
