package org.zizhu.fleet.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.health.Stage;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.report.Dated;
import org.zizhu.fleet.report.ReportBook;
import org.zizhu.fleet.store.Sql;

/** The list of units, its table, and the page of one: what it says and to whom. */
class UnitPagesTest extends AtTheCentre {

    @Test
    void theListSaysWhichUnitCanNotServeWhat_andWhy() {
        unit("cs-furong-01", FURONG);
        unit("cs-furong-02", FURONG);
        unit("cs-tianxin-01", TIANXIN);
        heard("cs-furong-01");
        tell(
                "cs-furong-01",
                new Fact.OfUnit(Fact.UnitState.IN_SERVICE, null),
                new Fact.OfService(
                        "certificates",
                        Fact.ServiceState.UNAVAILABLE,
                        List.of(new Fact.Cause(Fact.CauseKind.DEVICE, "document-printer", "toner-out")),
                        null));
        signIn("furong", Role.VIEWER, FURONG);

        String all = centre.get("/").body();
        assertTrue(all.contains("href=\"/units/cs-furong-01\""), all);
        assertTrue(all.contains("document-printer"), all);
        assertTrue(all.contains("toner-out"), all);
        assertFalse(all.contains("cs-tianxin-01"), "another county's");

        String ill = centre.get("/?mood=care").body();
        assertTrue(ill.contains("cs-furong-01"), ill);
        assertFalse(ill.contains("cs-furong-02"), ill);
        assertTrue(centre.get("/?q=FURONG-02").body().contains("cs-furong-02"));
        assertFalse(centre.get("/?division=430103").body().contains("cs-tianxin-01"), "asking for it does not help");
    }

    @Test
    void unitsAreFilteredByWhatTheyLackAndWhy_andTheTableHoldsTheSame() {
        Fact.Cause printer = new Fact.Cause(Fact.CauseKind.DEVICE, "printer", "toner-out");
        Fact.Cause platform = new Fact.Cause(Fact.CauseKind.LINK, "platform", null);
        stage.unit("cs-furong-01", "430102001");
        stage.unit("cs-furong-02", "430102001");
        stage.unit("cs-tianxin-01", "430103001");
        stage.tells("cs-furong-01", Stage.service("certificates", Fact.ServiceState.UNAVAILABLE, printer));
        stage.tells("cs-furong-02", Stage.service("query", Fact.ServiceState.UNAVAILABLE, platform));
        stage.tells("cs-tianxin-01", Stage.service("query", Fact.ServiceState.UNAVAILABLE, platform));
        signIn("furong", Role.VIEWER, FURONG);

        String lacking = centre.get("/?service=certificates").body();
        assertTrue(lacking.contains("/units/cs-furong-01") && !lacking.contains("/units/cs-furong-02"), lacking);
        assertTrue(lacking.contains("href=\"/units.csv?service=certificates\""), lacking);
        String caused = centre.get("/?cause=platform").body();
        assertTrue(caused.contains("/units/cs-furong-02") && !caused.contains("/units/cs-tianxin-01"), caused);
        List<String> lines =
                centre.get("/units.csv?cause=platform").body().lines().toList();
        assertEquals(2, lines.size());
        assertTrue(lines.get(1).startsWith("cs-furong-02,430102001,enrolled,down,"), lines.get(1));
        assertTrue(lines.get(1).endsWith(",zizhu-0.1.0,no,query,platform"), lines.get(1));
    }

    @Test
    void aListLongerThanAPage_goesOnUnderAnAddress() {
        for (int i = 101; i <= 250; i++) {
            unit("cs-" + i, FURONG);
        }
        signIn("furong", Role.VIEWER, FURONG);
        String first = centre.get("/?q=cs").body();
        assertTrue(first.contains("/units/cs-200\"") && !first.contains("/units/cs-201\""), first);
        assertTrue(first.contains("href=\"/?q=cs&amp;page=2\""), first);
        String second = centre.get("/?q=cs&page=2").body();
        assertTrue(second.contains("/units/cs-201\"") && second.contains("/units/cs-250\""), second);
        assertFalse(second.contains("page=3"));
        assertEquals(200, centre.get("/?page=9999").statusCode());
    }

