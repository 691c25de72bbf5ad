package org.zizhu.kiosk.fleet;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.zizhu.drivers.loop.MonotonicClock;

/**
 * What comes and goes with every visit (a device at work, a sheet in the tray) is worth telling only when it stays, and would else be a record of
 * visits, which the fleet must not get. Used by one thread.
 */
final class Lasting {

    /** Nobody's page prints for that long, and nobody leaves it in the tray for so long either; contract.md §5. */
    private static final Duration LONG = Duration.ofMinutes(2);

    private final MonotonicClock clock;
    private final Map<String, Long> since = new HashMap<>();

    Lasting(MonotonicClock clock) {
        this.clock = clock;
    }

    /** Whether it is so, and has been for long whenever it was asked. */
    boolean is(String what, boolean now) {
        if (!now) {
            since.remove(what);
            return false;
        }
        long first = since.computeIfAbsent(what, key -> clock.nanos());
        return clock.nanos() - first >= LONG.toNanos();
    }
}
