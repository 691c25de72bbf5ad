package org.zizhu.bench.proof;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.bench.table.Prepared;
import org.zizhu.bench.table.Table;

/** The mains fail, and the battery goes down, on the bench's table: buttons of its panel, a server of NUT, the kiosk in its process. */
@Timeout(300)
class LowBatteryTest {

    private static final String SERVES = "\tattract\t";
    private static final Duration GOES_OUT = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @Test
    void batteryLow_kioskClosesItsJournalAndSwitchesTheHostOff_andServesAgainWithTheMains() throws Exception {
        try (Table table = Table.set(
                folder, folder.resolve("unit"), Prepared.NOTHING, (unit, panel) -> kiosk(unit), notice -> {})) {
            PanelButtons buttons = new PanelButtons(table.panel());
            table.kiosk().start();
            Eventually.holds(() -> says(1, SERVES), this::log);

            buttons.press("power-supply", "mains-off", "");
            Eventually.holds(() -> says(1, "\tout-of-service\t"), this::log);
            buttons.press("power-supply", "low", "");

            assertTrue(table.kiosk().endsWithin(GOES_OUT), this::log);
            // What SQLite keeps beside a database that was not closed.
            assertTrue(Files.notExists(table.unit().resolve("data").resolve("journal.db-wal")));
            assertTrue(JournalReading.settled(table.unit()));
            int served = times(SERVES);
            buttons.press("power-supply", "heal", "");
            table.kiosk().start();
            Eventually.holds(() -> says(served + 1, SERVES), this::log);
        }
    }

    private static List<String> kiosk(Path unit) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                KioskProcessMain.class.getName(),
                unit.toString(),
                "never");
    }

    private boolean says(int times, String sight) {
        return times(sight) >= times;
    }

    private int times(String sight) {
        return (int) log().lines().filter(line -> line.contains(sight)).count();
    }

    private String log() {
        try {
            Path log = folder.resolve("kiosk.log");
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
