package org.zizhu.drivers.cabinet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zizhu.drivers.Device;

/**
 * The wiring file {@code cabinet.yaml}: which devices a unit has, by which driver, at which port or address.
 *
 * <pre>
 * devices:
 *   - { name: id-card-reader, driver: sam-v, port: /dev/serial/by-id/… }
 *   - { name: document-printer, driver: ipp, uri: "ipp://…/ipp/print" }
 *   - { name: receipt-printer, driver: esc-pos, port: /dev/serial/by-id/…, presenter: custom }
 * </pre>
 *
 * The drivers and their keys are those of {@link Drivers}.
 */
public final class Wiring {

    private Wiring() {}

    /**
     * Reads a wiring file and makes its drivers, not started yet.
     *
     * @throws IOException says all that is wrong, each by its line and with what would be right
     */
    public static Cabinet read(Path file, InstantSource clock) throws IOException {
        Map<String, Device> devices = new LinkedHashMap<>();
        Map<Path, String> ports = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (Yaml.Mapping settings : devices(Yaml.read(in))) {
                try {
                    add(new Wire(file, settings, devices, ports, clock), devices);
                } catch (Wire.Wrong e) {
                    wrong.add(e.getMessage());
                }
            }
        } catch (NoSuchFileException e) {
            throw new IOException(file.getFileName() + ": there is no such file; write one after the samples", e);
        } catch (Wire.Wrong e) {
            wrong.add(e.getMessage());
        }
        if (!wrong.isEmpty()) {
            throw new IOException(file.getFileName() + ", " + String.join("\n" + file.getFileName() + ", ", wrong));
        }
        return new Cabinet(List.copyOf(devices.values()));
    }

    private static List<Yaml.Mapping> devices(Yaml.Mapping file) throws Wire.Wrong {
        for (String key : file.keys()) {
            if (!key.equals("devices")) {
                throw new Wire.Wrong(file.lineOf(key), "“" + key + "” is unknown here; the file has “devices:” alone");
            }
        }
        return Yaml.mappings(file, "devices");
    }

    private static void add(Wire wire, Map<String, Device> devices) throws Wire.Wrong {
        String driver = wire.text("driver");
        Drivers.Maker maker = Drivers.KNOWN.get(driver);
        if (maker == null) {
            throw wire.wrong(
                    "driver", "“" + driver + "” is unknown; known are " + String.join(", ", Drivers.KNOWN.keySet()));
        }
        if (devices.containsKey(wire.name())) {
            throw wire.wrong("name", "is given to another device already; each has its own");
        }
        Device device = maker.make(wire);
        wire.refuseUnknownKeys();
        devices.put(device.name(), device);
    }
}
