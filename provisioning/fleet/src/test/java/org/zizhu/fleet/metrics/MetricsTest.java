package org.zizhu.fleet.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.fleet.TestUnit;
import org.zizhu.fleet.TestUnit.Line;
import org.zizhu.fleet.Tool;
import org.zizhu.fleet.WithFleet;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.store.Store;

/** What a Prometheus finds. */
class MetricsTest extends WithFleet {

    @ParameterizedTest
    @EnumSource(Store.class)
    void howManyUnitsReportsAlarmsAndCommandsThereAre_isTold_andOfWhichUnitIsNot(Store store) throws IOException {
        TestUnit unit = TestUnit.enrolled(fleet(store), "cs-furong-01");
        Line line = unit.connect();
        line.report(1, "{\"kind\":\"link\",\"link\":\"platform\",\"state\":\"down\"}");
        line.frame("ack");
        line.report(2, "{\"kind\":\"dance\"}");
        line.frame("ack");
        fleet().commands().order(unit.id(), new Deed.Restart(), "key", Duration.ofHours(1), "op");
        for (int minute = 0; minute < 5; minute++) {
            line.say("{\"type\":\"heartbeat\"}");
            pass(Duration.ofMinutes(1));
        }

        String metrics = get(unit, token()).body();
        for (String told : new String[] {
            "fleet_units_connected 1.0",
            "fleet_reports_total 1.0",
            "fleet_reports_refused_total 1.0",
            "fleet_units{standing=\"enrolled\"} 1.0",
            "fleet_alarms_open{grade=\"down\"} 1.0",
            "fleet_alarms_waiting 1.0",
            "fleet_commands_unfinished{stage=\"ordered\"} 1.0",
            "fleet_notices_waiting 0.0",
            "fleet_database_up 1.0",
            "jvm_memory_used_bytes{area=\"heap\"}",
        }) {
            assertTrue(metrics.contains("\n" + told), told + " is not in " + metrics);
        }
        assertFalse(metrics.contains("furong"));
    }

    @Test
    void prometheusOwnReader_readsAllOfIt() throws IOException {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        unit.connect();
        HttpResponse<String> answer = get(unit, token());
        assertTrue(
                answer.headers().firstValue("Content-Type").orElseThrow().startsWith("text/plain; version=0.0.4"),
                answer.headers().toString());
        Path text = Files.writeString(folder.resolve("metrics.txt"), answer.body());
        String read = Tool.run(
                folder,
                "python3-prometheus-client",
                // Debian's, for which its package is; another may come first in the path.
                "/usr/bin/python3",
                "-c",
                """
                import sys
                from prometheus_client.parser import text_string_to_metric_families
                for family in text_string_to_metric_families(open(sys.argv[1]).read()):
                    assert family.documentation, family.name
                    for sample in family.samples:
                        print(family.type, sample.name, sorted(sample.labels.items()), sample.value)
                """,
                text.toString());
        assertTrue(read.contains("gauge fleet_units [('standing', 'enrolled')] 1.0\n"), read);
        assertTrue(read.contains("gauge fleet_units_connected [] 1.0\n"), read);
        assertTrue(read.contains("counter fleet_frames_total [] 1.0\n"), read);
        assertFalse(read.contains("unknown "), read);
        long samples =
                answer.body().lines().filter(line -> !line.startsWith("#")).count();
        assertEquals(samples, read.lines().count(), "none is passed over");
    }

    @Test
    void whoeverHasNotTheToken_isToldNothing() throws IOException {
        TestUnit unit = TestUnit.bare(fleet(), "cs-furong-01");
        assertEquals(401, get(unit, "guess").statusCode());
        assertEquals("", get(unit, "guess").body());
        assertEquals(200, get(unit, token()).statusCode());
    }

    @Test
    void whileTheDatabaseIsAway_thatIsTold() throws IOException {
        TestUnit unit = TestUnit.bare(fleet(Store.POSTGRESQL), "cs-furong-01");
        Store.away(databaseUrl(), true);
        String metrics = get(unit, token()).body();
        assertTrue(metrics.contains("\nfleet_database_up 0.0"), metrics);
        assertFalse(metrics.contains("fleet_alarms_waiting "), metrics);
        Store.away(databaseUrl(), false);
    }

    private String token() throws IOException {
        return Files.readString(folder.resolve("keys").resolve("metrics.token")).strip();
    }

    private HttpResponse<String> get(TestUnit unit, String token) {
        return unit.send(HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + fleet().pagesPort() + "/metrics"))
                .header("Authorization", "Bearer " + token));
    }
}
