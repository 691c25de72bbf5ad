package org.zizhu.kiosk.operations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.kiosk.operations.Verdict.Broken;
import org.zizhu.kiosk.operations.Verdict.Sort;
import org.zizhu.kiosk.operations.Verdict.Whole;

/** The log is whole whatever happens to the power and the disk, and says what happened. */
class OperationsLogTest {

    @TempDir
    Path folder;

    @Test
    void powerCutAtAnyPlaceOfAnyRecord_goesOnWithTheChainWhole_andTellsOfTheTornLine() throws IOException {
        LogOnTable table = new LogOnTable(folder.resolve("log")).day();
        byte[] all = Files.readAllBytes(table.file());
        for (int length = 0; length <= all.length; length++) {
            boolean atEdge = length == 0 || all[length - 1] == '\n';
            if (atEdge || all[length] == '\n' || length % 61 == 0) {
                Files.write(table.file(), Arrays.copyOf(all, length));
                startAgain(table);
                Whole verdict = assertInstanceOf(Whole.class, table.judge(), "cut after " + length);
                assertTrue(verdict.closed());
                boolean torn = !atEdge && length < all.length && all[length] != '\n';
                assertEquals(torn, table.events().contains("log-torn"), "cut after " + length);
                assertTrue(
                        Files.readString(table.file())
                                .startsWith(new String(Arrays.copyOf(all, length), StandardCharsets.US_ASCII)),
                        "nothing that was written is dropped");
            }
        }
    }

    @Test
    void powerCutAgainWhileTheTornLineIsTold_isToldToo() throws IOException {
        LogOnTable table = new LogOnTable(folder.resolve("log")).day();
        byte[] all = Files.readAllBytes(table.file());
        int torn = all.length - 100;
        Files.write(table.file(), Arrays.copyOf(all, torn));
        startAgain(table);
        byte[] told = Files.readAllBytes(table.file());
        for (int length = torn; length < told.length; length += 23) {
            Files.write(table.file(), Arrays.copyOf(told, length));
            startAgain(table);
            assertTrue(assertInstanceOf(Whole.class, table.judge(), "cut after " + length)
                    .closed());
            assertTrue(table.events().contains("log-torn"));
        }
    }

    @Test
    void whatThePowerCutLeft_canBeNeitherChangedNorTakenAway() throws IOException {
        LogOnTable table = new LogOnTable(folder.resolve("log")).day();
        byte[] all = Files.readAllBytes(table.file());
        Files.write(table.file(), Arrays.copyOf(all, all.length - 100));
        startAgain(table);
        List<String> lines = table.lines();
        List<String> changed = new ArrayList<>(lines);
        changed.set(10, changed.get(10).replace("\"signed\"", "\"sigmed\""));
        table.lines(changed);
        assertEquals(Sort.CHANGED, assertInstanceOf(Broken.class, table.judge()).sort());
        lines.remove(10);
        table.lines(lines);
        assertEquals(Sort.CUT, assertInstanceOf(Broken.class, table.judge()).sort());
    }

    @Test
    void recordsTamperedWithWhileItWasOff_areToldAtStart_andFoundAllTheSame() throws IOException {
        LogOnTable table = new LogOnTable(folder.resolve("log")).day();
        Files.writeString(table.file(), Files.readString(table.file()).replace("media-jam", "media-jap"));
        startAgain(table);
        assertTrue(table.events().contains("log-damaged"));
        Broken broken = assertInstanceOf(Broken.class, table.judge());
        assertEquals(Sort.CHANGED, broken.sort());
        assertEquals(3, broken.record());
    }

    @Test
    void filesTakenAway_areToldAtStart() throws IOException {
        LogOnTable table = new LogOnTable(folder.resolve("log")).day();
        Files.delete(table.file());
        startAgain(table);
        assertEquals(List.of("log-begun", "log-missing", "started", "stopped", "signed"), table.events());
    }

