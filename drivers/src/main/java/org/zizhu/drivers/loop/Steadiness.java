package org.zizhu.drivers.loop;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;

/**
 * Keeps a device that flaps from flapping in its published status. That it can't be used is told at once; when that was
 * so too often lately, that it can be used again is told only when it has been well for a while. Until then its last
 * trouble stands, with the reason "unsteady" beside.
 *
 * <p>Used under its owner's lock.
 */
final class Steadiness {

    static final String UNSTEADY = "unsteady";

    /** Two losses are a plug put in askew and put right; the third within {@link #LATELY} is a loose contact. */
    static final int TOO_OFTEN = 3;

    /** A citizen's whole visit to the device: what fails thrice in it is not to be offered to the next one. */
    static final Duration LATELY = Duration.ofSeconds(30);

    /** Longer than any device takes to restart, short enough that staff at the machine see their repair work. */
    static final Duration WELL = Duration.ofSeconds(5);

    private final MonotonicClock clock;
    private final Deque<Long> lossNanos = new ArrayDeque<>();
    private DeviceStatus last = DeviceStatus.starting();
    private DeviceStatus trouble = DeviceStatus.starting();
    private long wellSinceNanos;
    private boolean unsteady;

    Steadiness(MonotonicClock clock) {
        this.clock = clock;
    }

    /** What to publish when the driver sees this; to be asked again from time to time while nothing changes. */
    DeviceStatus of(DeviceStatus seen) {
        long now = clock.nanos();
        if (seen.usable()) {
            wellSinceNanos = last.usable() ? wellSinceNanos : now;
            if (unsteady && now - wellSinceNanos >= WELL.toNanos()) {
                unsteady = false;
                lossNanos.clear();
            }
        } else {
            if (last.usable()) {
                lost(now);
            }
            // What starts was in trouble before, and that is what it is unsteady for.
            trouble = seen.state() == DeviceState.STARTING ? trouble : seen;
        }
        last = seen;
        return unsteady ? told(trouble) : seen;
    }

    private void lost(long now) {
        lossNanos.addLast(now);
        if (lossNanos.size() > TOO_OFTEN) {
            lossNanos.removeFirst();
        }
        unsteady |= lossNanos.size() == TOO_OFTEN && now - lossNanos.getFirst() <= LATELY.toNanos();
    }

    /** What the driver saw last, whatever was published of it. */
    DeviceStatus last() {
        return last;
    }

    boolean unsteady() {
        return unsteady;
    }

    private static DeviceStatus told(DeviceStatus trouble) {
        List<String> reasons = new ArrayList<>(trouble.reasons());
        reasons.add(UNSTEADY);
        return DeviceStatus.without(trouble.state(), reasons.toArray(String[]::new));
    }
}
