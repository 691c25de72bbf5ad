package org.zizhu.kiosk.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.fleet.Fleet;
import org.zizhu.fleet.Settings;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.unit.Division;

/**
 * A unit whose key for the fleet is in a token: SoftHSM's, looked into with OpenSC's tool, with a real fleet. Each act of the unit is a process of its
 * own, so that each is a restart too.
 */
class KeyInTokenTest {

    private static final UnitId UNIT = new UnitId("ZZ-430102-0107");
    private static final String MODULE = "/usr/lib/softhsm/libsofthsm2.so";
    private static final String PIN = "408173";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    private Path unit;
    private Fleet fleet;
    private String said = "";

    @BeforeEach
    void start() throws Exception {
        Files.createDirectory(folder.resolve("tokens"));
        Files.writeString(
                folder.resolve("softhsm2.conf"),
                "directories.tokendir = " + folder.resolve("tokens")
                        + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        assertEquals(
                0,
                run("softhsm2-util", "--init-token", "--free", "--label", "unit", "--so-pin", "12345678", "--pin", PIN),
                said);
        unit = unit("unit", MODULE, "unit");
        fleet = Fleet.start(Settings.inFolder(folder.resolve("centre"), 0, 0, new Division("430100")));
        fleet.enrolment().register(UNIT, new Division("430102"), "op");
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void keyIsMadeInTheToken_servesThereAlone_andAnOldOneGoesWhenTheNewCertificateWasUsed() throws Exception {
        assertEquals(0, enrol(), said);
        assertTrue(said.contains("the fleet knows this unit"), said);
        assertEquals(1, keys());
        assertTrue(said.contains("Access:     sensitive, always sensitive, never extractable, local"), said);
        assertTrue(noPrivateKeyInFiles());

        assertEquals(0, unit("report", unit), said);
        assertTrue(said.contains("acknowledged"), said);
        String before = Files.readString(unit.resolve("fleet/unit.chain"));

        assertEquals(0, unit("renew", unit), said);
        assertTrue(said.contains("Certified"), said);
        assertNotEquals(before, Files.readString(unit.resolve("fleet/unit.chain")));
        assertEquals(2, keys(), "nobody has seen the new certificate do");

        assertEquals(0, unit("report", unit), said);
        assertTrue(said.contains("acknowledged"), said);
        assertEquals(1, keys());
        assertTrue(said.contains("never extractable"), said);
        assertTrue(noPrivateKeyInFiles());
    }

    @Test
    void refusedPin_isNotTriedAgain_untilItsFileIsWrittenAnew() throws Exception {
        Path pin = unit.resolve("fleet-pin");
        Files.writeString(pin, "111111");
        assertEquals(2, enrol(), said);
        assertTrue(said.contains("token \"unit\" has refused the PIN in " + pin), said);
        assertFalse(Files.exists(unit.resolve("fleet/token")), "nobody else should try it with that");

        // Were it tried, it would be taken now.
        assertEquals(
                0,
                run(
                        "pkcs11-tool",
                        "--module",
                        MODULE,
                        "--token-label",
                        "unit",
                        "--login",
                        "--pin",
                        PIN,
                        "--change-pin",
                        "--new-pin",
                        "111111"),
                said);
        assertEquals(0, unit("check", unit), said);
        assertTrue(said.contains("It is not tried again"), said);

        Files.setLastModifiedTime(pin, FileTime.from(Instant.now().plusSeconds(5)));
        assertEquals(0, unit("check", unit), said);
        assertEquals("good", said.strip());
        assertTrue(Files.notExists(unit.resolve("fleet/pin-refused")));
    }

    @Test
    void whatIsWrong_isSaidWithWhatToDo() throws Exception {
        Path noModule = unit("no-module", folder.resolve("libnone.so").toString(), "unit");
        Path noLibrary = unit("no-library", folder.resolve("softhsm2.conf").toString(), "unit");
        Path noToken = unit("no-token", MODULE, "other");
        Path open = unit("open", MODULE, "unit");
        Files.setPosixFilePermissions(open.resolve("fleet-pin"), PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(0, unit("check", noModule, noLibrary, noToken, open, unit), said);
        List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
        assertTrue(lines.get(0).startsWith("there is no PKCS#11 module " + folder.resolve("libnone.so")), said);
        assertTrue(said.contains("the PKCS#11 module " + folder.resolve("softhsm2.conf") + " can't be used: "), said);
        assertTrue(said.contains("no token \"other\" is in the slots of " + MODULE + " (there: \"unit\")"), said);
        assertTrue(said.contains("others may read the PIN in " + open.resolve("fleet-pin") + ": chmod 600"), said);
        assertEquals("good", lines.get(lines.size() - 1));
    }

    private Path unit(String name, String module, String token) throws IOException {
        Path made = Files.createDirectory(folder.resolve(name));
        Files.writeString(
                made.resolve("unit.yaml"),
                """
                terminal: ZZ-430102-0107
                data: data
                web-port: 0
                fleet: fleet
                fleet-key: { module: %s, token: %s, pin-file: fleet-pin }
                """
                        .formatted(module, token));
        Files.createFile(
                made.resolve("fleet-pin"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(made.resolve("fleet-pin"), PIN + "\n");
        return made;
    }

    private int enrol() throws Exception {
        String token = fleet.enrolment()
                .tokenFor(UNIT, Duration.ofHours(1), "op")
                .orElseThrow()
                .line();
        return java("org.zizhu.field.Field", "enrol", unit.toString(), token, "--wait", "30");
    }

    private int unit(String act, Path... folders) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(LinkedUnitMain.class.getName(), act));
        Stream.of(folders).map(Path::toString).forEach(arguments::add);
        return java(arguments.toArray(String[]::new));
    }

    private int java(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Djava.awt.headless=true",
                "-Dlogback.configurationFile=org/zizhu/field/logback.xml",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    /** How many private keys are in the token; what was said tells more. */
    private long keys() throws Exception {
        assertEquals(
                0,
                run(
                        "pkcs11-tool",
                        "--module",
                        MODULE,
                        "--token-label",
                        "unit",
                        "--login",
                        "--pin",
                        PIN,
                        "--list-objects",
                        "--type",
                        "privkey"),
                said);
        return said.lines()
                .filter(line -> line.startsWith("Private Key Object"))
                .count();
    }

    private boolean noPrivateKeyInFiles() throws IOException {
        try (Stream<Path> files = Files.walk(unit)) {
            return files.filter(Files::isRegularFile).noneMatch(file -> {
                String name = file.getFileName().toString();
                try {
                    return name.endsWith(".p12")
                            || name.endsWith(".key")
                            || Files.readString(file, StandardCharsets.ISO_8859_1)
                                    .contains("PRIVATE KEY");
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
        }
    }

    private int run(String... command) throws Exception {
        Path output = folder.resolve("said");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment()
                .put("SOFTHSM2_CONF", folder.resolve("softhsm2.conf").toString());
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), () -> "hangs: " + List.of(command));
        } finally {
            process.destroyForcibly();
        }
        said = Files.readString(output);
        return process.exitValue();
    }
}
