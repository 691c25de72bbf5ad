package org.zizhu.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zizhu.fleet.TestUnit.Line;
import org.zizhu.fleet.command.Command;
import org.zizhu.fleet.command.Ordered;
import org.zizhu.fleet.command.Progress;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.store.StoreFailed;

/** A real PostgreSQL is stopped, and started again after an hour; the fleet runs on. */
class DatabaseGoneTest extends WithFleet {

    private static final String UP = "{\"kind\":\"link\",\"link\":\"platform\",\"state\":\"up\"}";
    private static final String DOWN = UP.replace("\"up\"", "\"down\"");

    private EmbeddedPostgres server;

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void forAnHour_nothingIsAcknowledgedOrLost_everybodyIsToldSo_andAllGoesOnByItself() throws IOException {
        server = serverAt(0);
        int port = server.getPort();
        TestUnit unit = TestUnit.enrolled(fleet(server.getJdbcUrl("postgres", "postgres")), "cs-furong-01");
        Line line = unit.connect();
        line.report(1, UP);
        line.frame("ack");
        Command halfAnHour = order(unit, "key-1", Duration.ofMinutes(30));
        Command threeHours = order(unit, "key-2", Duration.ofHours(3));
        line.frame("command");
        line.frame("command");
        pass(Duration.ofSeconds(10));

        server.close();
        line.report(2, DOWN);
        assertEquals("4503 too-busy", line.closed());
        for (int minutes = 0; minutes < 60; minutes += 15) {
            refused("too-busy", unit.post("/unit/v1/exchange", "{\"frames\":[]}"));
            refused("too-busy", get("/api/v1/units", "Authorization", "Bearer guess"));
            refused("</html>", get("/", "Cookie", "__Host-fleet=abc"));
            assertThrows(StoreFailed.class, () -> order(unit, "key-3", Duration.ofHours(1)));
            clock.advance(Duration.ofMinutes(15));
            assertThrows(StoreFailed.class, () -> fleet().lookAround());
        }

        server = serverAt(port);
        pass(Duration.ofSeconds(10));
        Line next = unit.connect();
        assertEquals(1, next.welcome().path("acknowledged").asLong(), "the one that was acknowledged, no other");
        assertEquals(threeHours.id(), next.frame("command").path("id").asString(), "the other's time is over");
        next.report(2, DOWN);
        assertEquals(2, next.frame("ack").path("upTo").asLong());
        assertEquals("down", state(unit, "link", "platform"));
        assertEquals(2, reports(unit));
        pass(Duration.ofSeconds(10));
        assertEquals(
                Progress.LAPSED,
                fleet().commands().find(halfAnHour.id()).orElseThrow().progress());
        assertEquals(200, get("/sign-in", "Accept-Language", "en").statusCode());
        long alarms = read(connection -> Sql.number(connection, "SELECT count(*) FROM alarm"));
        assertEquals(0, alarms, "the database was away, not the unit");
    }

    private EmbeddedPostgres serverAt(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgresql"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    private Command order(TestUnit unit, String key, Duration good) {
        Ordered ordered = fleet().commands().order(unit.id(), new Deed.Restart(), key, good, "op");
        return ((Ordered.Taken) ordered).command();
    }

    private HttpResponse<String> get(String path, String header, String value) {
        return TestUnit.bare(fleet(), "nobody")
                .send(HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + fleet().pagesPort() + path))
                        .header(header, value));
    }

    private static void refused(String how, HttpResponse<String> answer) {
        assertEquals(503, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(how), answer.body());
        assertFalse(answer.body().contains("Exception") || answer.body().contains("org.zizhu"), answer.body());
    }
}
