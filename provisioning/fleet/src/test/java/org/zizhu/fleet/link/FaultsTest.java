package org.zizhu.fleet.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.zizhu.fleet.RawLine;
import org.zizhu.fleet.TestUnit;
import org.zizhu.fleet.TestUnit.Line;
import org.zizhu.fleet.WithFleet;
import org.zizhu.fleet.command.Command;
import org.zizhu.fleet.command.Progress;
import org.zizhu.fleet.contract.Deed;

/** A unit that floods, sends nonsense, huge frames, half frames, or nothing: each has one answer; contract.md §7. */
class FaultsTest extends WithFleet {

    private static final String HEARTBEAT = "{\"type\":\"heartbeat\"}";

    @Test
    void nonsense_isClosed_andTheUnitMayComeBack() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        for (String nonsense : new String[] {
            "",
            "null",
            "[]",
            "{\"type\":\"hello\"}",
            "{\"type\":\"dance\"}",
            "{\"type\":\"reports\"}",
            "{\"type\":\"reports\",\"reports\":[]}",
            "{\"type\":\"reports\",\"reports\":[" + Line.one(2, "{}") + "," + Line.one(2, "{}") + "]}",
            "{\"type\":\"reports\",\"reports\":[{\"seq\":1.5,\"at\":\"2026-11-29T02:19:28Z\",\"fact\":{}}]}",
            "{\"type\":\"reports\",\"reports\":[{\"seq\":1,\"at\":\"yesterday\",\"fact\":{}}]}",
            "{\"type\":\"heartbeat\",\"type\":\"heartbeat\"}",
            "[".repeat(60_000),
        }) {
            Line line = unit.connect();
            line.sayIfOpen(nonsense);
            assertEquals("4400 malformed-frame", line.closed(), nonsense);
        }
        assertEquals(0, reports(unit));
        unit.connect();
    }

    @Test
    void whoeverDoesNotSayHello_isClosed() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        Line early = unit.open();
        early.say(HEARTBEAT);
        assertEquals("4401 hello-expected", early.closed());

        Line mute = unit.open();
        // The upgrade is answered a moment before the fleet's side begins.
        await(() -> fleet().links().count() == 1);
        pass(Duration.ofSeconds(9));
        assertFalse(mute.isClosed());
        pass(Duration.ofSeconds(2));
        assertEquals("4401 hello-expected", mute.closed());
    }

    @Test
    void bytes_orFramesThatAreTooLarge_orNoUtf8_areClosed() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        Line binary = unit.connect();
        WebSocket socket = binary.socket();
        socket.sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
        assertEquals("1003 text-only", binary.closed());

        Line large = unit.connect();
        large.sayIfOpen("x".repeat(65_537));
        assertTrue(large.closed().startsWith("1009"), large.closed());

        try (RawLine raw = new RawLine(unit)) {
            raw.say(new byte[] {(byte) 0xc3, (byte) 0x28});
            assertTrue(raw.closed().startsWith("1007"));
        }
        try (RawLine raw = new RawLine(unit)) {
            raw.half(true, new byte[10], 1_000_000_000);
            assertTrue(raw.closed().startsWith("1009"), "refused by its length, before it has come");
        }
    }

    @Test
    void halfAFrame_orNothing_isSilence_howeverOftenAByteComes() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        try (RawLine half = new RawLine(unit)) {
            half.say(unit.hello("journal-of-cs-furong-01").getBytes(StandardCharsets.UTF_8));
            assertTrue(half.text().contains("welcome"));
            half.half(false, "{\"type\":".getBytes(StandardCharsets.UTF_8), 8);
            half.half(true, "x".getBytes(StandardCharsets.UTF_8), 100);
            pass(Links.SILENCE.minusSeconds(1));
            assertTrue(fleet().links().connected(unit.id()));
            pass(Duration.ofSeconds(2));
            assertFalse(fleet().links().connected(unit.id()), "only whole frames are a sign of life");
            assertEquals("4408 silent", half.closed());
        }
    }

    @Test
    void whoeverHeartbeats_isLeftAlone() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        Line line = unit.connect();
        for (int i = 0; i < 10; i++) {
            line.say(HEARTBEAT);
            line.frame("heartbeat");
            pass(Duration.ofSeconds(72));
        }
        assertFalse(line.isClosed());
        pass(Links.SILENCE);
        assertEquals("4408 silent", line.closed());
    }

    @Test
    void aFlood_isCut_andWhoFloodedStaysAwayForAMinute() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        Line line = unit.connect();
        for (int i = 0; i <= Pace.BURST && !line.isClosed(); i++) {
            line.socket()
                    .sendText(HEARTBEAT, true)
                    .exceptionally(closed -> null)
                    .join();
        }
        assertEquals("4429 flood", line.closed());

        HttpResponse<String> barred = unit.post("/unit/v1/exchange", "{}");
        assertEquals(429, barred.statusCode());
        assertEquals("61", barred.headers().firstValue("Retry-After").orElse(""));
        pass(Duration.ofSeconds(61));
        unit.connect();
    }

    @Test
    void aUnitThatReadsNothing_isCut() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        try (RawLine deaf = new RawLine(unit)) {
            deaf.say(unit.hello("journal-of-cs-furong-01").getBytes(StandardCharsets.UTF_8));
            assertTrue(deaf.text().contains("welcome"));
            Instant now = clock.instant();
            Command notice = new Command(
                    "0123456789abcdef",
                    unit.id(),
                    new Deed.ShowNotice("请".repeat(200), "x".repeat(200), 1000),
                    "op",
                    now,
                    now.plusSeconds(60),
                    Progress.ORDERED,
                    null,
                    null,
                    now);
            int told = 0;
            while (fleet().links().connected(unit.id()) && told < 1_000_000) {
                fleet().links().tell(notice);
                told++;
            }
            assertFalse(fleet().links().connected(unit.id()), "the fleet keeps no more for it than some frames");
        }
    }

    @Test
    void anyBytes_harmNobodyElse() {
        TestUnit good = TestUnit.enrolled(fleet(), "cs-furong-01");
        TestUnit bad = TestUnit.enrolled(fleet(), "cs-furong-02");
        Line steady = good.connect();
        Random random = new Random(7);
        String template =
                "{\"type\":\"reports\",\"reports\":[" + Line.one(1, "{\"kind\":\"unit\",\"state\":\"stuck\"}") + "]}";
        for (int i = 0; i < 10; i++) {
            Line line = bad.connect();
            StringBuilder bent = new StringBuilder(template);
            for (int j = 0; j < 3; j++) {
                bent.setCharAt(random.nextInt(bent.length()), (char) (32 + random.nextInt(95)));
            }
            line.say(bent.toString());
            line.sayIfOpen(HEARTBEAT);
            line.drop();
        }
        steady.say(HEARTBEAT);
        steady.frame("heartbeat");
    }
}
