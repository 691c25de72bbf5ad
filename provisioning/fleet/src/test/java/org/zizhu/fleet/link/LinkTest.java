package org.zizhu.fleet.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.fleet.TestUnit;
import org.zizhu.fleet.TestUnit.Line;
import org.zizhu.fleet.WithFleet;
import org.zizhu.fleet.configuration.ConfigurationBook;
import org.zizhu.fleet.configuration.Content;
import org.zizhu.fleet.configuration.Published;
import org.zizhu.fleet.configuration.UnitState;
import org.zizhu.fleet.contract.Close;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.store.Store;
import org.zizhu.fleet.unit.Division;
import tools.jackson.databind.JsonNode;

/** What a unit says becomes durable before it is acknowledged, and is taken once; contract.md §4, §5, §8. */
class LinkTest extends WithFleet {

    private static final String TONER_OUT =
            "{\"kind\":\"device\",\"device\":\"document-printer\",\"class\":\"document-printer\",\"state\":\"userError\","
                    + "\"reasons\":[\"toner-empty\"],\"supplies\":{\"paper\":\"full\",\"toner\":\"out\"},\"note\":\"passed over\"}";
    private static final String PLATFORM_DOWN = "{\"kind\":\"link\",\"link\":\"platform\",\"state\":\"down\"}";

    @ParameterizedTest
    @EnumSource(Store.class)
    void whatWasAcknowledged_isDurable_andIsTakenOnce(Store store) {
        TestUnit unit = TestUnit.enrolled(fleet(store), "cs-furong-01");
        Line line = unit.connect();
        assertEquals(0, line.welcome().path("acknowledged").asLong());
        assertTrue(line.welcome().path("snapshot").asBoolean(), "nothing is known of it yet");

        line.report(1, TONER_OUT);
        assertEquals(1, line.frame("ack").path("upTo").asLong());
        line.report(1, TONER_OUT);
        assertEquals(1, line.frame("ack").path("upTo").asLong(), "sent again, acknowledged again");
        assertEquals(1, reports(unit));
        assertEquals("userError", state(unit, "device", "document-printer"));

        line.drop();
        restart();

        Line next = unit.connect();
        assertEquals(1, next.welcome().path("acknowledged").asLong());
        assertFalse(next.welcome().path("snapshot").asBoolean());
        assertEquals("userError", state(unit, "device", "document-printer"));
        assertEquals(
                0,
                unit.connect("another-journal-of-it")
                        .welcome()
                        .path("acknowledged")
                        .asLong());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void configuration_isToldToWhoIsThere_andWithTheWelcomeToWhoWasNot(Store store) {
        TestUnit unit = TestUnit.enrolled(fleet(store), "cs-furong-01");
        Line line = unit.connect();
        Content content = new Content("0731-12345", null, null, null, null, null);
        Published published = fleet().configurations().publish(new Division("430102"), "t", content, 1, "op");
        long version = ((Published.Taken) published).version();
        JsonNode desired = line.frame("desired");
        assertEquals(version, desired.path("version").asLong());
        assertFalse(desired.path("document").asString().isEmpty());
        line.report(1, "{\"kind\":\"configuration\",\"version\":" + version + ",\"fate\":\"applied\"}");
        line.frame("ack");
        assertEquals("applied", configured(unit).stage());

        line.drop();
        line = unit.connect();
        assertEquals(desired, line.frame("desired"), "it says that it goes by its own");
        unit.goesBy(version);
        line = unit.connect();
        line.report(2, PLATFORM_DOWN);
        line.frame("ack");
        assertEquals(version, configured(unit).reported());
        line.report(3, "{\"kind\":\"configuration\",\"version\":0,\"fate\":\"applied\"}");
        assertEquals(
                "malformed-fact",
                line.frame("ack").path("refused").get(0).path("code").asString());
    }

    private UnitState configured(TestUnit unit) {
        return read(connection -> ConfigurationBook.of(connection, unit.id()));
    }

    @Test
    void manyInOneFrame_withGaps_andOnesAlreadyKept() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        Line line = unit.connect();
        line.say(frame(1, 60));
        assertEquals(60, line.frame("ack").path("upTo").asLong());

        line.say(frame(50, 150));
        assertEquals("4400 malformed-frame", line.closed(), "a hundred at most");
        line = unit.connect();
        assertEquals(60, line.welcome().path("acknowledged").asLong());
        line.say(frame(50, 139));

        assertEquals(139, line.frame("ack").path("upTo").asLong());
        assertEquals(139, reports(unit));
        line.report(500, PLATFORM_DOWN);
        assertEquals(500, line.frame("ack").path("upTo").asLong(), "telemetry between was thinned");
        assertEquals("down", state(unit, "link", "platform"));
    }

