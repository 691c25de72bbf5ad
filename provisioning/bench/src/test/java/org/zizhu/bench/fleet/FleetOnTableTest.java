package org.zizhu.bench.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.bench.proof.KioskProcessMain;
import org.zizhu.bench.table.Prepared;
import org.zizhu.bench.table.Table;
import org.zizhu.bench.table.UnitFolder;
import org.zizhu.fleet.command.Ordered;
import org.zizhu.fleet.command.Progress;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.UnitId;

/** What {@code ./run} starts beside the kiosk: the bench's own unit is in its fleet as any unit, today and tomorrow. */
@Timeout(300)
class FleetOnTableTest {

    private static final UnitId UNIT = new UnitId(UnitFolder.TERMINAL);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @Test
    void benchUnitEnrols_isRestartedByCommand_andIsThereAgainTheNextDay() throws Exception {
        try (Table table = Table.set(
                folder, folder.resolve("unit"), Prepared.NOTHING, (unit, panel) -> kiosk(unit), notice -> {})) {
            table.kiosk().start();
            String password;
            try (FleetOnTable today = FleetOnTable.start(folder.resolve("fleet"), table.unit(), notice -> {})) {
                password = today.firstPassword();
                assertFalse(password.isEmpty());
                await(() -> today.fleet().links().connected(UNIT));

                long pid = table.kiosk().pid();
                Ordered ordered =
                        today.fleet().commands().order(UNIT, new Deed.Restart(), "key", Duration.ofMinutes(5), "op");
                String id = ((Ordered.Taken) ordered).command().id();
                await(() -> today.fleet().commands().find(id).orElseThrow().progress() == Progress.DONE);
                assertNotEquals(pid, table.kiosk().pid());
                assertTrue(table.kiosk().running());
            }
            try (FleetOnTable tomorrow = FleetOnTable.start(folder.resolve("fleet"), table.unit(), notice -> {})) {
                assertEquals(password, tomorrow.firstPassword(), "nobody has signed in yet");
                await(() -> tomorrow.fleet().links().connected(UNIT));
            }
        }
    }

    private static List<String> kiosk(Path unit) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Dzizhu.supervised=true",
                "-cp",
                System.getProperty("java.class.path"),
                KioskProcessMain.class.getName(),
                unit.toString(),
                "never");
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - end < 0, "it never came about");
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