    @Test
    void fullFiles_areSignedAtTheirEnd_chained_andTheOldestGo() throws IOException {
        LogOnTable table = new LogOnTable(folder.resolve("log"));
        try (OperationsLog log = table.open(2_000, 3)) {
            for (int i = 0; i < 60; i++) {
                log.write("clock-jumped", Map.of("seconds", -i));
            }
            log.write("stopped");
        }
        List<Path> files = table.files();
        assertEquals(3, files.size());
        Whole verdict = assertInstanceOf(Whole.class, table.judge());
        assertTrue(verdict.first().seq() > 1);
        assertEquals(verdict.last().seq(), verdict.signedUpTo());
        for (Path file : files) {
            Verdict alone = LogVerifier.verify(
                    List.of(file), List.of(LogVerifier.key(table.folder.resolve(LogKey.PUBLIC_FILE))), List.of());
            Whole one = assertInstanceOf(Whole.class, alone);
            assertEquals(one.last().seq(), one.signedUpTo());
            assertTrue(Files.size(file) < 3_500);
        }
        long gone = LogLine.of(files.get(1)).get(0).record().orElseThrow().seq();
        Files.delete(files.get(1));
        Broken broken = assertInstanceOf(Broken.class, table.judge());
        assertEquals(Sort.CUT, broken.sort());
        assertEquals(gone, broken.record());
    }

    @Test
    void powerCutWhileANewFileIsBegun_goesOnInIt() throws IOException {
        LogOnTable table = new LogOnTable(folder.resolve("log"));
        try (OperationsLog log = table.open(1_000, 5)) {
            while (table.files().size() < 2) {
                log.write("clock-jumped", Map.of("seconds", 7));
            }
        }
        byte[] begun = Files.readAllBytes(table.file());
        for (int length = 0; length < 120; length += 17) {
            Files.write(table.file(), Arrays.copyOf(begun, length));
            startAgain(table);
            assertTrue(assertInstanceOf(Whole.class, table.judge(), "cut after " + length)
                    .closed());
        }
    }

    @Test
    void whatCouldNotBeWritten_isCountedAndToldLater() throws IOException {
        LogOnTable table = new LogOnTable(folder.resolve("log"));
        Files.writeString(table.folder, "in the way");
        try (OperationsLog log = table.open()) {
            log.write("started", Map.of("after", "nothing"));
            log.write("stopped");
            log.sign();
            assertTrue(table.files().isEmpty());
            Files.delete(table.folder);
            log.write("started", Map.of("after", "stop"));
        }
        assertEquals(List.of("log-begun", "events-lost", "started", "signed"), table.events());
        assertTrue(table.lines().get(1).contains("\"count\":2"));
    }

    @Test
    void whatIsNoKeywordNumberOrSerial_isNotWritten() throws IOException {
        LogOnTable table = new LogOnTable(folder.resolve("log"));
        try (OperationsLog log = table.open()) {
            log.write("staff-out", Map.of("certificate", "Zhang San", "why", "张三"));
            log.write("staff-out", Map.of("certificate", "4f01", "why", "called 13900000000"));
            log.write("staff-out", Map.of("certificate", "4f01", "why", "x430102187001011234"));
            log.write("device-changed", Map.of("device", "a", "state", "b", "reasons", List.of("ok", "not\"ok")));
            assertThrows(IllegalArgumentException.class, () -> log.write("staff-out", Map.of("name", "zhang")));
            assertThrows(IllegalArgumentException.class, () -> log.write("citizen-came"));
        }
        String all = Files.readString(table.file());
        // Longer than what hashes and a signature hold by chance.
        for (String personal : List.of("Zhang San", "张三", "called", "1390000", "18700101", "not\\")) {
            assertFalse(all.contains(personal), all);
        }
        assertTrue(all.contains("\"reasons\":[\"ok\"]"));
        assertInstanceOf(Whole.class, table.judge());
    }

    @Test
    void keyAndFiles_areForTheirOwnerAlone_andTheKeyStays() throws IOException {
        LogOnTable table = new LogOnTable(folder.resolve("log")).day();
        byte[] key = Files.readAllBytes(table.folder.resolve("log.key"));
        startAgain(table);
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(table.folder)));
        for (Path file : List.of(table.file(), table.folder.resolve("log.key"))) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        assertArrayEquals(key, Files.readAllBytes(table.folder.resolve("log.key")));
    }

    private static void startAgain(LogOnTable table) {
        try (OperationsLog log = table.open()) {
            log.write("started", Map.of("after", "interruption"));
            log.write("stopped");
        }
    }
}
