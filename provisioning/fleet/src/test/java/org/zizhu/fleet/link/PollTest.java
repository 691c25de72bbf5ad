package org.zizhu.fleet.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zizhu.fleet.TestUnit;
import org.zizhu.fleet.WithFleet;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.contract.SessionKey;
import tools.jackson.databind.JsonNode;

/** The same frames where a proxy forbids WebSockets; contract.md §9. */
class PollTest extends WithFleet {

    private static final String REPORT = "{\"type\":\"reports\",\"reports\":["
            + TestUnit.Line.one(1, "{\"kind\":\"link\",\"link\":\"platform\",\"state\":\"down\"}") + "]}";

    @Test
    void helloReportAndCommand_byExchangesAlone() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        JsonNode welcome = hello(unit);
        assertEquals("welcome", welcome.path("type").asString());

        JsonNode ack =
                body(exchange(unit, welcome, 20_000, REPORT)).path("frames").get(0);
        assertEquals(
                "ack 1", ack.path("type").asString() + " " + ack.path("upTo").asLong());
        assertEquals("down", state(unit, "link", "platform"));
        assertTrue(body(exchange(unit, welcome, 1, "")).path("frames").isEmpty(), "nothing to say");

        CompletableFuture<HttpResponse<String>> held =
                CompletableFuture.supplyAsync(() -> exchange(unit, welcome, 30_000, ""));
        fleet().commands().order(unit.id(), new Deed.Restart(), "key-1", Duration.ofMinutes(5), "op");
        JsonNode command = body(held.join()).path("frames").get(0);
        assertEquals("restart", command.path("name").asString());
    }

    @Test
    void whatASecondExchangeSays_isAnsweredToItself_theFirstGetsNothing() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        // By the door behind HTTP: over a wire nobody could say which of two comes first.
        Polls polls = new Polls(fleet().links());
        JsonNode welcome = polls.exchange(unit.peer(), said(null, 20_000, unit.hello("journal-of-" + unit.id())))
                .orElseThrow()
                .join()
                .frames()
                .get(0);
        SessionKey session =
                Json.read(welcome.path("session"), SessionKey.class).orElseThrow();
        CompletableFuture<Polls.Exchanged> first =
                polls.exchange(unit.peer(), said(session, 30_000)).orElseThrow();
        assertFalse(first.isDone());

        Polls.Exchanged second = polls.exchange(unit.peer(), said(session, 2_000, REPORT))
                .orElseThrow()
                .join();
        assertTrue(first.join().frames().isEmpty());
        assertEquals(1, second.frames().get(0).path("upTo").asInt());
    }

    private static Polls.Exchange said(SessionKey session, long waitMs, String... frames) {
        return new Polls.Exchange(
                session,
                waitMs,
                Stream.of(frames)
                        .map(frame -> Json.read(frame, JsonNode.class).orElseThrow())
                        .toList());
    }

    @Test
    void sessionThatIsNotOpen_isUnknown_andAHelloBeginsAnew() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        JsonNode first = hello(unit);
        exchange(unit, first, 1, REPORT);
        unit.store(first.path("session"));
        JsonNode second = hello(unit);

        assertEquals(409, exchange(unit, first, 1, "").statusCode(), "another connection took over");
        assertEquals(1, second.path("acknowledged").asLong());
        unit.store(second.path("session"));
        restart();
        assertEquals(409, exchange(unit, second, 1, "").statusCode(), "the fleet was restarted");
        assertEquals("welcome", hello(unit).path("type").asString());
    }

    @Test
    void revokedWhileItWaits_isToldAtOnce_andSilenceEndsIt() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        JsonNode welcome = hello(unit);
        pass(Links.SILENCE.plusSeconds(1));
        JsonNode silent = body(exchange(unit, welcome, 1, ""));
        assertEquals(4408, silent.path("close").path("code").asInt());

        unit.store(welcome.path("session"));
        JsonNode again = hello(unit);
        CompletableFuture<HttpResponse<String>> held =
                CompletableFuture.supplyAsync(() -> exchange(unit, again, 30_000, ""));
        fleet().enrolment().revoke(unit.id(), "op");
        HttpResponse<String> answer = held.join();
        assertTrue(answer.body().contains("revoked"), answer.body());
    }

    private static JsonNode hello(TestUnit unit) {
        HttpResponse<String> answer = unit.post(
                "/unit/v1/exchange", "{\"waitMs\":20000,\"frames\":[" + unit.hello("journal-of-" + unit.id()) + "]}");
        return body(answer).path("frames").path(0);
    }

    private static HttpResponse<String> exchange(TestUnit unit, JsonNode welcome, long waitMs, String frame) {
        return unit.post(
                "/unit/v1/exchange",
                "{\"session\":" + welcome.path("session") + ",\"waitMs\":" + waitMs + ",\"frames\":[" + frame + "]}");
    }

    private static JsonNode body(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        return Json.read(answer.body(), JsonNode.class).orElseThrow();
    }
}
