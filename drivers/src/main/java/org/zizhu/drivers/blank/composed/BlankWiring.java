package org.zizhu.drivers.blank.composed;

import java.util.EnumMap;
import java.util.Map;

/**
 * What hangs on which channel of the mechanism's board; channels are counted from 0, and what is not named is where it usually is. Each
 * sensor closes its contact for what it is named after, each motor runs and the shutter is open while its output is on.
 */
public record BlankWiring(Map<Sensor, Integer> sensors, Map<Drive, Integer> drives) {

    /** What the mechanism senses. */
    public enum Sensor {
        MAGAZINE_EMPTY(0),
        AT_READER(1),
        /** What lies at the reader is thicker than one sheet. */
        DOUBLE_SHEET(2),
        /** In the printer's by-pass slot. */
        AT_PRINTER(3),
        AT_OUTLET(4),
        BIN_FULL(5),
        COVER_OPEN(6);

        private final int usual;

        Sensor(int usual) {
            this.usual = usual;
        }
    }

    /** What moves blanks. */
    public enum Drive {
        /** From the magazine to the reader. */
        FEED(0),
        /** From the reader into the printer's by-pass slot. */
        TO_PRINTER(1),
        /** From wherever it is into the bin. */
        RETRACT(2),
        /** The outlet's, open while it is on. */
        SHUTTER(3);

        private final int usual;

        Drive(int usual) {
            this.usual = usual;
        }
    }

    public BlankWiring {
        Map<Sensor, Integer> inputs = new EnumMap<>(Sensor.class);
        for (Sensor sensor : Sensor.values()) {
            inputs.put(sensor, sensors.getOrDefault(sensor, sensor.usual));
        }
        Map<Drive, Integer> outputs = new EnumMap<>(Drive.class);
        for (Drive drive : Drive.values()) {
            outputs.put(drive, drives.getOrDefault(drive, drive.usual));
        }
        sensors = Map.copyOf(inputs);
        drives = Map.copyOf(outputs);
    }

    public static BlankWiring usual() {
        return new BlankWiring(Map.of(), Map.of());
    }

    public int channel(Sensor sensor) {
        return sensors.getOrDefault(sensor, sensor.usual);
    }

    public int channel(Drive drive) {
        return drives.getOrDefault(drive, drive.usual);
    }

    /** How many inputs to ask for: whole bytes of them. */
    int inputs() {
        int highest =
                sensors.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return (highest / Byte.SIZE + 1) * Byte.SIZE;
    }
}