    @Test
    void servicesGoByTheirNames_onThePages_inAlarms_andInTables() {
        Fact.Cause printer = new Fact.Cause(Fact.CauseKind.DEVICE, "printer", "toner-out");
        stage.unit("cs-furong-01", "430102001");
        stage.unit("cs-furong-02", "430102001");
        Fact.OfService named = new Fact.OfService(
                "certificates",
                Fact.ServiceState.UNAVAILABLE,
                List.of(printer),
                new Fact.Name("参保证明打印", "Insurance certificate"));
        stage.tells("cs-furong-01", Stage.device("printer", Fact.DeviceState.HARDWARE_ERROR, "toner-out"), named);
        stage.tells("cs-furong-02", Stage.service("certificates", Fact.ServiceState.UNAVAILABLE, printer));
        stage.passes(Stage.A_WHILE);
        signIn("furong", Role.VIEWER, FURONG);

        assertTrue(centre.get("/").body().contains(">参保证明打印</a>"));
        assertTrue(centre.get("/", "Accept-Language", "en").body().contains(">Insurance certificate</a>"));
        assertTrue(centre.get("/units/cs-furong-01").body().contains("<dt>参保证明打印</dt>"));
        assertTrue(
                centre.get("/units/cs-furong-02").body().contains("<dt>certificates</dt>"),
                "the unit itself has not named it");
        String alarms = centre.get("/alarms").body();
        assertTrue(alarms.contains("影响：参保证明打印"), alarms);
        assertTrue(centre.get("/alarms.csv").body().contains(",参保证明打印,"));
        String table = centre.get("/units.csv").body();
        assertTrue(table.contains(",参保证明打印,printer"), table);
        String found = centre.get("/?service=" + URLEncoder.encode("参保", UTF_8)).body();
        assertTrue(found.contains("/units/cs-furong-01") && !found.contains("/units/cs-furong-02"), found);
    }

    @Test
    void aUnitsPage_isForWhoseItIs_andSaysHowItIs() {
        unit("cs-furong-01", FURONG);
        unit("cs-tianxin-01", TIANXIN);
        heard("cs-furong-01");
        tell(
                "cs-furong-01",
                new Fact.OfDevice(
                        "document-printer",
                        "document-printer",
                        Fact.DeviceState.HARDWARE_ERROR,
                        List.of("jam"),
                        null,
                        null));
        signIn("furong", Role.VIEWER, FURONG);

        String page = centre.get("/units/cs-furong-01").body();
        assertTrue(page.contains("硬件故障"), page);
        assertTrue(page.contains("jam"), page);
        assertFalse(page.contains("close-unit"), "who only looks orders nothing");
        assertEquals(404, centre.get("/units/cs-tianxin-01").statusCode());
        assertEquals(404, centre.get("/units/no-such-unit").statusCode());
        assertEquals(404, centre.get("/units/%3Cscript%3E").statusCode());
        assertEquals(404, centre.get("/people").statusCode());
        assertTrue(centre.get("/units/cs-furong-01", "Accept-Language", "en")
                .body()
                .contains("hardware error"));
    }

    @Test
    void aUnitsPageShowsWhatIsInStock_forHowLong_andHowVisitsEnded() {
        stage.unit("cs-furong-01", "430102001");
        stage.tells("cs-furong-01", new Fact.Telemetry(Map.of("paper.left", 400.0, "visits.extract.done", 10.0)));
        stage.clock.advance(Duration.ofHours(6));
        stage.tells(
                "cs-furong-01",
                new Fact.Telemetry(Map.of(
                        "paper.left",
                        300.0,
                        "paper.hoursLeft",
                        72.0,
                        "visits.extract.done",
                        17.0,
                        "visits.extract.undone",
                        3.0)));
        stage.clock.advance(Duration.ofHours(1));
        // Another journal: its sums begin anew.
        stage.tells("cs-furong-01", new Fact.Telemetry(Map.of("visits.extract.done", 2.0)));
        signIn("looker", Role.VIEWER, FURONG);
        String page = centre.get("/units/cs-furong-01").body();
        assertTrue(page.contains("<b>300</b>") && page.contains("约可用 3 天"), page);
        assertTrue(page.contains("<dd>9<small> / 9</small></dd>"), page);
        assertTrue(page.contains("<rect class=\"done\" width=\"200\""), page);
    }

