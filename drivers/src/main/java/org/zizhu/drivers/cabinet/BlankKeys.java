package org.zizhu.drivers.cabinet;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.zizhu.drivers.blank.composed.BlankWiring;
import org.zizhu.drivers.blank.composed.BlankWiring.Drive;
import org.zizhu.drivers.blank.composed.BlankWiring.Sensor;
import org.zizhu.drivers.blank.composed.ComposedBlankPrinter;
import org.zizhu.drivers.codescanner.serial.Dialect;
import org.zizhu.drivers.codescanner.serial.SerialScanner;
import org.zizhu.drivers.document.ipp.InputTray;
import org.zizhu.drivers.document.ipp.IppPrinter;

/** What the wiring file says of a blank printer that is composed of three devices: one address and two ports. */
final class BlankKeys {

    private static final int USUAL_BAUD = 9_600;

    private static final int HIGHEST_CHANNEL = 31;

    private BlankKeys() {}

    static ComposedBlankPrinter printer(Wire wire) throws Wire.Wrong {
        BlankWiring wiring = new BlankWiring(
                wire.channels("sensors", Sensor.class, 0, HIGHEST_CHANNEL),
                wire.channels("drives", Drive.class, 0, HIGHEST_CHANNEL));
        refuseSharing(wire, "sensors", wiring.sensors());
        refuseSharing(wire, "drives", wiring.drives());
        String name = wire.name();
        return new ComposedBlankPrinter(
                name,
                new IppPrinter(
                        name + "-printer",
                        wire.uri("uri", "ipp", "ipps", "http", "https"),
                        Optional.of(tray(wire)),
                        wire.clock(),
                        wire.monotonic()),
                new SerialScanner(
                        name + "-reader",
                        wire.serial("reader-port", "reader-baud", USUAL_BAUD),
                        wire.choice("dialect", Dialect.class, Dialect.NEWLAND),
                        wire.monotonic(),
                        wire.clock()),
                wire.serial(USUAL_BAUD),
                wire.integer("unit", 1, 247, 1),
                wiring,
                wire.monotonic(),
                wire.clock());
    }

    private static InputTray tray(Wire wire) throws Wire.Wrong {
        InputTray usual = InputTray.byPass();
        return new InputTray(
                wire.optional("tray").orElse(usual.source()),
                wire.optional("media-type").orElse(usual.mediaType()));
    }

    private static void refuseSharing(Wire wire, String key, Map<?, Integer> channels) throws Wire.Wrong {
        Set<Integer> taken = new TreeSet<>();
        for (int channel : channels.values()) {
            if (!taken.add(channel)) {
                throw wire.wrong(key, "has two wires on channel " + channel + "; give each a channel of its own");
            }
        }
    }
}
