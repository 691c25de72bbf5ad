package org.zizhu.drivers.cabinet;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.zizhu.drivers.panel.Panel.Light;
import org.zizhu.drivers.panel.Panel.Sense;
import org.zizhu.drivers.panel.modbus.ModbusPanel;
import org.zizhu.drivers.panel.modbus.PanelWiring;

/** Reads what hangs on which channel of a panel's board. */
final class PanelWires {

    /** What the boards leave the factory with. */
    private static final int USUAL_BAUD = 9_600;

    /** Larger boards have 32 channels; Modbus has more than anybody wires. */
    private static final int HIGHEST_CHANNEL = 31;

    /** The capacitors of a printer's supply are empty after it. */
    private static final int USUAL_SECONDS_OFF = 5;

    private PanelWires() {}

    static ModbusPanel panel(Wire wire) throws Wire.Wrong {
        Map<Sense, Integer> senses = wire.channels("senses", Sense.class, 0, HIGHEST_CHANNEL);
        Map<Sense, Integer> whenOpen = wire.channels("senses-when-open", Sense.class, 0, HIGHEST_CHANNEL);
        Map<Light, Integer> lights = wire.channels("lights", Light.class, 0, HIGHEST_CHANNEL);
        Map<String, Integer> power = wire.numbers("power", 0, HIGHEST_CHANNEL);
        int secondsOff = wire.integer("seconds-off", 1, 60, USUAL_SECONDS_OFF);
        if (senses.isEmpty() && whenOpen.isEmpty() && lights.isEmpty() && power.isEmpty()) {
            throw wire.wrong("senses", "and lights and power are all missing; name what hangs on the board");
        }
        for (Sense sense : whenOpen.keySet()) {
            if (senses.containsKey(sense)) {
                throw wire.wrong("senses-when-open", "names a sense that “senses” names too; remove one of them");
            }
        }
        refuseSharing(wire, "senses-when-open", senses, whenOpen);
        refuseSharing(wire, "power", lights, power);
        return new ModbusPanel(
                wire.name(),
                wire.serial(USUAL_BAUD),
                wire.integer("unit", 1, 247, 1),
                new PanelWiring(senses, whenOpen, lights, power, Duration.ofSeconds(secondsOff)),
                wire.monotonic(),
                wire.clock());
    }

    private static void refuseSharing(Wire wire, String key, Map<?, Integer> some, Map<?, Integer> others)
            throws Wire.Wrong {
        Set<Integer> taken = new HashSet<>();
        Stream<Integer> channels = Stream.concat(some.values().stream(), others.values().stream());
        Optional<Integer> shared =
                channels.filter(channel -> !taken.add(channel)).findFirst();
        if (shared.isPresent()) {
            throw wire.wrong(key, "meets another wire on channel " + shared.get() + "; give each a channel of its own");
        }
    }
}
