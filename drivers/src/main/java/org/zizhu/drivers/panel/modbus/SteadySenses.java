package org.zizhu.drivers.panel.modbus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.panel.Panel.Change;
import org.zizhu.drivers.panel.Panel.Sense;

/**
 * The senses without their flicker: one is believed when it was seen so often enough in a row. Used by the driver's thread.
 */
final class SteadySenses {

    private final MonotonicClock clock;
    private final Map<Sense, Boolean> settled = new EnumMap<>(Sense.class);
    private final Map<Sense, Integer> otherwise = new EnumMap<>(Sense.class);
    private final Map<Sense, Long> activeSinceNanos = new EnumMap<>(Sense.class);
    private boolean lookedAway = true;

    SteadySenses(MonotonicClock clock) {
        this.clock = clock;
    }

    /** How many looks in a row have to agree. */
    private static int looks(Sense sense, boolean active) {
        return switch (sense) {
            // Pressed for a moment only: the first look must do, and contacts bounce for less than the pause between
            // two.
            case CALL_BUTTON -> 1;
            // Who comes is greeted at once; a radar loses who stands still for a moment.
            case PRESENCE -> active ? 1 : 3;
            case FRONT_DOOR_OPEN, MAINTENANCE_DOOR_OPEN, TAMPER, WATER, SMOKE -> 2;
        };
    }

    /** Takes one look at all senses, and says which of them have changed. What is seen first is believed. */
    List<Change> look(Map<Sense, Boolean> seen) {
        List<Change> changes = new ArrayList<>();
        seen.forEach((sense, active) -> {
            Boolean before = settled.get(sense);
            if (active.equals(before)) {
                otherwise.remove(sense);
            } else if (lookedAway || otherwise.merge(sense, 1, Integer::sum) >= looks(sense, active)) {
                settle(sense, active);
                if (before != null) {
                    changes.add(new Change(sense, active));
                }
            }
        });
        lookedAway = false;
        return changes;
    }

    private void settle(Sense sense, boolean active) {
        settled.put(sense, active);
        otherwise.remove(sense);
        if (active) {
            activeSinceNanos.put(sense, clock.nanos());
        } else {
            activeSinceNanos.remove(sense);
        }
    }

    /** The board could not be asked: what it says next is believed at once, and compared with what it last said. */
    void lookAway() {
        lookedAway = true;
        otherwise.clear();
    }

    Map<Sense, Boolean> settled() {
        return Map.copyOf(settled);
    }

    boolean active(Sense sense) {
        return settled.getOrDefault(sense, false);
    }

    /** For how long it has been active; zero when it is not. */
    Duration activeFor(Sense sense) {
        Long since = activeSinceNanos.get(sense);
        return since == null ? Duration.ZERO : Duration.ofNanos(clock.nanos() - since);
    }
}
