package org.zizhu.drivers.cabinet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zizhu.drivers.Device;

/** What is written about the wiring file is what the code reads. */
class WiringPageTest {
    private static final Path PAGE = Path.of("wiring.md");
    private static final Pattern SECTION =
            Pattern.compile("^## `([^`]+)`.*?\\n(.*?)```yaml\\n(.*?)```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("^- `([^`]+)`", Pattern.MULTILINE);
    private static final Set<String> OF_EACH = Set.of("name", "driver");

    @Test
    void pageNamesEachDriver_withTheKeysThatItAsksFor() throws Exception {
        Map<String, Set<String>> written = new TreeMap<>();
        Map<String, Set<String>> asked = new TreeMap<>();
        for (MatchResult section :
                SECTION.matcher(Files.readString(PAGE)).results().toList()) {
            String driver = section.group(1);
            assertTrue(Drivers.KNOWN.containsKey(driver), "there is no driver " + driver);
            written.put(
                    driver,
                    KEY.matcher(section.group(2))
                            .results()
                            .map(key -> key.group(1))
                            .collect(Collectors.toCollection(TreeSet::new)));
            asked.put(driver, askedBy(section.group(3)));
        }
        assertEquals(Drivers.KNOWN.keySet(), written.keySet(), "the drivers on the page " + PAGE);
        assertEquals(asked, written, "the keys on the page " + PAGE);
    }

    /** The keys that the driver asked for when the last device of the example was made; the example gives each of them. */
    private static Set<String> askedBy(String example) throws Exception {
        Map<String, Device> devices = new HashMap<>();
        Map<Path, String> ports = new HashMap<>();
        Set<String> asked = Set.of();
        Set<String> given = Set.of();
        Yaml.Mapping file = Yaml.read(new ByteArrayInputStream(example.getBytes(StandardCharsets.UTF_8)));
        for (Yaml.Mapping settings : Yaml.mappings(file, "devices")) {
            Wire wire = new Wire(PAGE, settings, devices, ports, InstantSource.system());
            String name = wire.text("driver");
            Device device = Drivers.KNOWN.get(name).make(wire);
            devices.put(device.name(), device);
            asked = wire.asked();
            given = settings.keys();
        }
        assertEquals(new TreeSet<>(asked), new TreeSet<>(given), "each key is in the example");
        Set<String> own = new TreeSet<>(asked);
        own.removeAll(OF_EACH);
        return own;
    }

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("samples"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void samples_areReadWhole(Path sample) throws Exception {
        try (Cabinet cabinet = Wiring.read(sample, InstantSource.system())) {
            assertTrue(cabinet.idCardReader().isPresent());
            assertTrue(cabinet.documentPrinter().isPresent());
            assertTrue(cabinet.receiptPrinter().isPresent());
            assertTrue(cabinet.codeScanner().isPresent());
        }
    }

    @Test
    void samples_useEachDriverSomewhere() throws Exception {
        String all = samples().stream().map(WiringPageTest::text).collect(Collectors.joining());
        Drivers.KNOWN.keySet().forEach(driver -> assertTrue(all.contains("driver: " + driver), driver));
    }

    @Test
    void eachDriver_hasItsPageInTheTableOfFaults() {
        Drivers.KNOWN.keySet().forEach(driver -> assertTrue(Files.exists(Path.of("faults", driver + ".md")), driver));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
