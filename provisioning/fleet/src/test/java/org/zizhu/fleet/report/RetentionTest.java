package org.zizhu.fleet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.health.Rulebook;
import org.zizhu.fleet.health.Stage;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.store.Store;

/** What is old goes; what is so at present stays, however long it has been so. */
class RetentionTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Store.class)
    void countsGoAfterWeeks_factsAfterAYear_andThePresentStays(Store store) {
        try (Stage stage = new Stage(store, folder, Rulebook.builtIn())) {
            Retention retention = new Retention(stage.database, stage.clock);
            stage.unit("cs-furong-01", "430102001");
            stage.tells("cs-furong-01", Stage.device("printer", Fact.DeviceState.HARDWARE_ERROR, "jam"));
            stage.tells("cs-furong-01", new Fact.Telemetry(Map.of("paper.left", 400.0)));
            stage.clock.advance(Retention.TELEMETRY);
            stage.tells("cs-furong-01", new Fact.Telemetry(Map.of("paper.left", 300.0)));
            retention.keep();
            assertEquals(3, reports(stage));

            stage.clock.advance(Duration.ofMinutes(1));
            retention.keep();
            assertEquals(2, reports(stage));

            stage.clock.advance(Retention.FACTS);
            retention.keep();
            assertEquals(0, reports(stage));
            assertEquals(
                    "hardwareError",
                    stage.database
                            .read(connection -> ReportBook.present(connection, new UnitId("cs-furong-01")))
                            .get(0)
                            .state());
        }
    }

    private static long reports(Stage stage) {
        return stage.database.read(connection -> Sql.number(connection, "SELECT count(*) FROM report"));
    }
}
