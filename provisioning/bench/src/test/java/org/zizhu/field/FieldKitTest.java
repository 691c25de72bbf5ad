package org.zizhu.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The field kit's tool, in a root with a shell, the few tools that unpack it, and the C library; the same with debootstrap's whole root is {@code ./run
 * field-proof}.
 */
@Execution(ExecutionMode.CONCURRENT)
class FieldKitTest {

    private static final Path FIELD = Path.of("../field");
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+)\\s+\\(0x");

    /** What Debian's essential packages have, and the kit needs. */
    private static final List<String> TOOLS =
            List.of("sh", "uname", "tail", "sha256sum", "cut", "tar", "gzip", "mkdir", "mv", "rm");

    /** Also stubs, which libraries that were built long ago ask for. */
    private static final List<String> C_LIBRARY =
            List.of("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libgcc_s.so.1");

    /** Some three seconds; the machine may be loaded. */
    private static final Duration SHOWN_WITHIN = Duration.ofMinutes(2);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    @TempDir
    private static Path packed;

    private static Path kit;
    private static Path unpacked;

    @TempDir
    private Path folder;

    @BeforeAll
    static void pack() throws Exception {
        kit = packed.resolve("zizhu-field.run");
        unpacked = packed.resolve("unpacked");
        shell("JAVA_HOME='" + System.getProperty("java.home") + "' '" + FIELD.resolve("src/kit/pack") + "' '" + kit
                + "' '" + classpath() + "'");
        shell("sh '" + kit + "' --extract '" + unpacked + "'");
    }

    @Test
    void bareRoot_isEnrolledByOneCommand_andTheSameAgainDoesNoHarm() throws Exception {
        new KitProof(root(), folder).proveEnrolment(kit);
    }

    @Test
    void kiosk_ofTheKit_opensAUnitInItsWindow() throws Exception {
        try (TableUnit table = new TableUnit(folder.resolve("table"))) {
            Path unit = folder.resolve("unit");
            UnitPage page = new UnitPage(table.setUp(unit, "ZZ-430102-0107"));
            Path log = folder.resolve("kiosk.log");
            Process kiosk = new ProcessBuilder(
                            shell("find '" + unpacked + "' -name zizhu-kiosk").strip(), unit.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                long until = System.nanoTime() + SHOWN_WITHIN.toNanos();
                while (!screen(page).equals("attract")) {
                    assertTrue(kiosk.isAlive() && System.nanoTime() - until < 0, () -> read(log));
                    LockSupport.parkNanos(LOOK_AGAIN.toNanos());
                }
            } finally {
                kiosk.destroy();
                kiosk.waitFor();
            }
        }
    }

    private static String screen(UnitPage page) throws InterruptedException {
        try {
            return page.get("/health").path("screen").asString("");
        } catch (IOException e) {
            return "";
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String classpath() throws IOException {
        try (Stream<Path> built = Files.list(FIELD.resolve("target"))) {
            String own = built.filter(file -> file.getFileName().toString().matches("zizhu-field-.*\\.jar"))
                    .map(Path::toString)
                    .findFirst()
                    .orElse(FIELD.resolve("target/classes").toString());
            return own + ":"
                    + Files.readString(FIELD.resolve("target/kit.classpath")).strip();
        }
    }

    private Path root() throws Exception {
        Path root = Files.createDirectories(folder.resolve("root"));
        for (String made : List.of("bin", "tmp", "opt", "var/lib")) {
            Files.createDirectories(root.resolve(made));
        }
        Set<String> libraries = new TreeSet<>();
        for (String tool : TOOLS) {
            String file = shell("readlink -f \"$(command -v " + tool + ")\"").strip();
            Files.copy(Path.of(file), root.resolve("bin").resolve(tool));
            libraries.addAll(libraries(file));
        }
        for (String part : shell("find '" + unpacked + "' -name '*.so' -o -path '*/bin/java'")
                .lines()
                .toList()) {
            // Those of windows, sound and fonts are never loaded, and a bare machine does not have them.
            if (part.matches(".*/(java|libjli\\.so|libjvm\\.so|libjava\\.so|libzip\\.so|libnet\\.so|libnio\\.so)")) {
                libraries.addAll(libraries(part));
            }
        }
        Path home = Path.of(libraries.stream()
                        .filter(library -> library.endsWith("/libc.so.6"))
                        .findFirst()
                        .orElseThrow())
                .getParent();
        C_LIBRARY.stream()
                .map(home::resolve)
                .filter(Files::exists)
                .map(Path::toString)
                .forEach(libraries::add);
        for (String library : libraries) {
            Path copy = root.resolve(library.substring(1));
            if (!library.startsWith(packed.toString()) && Files.notExists(copy)) {
                Files.createDirectories(copy.getParent());
                Files.copy(Path.of(library), copy);
            }
        }
        return root;
    }

    private Set<String> libraries(String file) throws Exception {
        Matcher named = LIBRARY.matcher(shell("ldd '" + file + "'"));
        return named.results().map(result -> result.group(1)).collect(Collectors.toSet());
    }

    private static String shell(String command) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }
}
