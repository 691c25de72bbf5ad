package org.zizhu.fleet.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.fleet.TestUnit;
import org.zizhu.fleet.WithFleet;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.store.Store;

/** What units fetch by a command, over TLS. */
class ContentTest extends WithFleet {

    private static final String LOG = "text/plain; charset=utf-8";
    private static final String PNG = "image/png";
    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};

    @ParameterizedTest
    @EnumSource(Store.class)
    void aLogAndAPicture_areTakenOnce_keptForAWeek_andForgotten(Store store) {
        fleet(store);
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        String logs = order(unit, new Deed.FetchLogs(8));
        String picture = order(unit, new Deed.Screenshot());

        assertEquals(
                204,
                post(unit, logs, LOG, "up".getBytes(StandardCharsets.UTF_8)).statusCode());
        assertEquals(
                204,
                post(unit, logs, LOG, "again".getBytes(StandardCharsets.UTF_8)).statusCode());
        assertEquals(204, post(unit, picture, PNG, PICTURE).statusCode());
        assertArrayEquals("up".getBytes(StandardCharsets.UTF_8), kept(logs), "the first that came");
        assertArrayEquals(PICTURE, kept(picture));

        pass(Duration.ofDays(6));
        assertEquals(2, all());
        pass(Duration.ofDays(2));
        assertEquals(0, all());
    }

    @Test
    void whatNobodyAskedFor_orIsSomethingElse_isNotTaken() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        TestUnit other = TestUnit.enrolled(fleet(), "cs-furong-02");
        String logs = order(unit, new Deed.FetchLogs(1));
        String picture = order(unit, new Deed.Screenshot());
        String restart = order(unit, new Deed.Restart());
        byte[] text = "up".getBytes(StandardCharsets.UTF_8);

        assertRefused(404, "not-found", post(other, logs, LOG, text));
        assertRefused(404, "not-found", post(unit, "0b51a3f0-0000-4000-8000-00000000000a", LOG, text));
        assertRefused(404, "not-found", post(unit, restart, LOG, text));
        assertRefused(404, "not-found", post(unit, logs, PNG, PICTURE));
        assertRefused(404, "not-found", unit.post("/unit/v1/commands/x/content", "{}"));
        assertRefused(400, "malformed-request", post(unit, picture, PNG, text));
        assertRefused(400, "malformed-request", post(unit, picture, "text/html", text));
        assertRefused(400, "malformed-request", post(unit, logs, LOG, new byte[] {'a', 0, 'b'}));
        assertRefused(400, "malformed-request", post(unit, logs, LOG, new byte[] {(byte) 0xff}));
        byte[] long_ = new byte[512 * 1024 + 1];
        Arrays.fill(long_, (byte) 'a');
        assertRefused(413, "too-large", post(unit, logs, LOG, long_));
        assertRefused(
                405,
                "method-not-allowed",
                unit.send(HttpRequest.newBuilder(unit.at(path(logs))).GET()));
        assertRefused(401, "certificate-required", post(TestUnit.bare(fleet(), "cs-furong-03"), logs, LOG, text));
        assertEquals(0, all());

        assertEquals(
                204, post(unit, logs, LOG, Arrays.copyOf(long_, 512 * 1024)).statusCode(), "as long as may be");
    }

    @Test
    void onceTheCommandIsOver_nothingMoreIsTaken() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        String picture = order(unit, new Deed.Screenshot());
        TestUnit.Line line = unit.connect();
        assertEquals("screenshot", line.frame("command").path("name").asString());
        line.report(1, "{\"kind\":\"command\",\"id\":\"" + picture + "\",\"stage\":\"refused\",\"reason\":\"in-use\"}");
        line.frame("ack");
        assertRefused(404, "not-found", post(unit, picture, PNG, PICTURE));
    }

    private String order(TestUnit unit, Deed deed) {
        Ordered ordered = fleet().commands().order(unit.id(), deed, "key " + deed, Duration.ofHours(1), "op");
        return ((Ordered.Taken) ordered).command().id();
    }

    private static String path(String command) {
        return "/unit/v1/commands/" + command + "/content";
    }

    private static HttpResponse<String> post(TestUnit unit, String command, String type, byte[] body) {
        return unit.send(HttpRequest.newBuilder(unit.at(path(command)))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private static void assertRefused(int status, String code, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"" + code + "\""), answer.body());
    }

    private byte[] kept(String command) {
        return read(connection -> ContentBook.of(connection, command)).orElseThrow();
    }

    private long all() {
        return read(connection -> Sql.number(connection, "SELECT count(*) FROM content"));
    }
}