    @Test
    void aFetchedLog_isForEngineers_andAPicture_forOperators_andWhoHasLookedIsWrittenDown() {
        stage.unit("cs-furong-01", "430102001");
        database.write(connection -> Sql.run(connection, "UPDATE presence SET commands = 'fetch-logs screenshot'"));
        signIn("engineer", Role.ENGINEER, FURONG);
        String[] form = {
            "csrf", Centre.csrf(centre.get("/units/cs-furong-01")), "deed", "fetch-logs", "key", "k1", "hours", "8"
        };
        assertEquals("/units/cs-furong-01", location(centre.post("/units/cs-furong-01", form)));
        form[3] = "screenshot";
        form[5] = "k2";
        assertEquals("/units/cs-furong-01", location(centre.post("/units/cs-furong-01", form)));
        String log = "/units/cs-furong-01/content/" + told.get(0).id();
        String picture = "/units/cs-furong-01/content/" + told.get(1).id();
        assertEquals(404, centre.get(log).statusCode(), "it has not come");
        UnitId unit = new UnitId("cs-furong-01");
        assertTrue(commands.fetched(unit, told.get(0).id(), "text/plain; charset=utf-8", "up <b>".getBytes(UTF_8)));
        assertTrue(commands.fetched(unit, told.get(1).id(), "image/png", new byte[] {1, 2, 3}));

        String page = centre.get("/units/cs-furong-01").body();
        assertTrue(page.contains("href=\"" + log + "\""), page);
        assertTrue(page.contains("src=\"" + picture + "\""), page);
        HttpResponse<String> shown = centre.get(log);
        assertEquals("up <b>", shown.body());
        assertEquals(
                "text/plain; charset=utf-8",
                shown.headers().firstValue("Content-Type").orElseThrow());
        assertEquals(
                "nosniff", shown.headers().firstValue("X-Content-Type-Options").orElseThrow());

        signIn("furong", Role.OPERATOR, FURONG);
        page = centre.get("/units/cs-furong-01").body();
        assertFalse(page.contains("href=\"" + log + "\""), page);
        assertTrue(page.contains("src=\"" + picture + "\""), page);
        assertEquals(404, centre.get(log).statusCode());
        assertEquals(200, centre.get(picture).statusCode());
        form[1] = Centre.csrf(centre.get("/units/cs-furong-01"));
        form[3] = "fetch-logs";
        form[5] = "k3";
        assertEquals(403, centre.post("/units/cs-furong-01", form).statusCode());
        signIn("looker", Role.VIEWER, FURONG);
        assertEquals(404, centre.get(picture).statusCode());
        signIn("tianxin", Role.ENGINEER, TIANXIN);
        assertEquals(404, centre.get(log).statusCode());

        assertEquals(
                List.of("engineer look-fetch-logs", "furong look-screenshot"),
                database.read(connection -> Sql.list(
                        connection,
                        "SELECT actor, act FROM act WHERE act LIKE 'look-%' ORDER BY id",
                        row -> row.getString(1) + " " + row.getString(2))));
    }

    private void heard(String id) {
        database.write(connection -> Sql.run(
                connection,
                "INSERT INTO presence (unit, software, commands, clock_trusted, clock_offset_ms, connected_at, epoch)"
                        + " VALUES (?, 'zizhu-0.1.0', '', 1, 0, ?, 1)",
                id,
                clock.instant().toEpochMilli()));
    }

    private void tell(String id, Fact... facts) {
        Instant now = clock.instant();
        List<ReportBook.Entry> entries = new ArrayList<>();
        for (Fact fact : facts) {
            String kind = fact instanceof Fact.OfUnit ? "unit" : fact instanceof Fact.OfDevice ? "device" : "service";
            entries.add(new ReportBook.Entry(entries.size() + 1L, kind, new Dated(now, true), fact));
        }
        database.write(connection -> {
            ReportBook.keep(
                    connection, List.of(new ReportBook.Frame(new UnitId(id), "journal", entries, entries.size(), now)));
            return true;
        });
    }
}
