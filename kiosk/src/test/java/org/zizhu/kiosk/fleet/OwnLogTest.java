package org.zizhu.kiosk.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leaves the unit of its own log. Whoever is in it is made up, and born before 1900. */
class OwnLogTest {

    private static final Instant NOW = Instant.parse("2026-11-29T02:19:27Z");
    private static final String START = "2026-11-29T10:19:27.120 WARN  FleetLink ";

    @TempDir
    Path folder;

    @Test
    void whatSomebodyMayBeKnownBy_becomesDots() {
        for (String telling : List.of(
                "11010118991231002X",
                "138 0013 8000",
                "6222-0200-1234-5678",
                "li@example.cn",
                "李建国",
                "'Li Jianguo'",
                "\"card of Li\"",
                "0b51a3f0-0000-4000-8000-000000000001",
                "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0")) {
            String masked = OwnLog.masked(START + "read " + telling + " in 120 ms");
            assertEquals(
                    "2026-11-29T10:19:27.120 WARN FleetLink read ... in 120 ms", masked.replaceAll("\\.{4,}", "..."));
        }
        assertEquals(
                "2026-11-29T10:19:27.120 WARN FleetLink the fleet refuses: certificate-expired",
                OwnLog.masked(START + "the fleet refuses: certificate-expired"));
        assertEquals(
                "2026-11-29T10:19:27.120 WARN FleetLink it can't be reached after 120 ms",
                OwnLog.masked(START + "it can't be reached after 120 ms"));
    }

    @Test
    void ofAnException_itsClassAndPlacesAreLeft_notItsWords() {
        assertEquals(
                "java.lang.IllegalStateException",
                OwnLog.masked("java.lang.IllegalStateException: no case of Li Jianguo"));
        assertEquals(
                "Caused by: org.zizhu.kiosk.journal.JournalFailure",
                OwnLog.masked("Caused by: org.zizhu.kiosk.journal.JournalFailure: Li"));
        String place = "\tat org.zizhu.kiosk.fleet.FleetLink.run(FleetLink.java:120)";
        assertEquals(place, OwnLog.masked(place));
        assertEquals("\t... 7 more", OwnLog.masked("\t... 7 more"));
        assertEquals("", OwnLog.masked("and a second line of words about Li Jianguo"));
        assertEquals("", OwnLog.masked(""));
    }

    @Test
    void onlyTheHoursThatAreAskedFor_oldestFirst_andTheNewestWhereItIsTooLong() throws Exception {
        OwnLog log = new OwnLog(folder.resolve("log"), () -> NOW);
        assertFalse(log.isKept());
        Files.createDirectory(folder.resolve("log"));
        assertTrue(log.isKept());
        assertEquals("", log.masked(Duration.ofHours(1), 1_000));
        write("kiosk.2026-11-28.0.log", NOW.minusSeconds(90_000), line(26, "old") + line(5, "before"));
        write("kiosk.log", NOW, line(3, "first") + "\tat a.B.c(B.java:1)\n" + "\u0000\u00ff\n" + line(0, "last"));
        write("other.txt", NOW, line(0, "not a log"));

        String day = log.masked(Duration.ofHours(24), 1_000);
        assertEquals(
                List.of("before", "first", "a.B.c(B.java:1)", "last"),
                day.lines()
                        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                        .toList());
        assertEquals(
                2,
                log.masked(Duration.ofHours(4), 1_000)
                        .lines()
                        .filter(line -> line.contains("Kiosk"))
                        .count());
        String end = log.masked(Duration.ofHours(24), 50);
        assertTrue(end.length() <= 50 && end.endsWith(" last\n"), end);
    }

    private void write(String name, Instant changed, String text) throws Exception {
        Path file = Files.writeString(folder.resolve("log").resolve(name), text);
        assertTrue(file.toFile().setLastModified(changed.toEpochMilli()));
    }

    private static String line(int hoursAgo, String said) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS")
                        .format(LocalDateTime.ofInstant(NOW.minus(Duration.ofHours(hoursAgo)), ZoneId.systemDefault()))
                + " INFO  Kiosk " + said + "\n";
    }
}
