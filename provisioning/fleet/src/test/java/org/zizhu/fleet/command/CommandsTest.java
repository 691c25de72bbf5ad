package org.zizhu.fleet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.fleet.TestUnit;
import org.zizhu.fleet.TestUnit.Line;
import org.zizhu.fleet.WithFleet;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.store.Store;
import tools.jackson.databind.JsonNode;

/** A command is durable, expires, is done once, and is found again; contract.md §6. */
class CommandsTest extends WithFleet {

    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @EnumSource(Store.class)
    void orderedWhileTheUnitIsAway_itIsToldWhenItComes_alsoAfterARestart(Store store) {
        TestUnit unit = TestUnit.enrolled(fleet(store), "cs-furong-01");
        Command command = order(unit, new Deed.CloseService("insured-certificate", "no-toner"), "key-1");
        restart();
        clock.advance(Duration.ofMinutes(20));

        Line line = unit.connect();
        JsonNode told = line.frame("command");
        assertEquals(command.id(), told.path("id").asString());
        assertEquals("close-service", told.path("name").asString());
        assertEquals(
                "{\"service\":\"insured-certificate\",\"reason\":\"no-toner\"}",
                told.path("arguments").toString());
        assertEquals(Duration.ofMinutes(40).toMillis(), told.path("expiresMs").asLong());

        stage(line, 1, command, "received", "");
        assertEquals(Progress.RECEIVED, progress(command));
        line.drop();
        Line next = unit.connect();
        assertEquals(command.id(), next.frame("command").path("id").asString(), "told again, for it isn't over");
        stage(next, 2, command, "started", "");
        stage(next, 3, command, "failed", ",\"reason\":\"interrupted\"");
        assertEquals(Progress.FAILED, progress(command));
        assertEquals(
                "interrupted",
                fleet().commands().find(command.id()).orElseThrow().reason());
        stage(next, 4, command, "done", "");
        assertEquals(Progress.FAILED, progress(command), "what is over is over");
    }

    @Test
    void aUnitThatNeverComesBack_theCommandLapses_andWhatTheUnitDidStillCounts() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        Command never = order(unit, new Deed.Restart(), "key-1");
        Command late = order(unit, new Deed.SelfTest("document-printer"), "key-2");
        Line line = unit.connect();
        line.frame("command");
        line.frame("command");
        stage(line, 1, late, "received", "");

        pass(HOUR);
        assertEquals(Progress.LAPSED, progress(never));
        assertEquals(Progress.LAPSED, progress(late));
        line = unit.connect();
        stage(line, 2, never, "expired", "");
        stage(line, 3, late, "done", ",\"result\":{\"pages\":1,\"toner\":\"low\"}");

        assertEquals(Progress.EXPIRED, progress(never));
        assertEquals(Progress.DONE, progress(late), "it had begun in time, and its word was late");
        JsonNode result = Json.read(
                        fleet().commands().find(late.id()).orElseThrow().result(), JsonNode.class)
                .orElseThrow();
        assertEquals("low", result.path("toner").asString());
    }

    @Test
    void orderedTwiceWithOneKey_itIsOneCommand() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        Command first = order(unit, new Deed.Restart(), "key-1");
        assertEquals(first.id(), order(unit, new Deed.Restart(), "key-1").id());
        assertEquals(
                new Ordered.Refused(Ordered.Why.KEY_REUSED),
                fleet().commands().order(unit.id(), new Deed.OpenUnit(), "key-1", HOUR, "op"));
        assertEquals(
                new Ordered.Refused(Ordered.Why.UNIT_UNKNOWN),
                fleet().commands().order(new UnitId("nobody"), new Deed.OpenUnit(), "key-2", HOUR, "op"));
        fleet().enrolment().revoke(unit.id(), "op");
        assertEquals(
                new Ordered.Refused(Ordered.Why.UNIT_BARRED),
                fleet().commands().order(unit.id(), new Deed.OpenUnit(), "key-3", HOUR, "op"));
    }

    @Test
    void aUnitThatIsThere_isToldAtOnce_andSaysNothingOfOthersCommands() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        TestUnit other = TestUnit.enrolled(fleet(), "cs-furong-02");
        Line line = unit.connect();
        Line elsewhere = other.connect();
        line.say("{\"type\":\"heartbeat\"}");
        line.frame("heartbeat");

        Command command = order(unit, new Deed.ShowNotice("设备维护", "Maintenance", 60_000), "key-1");

        assertEquals("设备维护", line.frame("command").path("arguments").path("zh").asString());
        stage(elsewhere, 1, command, "done", "");
        assertEquals(Progress.ORDERED, progress(command));
    }

    private Command order(TestUnit unit, Deed deed, String key) {
        Ordered ordered = fleet().commands().order(unit.id(), deed, key, HOUR, "op");
        return assertInstanceOf(Ordered.Taken.class, ordered).command();
    }

    private Progress progress(Command command) {
        return fleet().commands().find(command.id()).orElseThrow().progress();
    }

    private static void stage(Line line, long seq, Command command, String stage, String more) {
        line.report(
                seq, "{\"kind\":\"command\",\"id\":\"" + command.id() + "\",\"stage\":\"" + stage + "\"" + more + "}");
        JsonNode ack = line.frame("ack");
        assertTrue(ack.path("refused").isEmpty(), ack.toString());
    }
}