    @Test
    void whatIsNoFact_isTakenOffTheList_andSpoilsNothingElse() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        Line line = unit.connect();

        line.say("{\"type\":\"reports\",\"reports\":["
                + String.join(
                        ",",
                        Line.one(1, "{\"kind\":\"visits\",\"count\":3}"),
                        Line.one(2, TONER_OUT),
                        Line.one(3, "{\"kind\":\"link\",\"link\":\"platform\",\"state\":\"sideways\"}"),
                        Line.one(4, "{\"kind\":\"link\",\"link\":\"430102184903070016\",\"state\":\"up\"}"),
                        Line.one(5, "{\"kind\":\"unit\",\"state\":\"stuck\",\"reason\":\"李建国 is waiting\"}"),
                        Line.one(6, "{\"kind\":\"unit\",\"state\":\"stuck\",\"reason\":\"of.13800138000\"}"),
                        Line.one(7, "{\"kind\":\"telemetry\",\"readings\":{\"paper.sheets\":\"many\"}}"),
                        Line.one(
                                8,
                                "{\"kind\":\"service\",\"service\":\"query\",\"state\":\"available\","
                                        + "\"name\":{\"zh\":\"李建国 13800138000\",\"en\":\"Query\"}}"))
                + "]}");

        JsonNode ack = line.frame("ack");
        assertEquals(8, ack.path("upTo").asLong());
        String refused = ack.path("refused")
                .valueStream()
                .map(one -> one.path("seq").asInt() + " " + one.path("code").asString())
                .collect(Collectors.joining(", "));
        assertEquals(
                "1 unknown-kind, 3 malformed-fact, 4 malformed-fact, 5 malformed-fact, 6 malformed-fact, 7 malformed-fact,"
                        + " 8 malformed-fact",
                refused,
                "a person's number or name is no keyword");
        assertEquals(1, reports(unit));
        String kept = read(connection -> Sql.first(connection, "SELECT fact FROM report", row -> row.getString(1))
                .orElseThrow());
        assertFalse(kept.contains("note"), "what the contract does not name is not kept: " + kept);
    }

    @Test
    void aSnapshot_makesWhatIsNotInItGone_andKeepsSinceWhen() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        Line line = unit.connect();
        line.report(1, TONER_OUT);
        line.report(
                2, "{\"kind\":\"device\",\"device\":\"old-reader\",\"class\":\"id-card-reader\",\"state\":\"online\"}");
        line.report(3, PLATFORM_DOWN);
        line.report(
                4,
                "{\"kind\":\"snapshot\",\"unit\":{\"state\":\"inService\"},\"devices\":[" + TONER_OUT
                        + "],\"links\":[{\"link\":\"platform\",\"state\":\"up\"}],\"services\":["
                        + "{\"service\":\"insured-certificate\",\"state\":\"unavailable\",\"causes\":["
                        + "{\"kind\":\"device\",\"name\":\"document-printer\",\"reason\":\"toner-empty\"}]}]}");
        for (int i = 1; i <= 4; i++) {
            JsonNode ack = line.frame("ack");
            assertTrue(ack.path("refused").isEmpty(), ack.toString());
        }

        assertEquals("-", state(unit, "device", "old-reader"));
        assertEquals("userError", state(unit, "device", "document-printer"));
        assertEquals("up", state(unit, "link", "platform"));
        assertEquals("unavailable", state(unit, "service", "insured-certificate"));
        assertEquals("inService", state(unit, "unit", "-"));
    }

    @Test
    void heartbeatIsAnswered_withTheFleetsTime() {
        Line line = TestUnit.enrolled(fleet(), "cs-furong-01").connect();
        line.say("{\"type\":\"heartbeat\"}");
        assertEquals(
                clock.instant().toString(), line.frame("heartbeat").path("time").asString());
        line.say("{\"type\":\"heartbeat\"}");
        line.frame("heartbeat");
    }

    @Test
    void aUnitsClockTenYearsOff_datesNothing_neitherBeforeNorAfter() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        long seq = 0;
        for (int year : new int[] {2016, 2036}) {
            Line line = unit.connectAt(year + "-11-29T02:19:27Z");
            // Ten minutes before the hello, by that clock; an hour after it; and what the unit has measured itself.
            for (String when : List.of("29T02:09:27Z\"", "29T03:19:27Z\"", "29T02:09:27Z\",\"ageMs\":60000")) {
                line.say("{\"type\":\"reports\",\"reports\":[{\"seq\":" + ++seq + ",\"at\":\"" + year + "-11-" + when
                        + ",\"fact\":" + PLATFORM_DOWN + "}]}");
                line.frame("ack");
            }
        }
        long now = clock.instant().toEpochMilli();
        List<String> dated = List.of("-600000 0", "0 0", "-60000 1");
        assertEquals(
                Stream.concat(dated.stream(), dated.stream()).toList(),
                read(connection -> Sql.list(
                        connection,
                        "SELECT happened_at, certain FROM report ORDER BY seq",
                        row -> (row.getLong(1) - now) + " " + row.getInt(2))));
    }

    @Test
    void aFleetThatGoes_saysSo() {
        Line line = TestUnit.enrolled(fleet(), "cs-furong-01").connect();
        restart();
        assertEquals("1001", line.closed());
    }

    @Test
    void databaseGoneAndBack_nothingIsAcknowledgedThatIsNotDurable() {
        TestUnit unit = TestUnit.enrolled(fleet(Store.POSTGRESQL), "cs-furong-01");
        Line line = unit.connect();
        line.report(1, PLATFORM_DOWN);
        line.frame("ack");

        Store.away(databaseUrl(), true);
        line.report(2, TONER_OUT);
        assertEquals("4503 too-busy", line.closed());
        assertEquals(503, unit.post("/unit/v1/exchange", "{\"frames\":[]}").statusCode());

        Store.away(databaseUrl(), false);
        Line next = unit.connect();
        assertEquals(1, next.welcome().path("acknowledged").asLong());
        next.report(2, TONER_OUT);
        assertEquals(2, next.frame("ack").path("upTo").asLong());
        assertEquals(2, reports(unit));
    }

    private static String frame(long from, long to) {
        return "{\"type\":\"reports\",\"reports\":["
                + LongStream.rangeClosed(from, to)
                        .mapToObj(seq ->
                                Line.one(seq, "{\"kind\":\"telemetry\",\"readings\":{\"paper.sheets\":" + seq + "}}"))
                        .collect(Collectors.joining(","))
                + "]}";
    }

    @Test
    void whatIsOrderedWhileTheUnitIsBeingWelcomed_isToldAfterTheWelcome() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        List<String> told = new CopyOnWriteArrayList<>();
        Conversation conversation = fleet().links().begin(unit.peer(), new Wire() {
            @Override
            public void send(String frame) {
                String type = Json.read(frame, JsonNode.class)
                        .orElseThrow()
                        .path("type")
                        .asString();
                if (type.equals("welcome")) {
                    fleet().commands().order(unit.id(), new Deed.Restart(), "key-1", Duration.ofMinutes(5), "op");
                }
                told.add(type);
            }

            @Override
            public void close(Close why) {
                told.add(why.reason());
            }
        });
        conversation.said(unit.hello("journal-of-" + unit.id())).join();
        await(() -> {
            pass(Duration.ofSeconds(1));
            return told.size() == 2;
        });
        assertEquals(List.of("welcome", "command"), told);
    }
}
