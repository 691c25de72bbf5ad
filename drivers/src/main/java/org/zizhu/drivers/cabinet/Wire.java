package org.zizhu.drivers.cabinet;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.serial.SerialLink;
import org.zizhu.drivers.serial.TtyPort;

/**
 * One device of the wiring file, as its driver asks for its settings. Each key that a driver asks for belongs to what that
 * driver knows: the others are refused by their line.
 */
public final class Wire {

    private final Path file;
    private final Yaml.Mapping settings;
    private final Map<String, Device> wiredBefore;
    private final Map<Path, String> ports;
    private final InstantSource clock;
    private final Set<String> asked = new LinkedHashSet<>(List.of("name", "driver"));

    /** A setting that can't be right: where, why, and what to do. */
    public static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(int line, String what) {
            super("line " + line + ": " + what);
        }
    }

    /**
     * One device.
     *
     * @param wiredBefore those that stand above it in the file
     * @param ports the ports that have been given away, and to whom
     */
    Wire(
            Path file,
            Yaml.Mapping settings,
            Map<String, Device> wiredBefore,
            Map<Path, String> ports,
            InstantSource clock) {
        this.file = file;
        this.settings = settings;
        this.wiredBefore = wiredBefore;
        this.ports = ports;
        this.clock = clock;
    }

    public String name() throws Wrong {
        return text("name");
    }

    /** Wall time. */
    public InstantSource clock() {
        return clock;
    }

    public MonotonicClock monotonic() {
        return MonotonicClock.SYSTEM;
    }

    /** The serial port by the keys {@code port} (a path, relative to the file) and {@code baud}; no other device has it. */
    public SerialLink.Port serial(int usualBaud) throws Wrong {
        return serial("port", "baud", usualBaud);
    }

    /** The same by other keys, for a device with more than one. */
    public SerialLink.Port serial(String portKey, String baudKey, int usualBaud) throws Wrong {
        Path port = path(portKey);
        String holder = ports.putIfAbsent(port.toAbsolutePath().normalize(), name());
        if (holder != null) {
            throw wrong(portKey, "is that of " + holder + " already; each device has its own");
        }
        return new TtyPort(port, integer(baudKey, 1_200, 921_600, usualBaud));
    }

    /** A path, relative to the file. */
    public Path path(String key) throws Wrong {
        return file.resolveSibling(text(key));
    }

    /** Words that must be there. */
    public String text(String key) throws Wrong {
        Optional<String> found = optional(key);
        if (found.isEmpty()) {
            throw new Wrong(settings.line(), who() + " needs " + key + "; add it, for example “" + key + ": …”");
        }
        return found.get();
    }

    /** Words that may be there. */
    public Optional<String> optional(String key) throws Wrong {
        asked.add(key);
        Optional<Yaml.Scalar> scalar = settings.scalar(key);
        if (scalar.isEmpty() && settings.keys().contains(key)) {
            throw wrong(key, "must be one value; write “" + key + ": …” without brackets");
        }
        if (scalar.isPresent() && scalar.get().text().isBlank()) {
            throw new Wrong(scalar.get().line(), who() + ": " + key + " is empty; give it a value or remove it");
        }
        return scalar.map(Yaml.Scalar::text);
    }

    /** An address, such as {@code ipp://10.0.0.5/ipp/print}, of one of the schemes. */
    public URI uri(String key, String... schemes) throws Wrong {
        String text = text(key);
        try {
            URI uri = new URI(text);
            if (uri.getScheme() != null && Arrays.asList(schemes).contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below, with what would be right.
        }
        throw wrong(key, "“" + text + "” is no address that begins with " + String.join(" or ", schemes) + "://");
    }

    /** A whole number between two bounds, both included. */
    public int integer(String key, int least, int most, int usual) throws Wrong {
        Optional<String> text = optional(key);
        if (text.isEmpty()) {
            return usual;
        }
        return integer(key, text.get(), least, most);
    }

    private int integer(String key, String text, int least, int most) throws Wrong {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, with what would be right.
        }
        throw wrong(key, "“" + text + "” is no whole number from " + least + " to " + most);
    }

    /** One of an enum's constants, written in lower case with hyphens. */
    public <E extends Enum<E>> E choice(String key, Class<E> kind, E usual) throws Wrong {
        Optional<String> text = optional(key);
        return text.isEmpty() ? usual : constant(key, kind, text.get());
    }

    /** A mapping of an enum's constants to whole numbers, such as channels; empty where it is not given. */
    public <E extends Enum<E>> Map<E, Integer> channels(String key, Class<E> kind, int least, int most) throws Wrong {
        Map<E, Integer> channels = new TreeMap<>();
        for (Map.Entry<String, String> entry : numbersByName(key).entrySet()) {
            channels.put(constant(key, kind, entry.getKey()), integer(key, entry.getValue(), least, most));
        }
        return channels;
    }

    /** A mapping of names to whole numbers; empty where it is not given. */
    public Map<String, Integer> numbers(String key, int least, int most) throws Wrong {
        Map<String, Integer> numbers = new TreeMap<>();
        for (Map.Entry<String, String> entry : numbersByName(key).entrySet()) {
            numbers.put(entry.getKey(), integer(key, entry.getValue(), least, most));
        }
        return numbers;
    }

    private Map<String, String> numbersByName(String key) throws Wrong {
        asked.add(key);
        return settings.mapping(key).map(Yaml.Mapping::texts).orElse(Map.of());
    }

    /** A device that stands above this one in the file, such as the camera that a scanner looks through. */
    public <D extends Device> D device(String key, Class<D> kind) throws Wrong {
        String wanted = text(key);
        Device found = wiredBefore.get(wanted);
        if (!kind.isInstance(found)) {
            throw wrong(
                    key,
                    "no " + words(kind.getSimpleName()) + " named “" + wanted + "” stands above it; wire it first");
        }
        return kind.cast(found);
    }

    private <E extends Enum<E>> E constant(String key, Class<E> kind, String text) throws Wrong {
        for (E constant : kind.getEnumConstants()) {
            if (written(constant).equals(text.toLowerCase(Locale.ROOT))) {
                return constant;
            }
        }
        String known = Arrays.stream(kind.getEnumConstants()).map(Wire::written).collect(Collectors.joining(", "));
        throw wrong(key, "“" + text + "” is unknown; known are " + known);
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String words(String typeName) {
        return typeName.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /** A setting that a driver finds wrong by itself. */
    public Wrong wrong(String key, String what) {
        return new Wrong(settings.lineOf(key), who() + ": " + key + " " + what);
    }

    private String who() {
        return settings.scalar("name").map(Yaml.Scalar::text).orElse("this device");
    }

    /** The keys that the driver asked for. */
    Set<String> asked() {
        return Set.copyOf(asked);
    }

    /** Refuses what the driver did not ask for. */
    void refuseUnknownKeys() throws Wrong {
        for (String key : settings.keys()) {
            if (!asked.contains(key)) {
                throw wrong(key, "is unknown to its driver; known are " + String.join(", ", asked));
            }
        }
    }
}
