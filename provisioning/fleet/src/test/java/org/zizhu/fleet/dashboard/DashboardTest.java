package org.zizhu.fleet.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.fleet.HandClock;
import org.zizhu.fleet.command.Command;
import org.zizhu.fleet.command.Commands;
import org.zizhu.fleet.configuration.Configuration;
import org.zizhu.fleet.configuration.ConfigurationBook;
import org.zizhu.fleet.configuration.Configurations;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.enrolment.Enrolled;
import org.zizhu.fleet.enrolment.Enrolment;
import org.zizhu.fleet.enrolment.Token;
import org.zizhu.fleet.health.Rulebook;
import org.zizhu.fleet.health.Stage;
import org.zizhu.fleet.operator.Accounts;
import org.zizhu.fleet.operator.ApiTokens;
import org.zizhu.fleet.operator.Authenticator;
import org.zizhu.fleet.operator.Operator;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.report.Dated;
import org.zizhu.fleet.report.ReportBook;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.store.Store;
import org.zizhu.fleet.trust.Applicant;
import org.zizhu.fleet.trust.FleetAuthority;
import org.zizhu.fleet.trust.SecretBox;
import org.zizhu.fleet.unit.Division;
import org.zizhu.fleet.unit.DivisionNames;
import org.zizhu.fleet.unit.UnitRegister;

/** People of the centre at their browsers. */
class DashboardTest {

    private static final String OWN = "four words and a tree";
    private static final Division CITY = new Division("430100");
    private static final Division FURONG = new Division("430102");
    private static final Division TIANXIN = new Division("430103");

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock();
    private final List<Command> told = new ArrayList<>();
    private final List<UnitId> cut = new ArrayList<>();
    private Database database;
    private Stage stage;
    private Commands commands;
    private Configurations configurations;
    private Accounts accounts;
    private ApiTokens tokens;
    private Enrolment enrolment;
    private Centre centre;

    @BeforeEach
    void open() {
        database = Store.SQLITE.open(folder);
        stage = new Stage(database, clock, Rulebook.builtIn());
        commands = new Commands(database, clock, told::add);
        FleetAuthority authority = new FleetAuthority(folder.resolve("keys"), clock);
        configurations = new Configurations(database, authority, clock, (unit, frame) -> true);
        accounts = new Accounts(database, new SecretBox(folder.resolve("secrets.key")), clock);
        tokens = new ApiTokens(database, clock);
        enrolment = new Enrolment(database, authority, () -> "fleet.example:443", clock, cut::add);
        centre = new Centre(new Dashboard(
                database,
                accounts,
                tokens,
                enrolment,
                commands,
                configurations,
                stage.health(),
                new DivisionNames(Map.of("430102", new DivisionNames.Name("芙蓉区", "Furong"))),
                clock));
    }

    @AfterEach
    void close() {
        centre.close();
        database.close();
    }

    @Test
    void somebodyNew_scansTheCode_choosesAPassword_andSeesTheUnits() {
        String first = accounts.add(new Operator("warden", Role.ADMINISTRATOR, CITY), "fleet")
                .orElseThrow();
        assertEquals("/sign-in", location(centre.get("/")));

        HttpResponse<String> setUp = centre.post("/sign-in", "name", "warden", "password", first, "code", "");
        assertEquals(200, setUp.statusCode());
        byte[] secret = secret(setUp);
        HttpResponse<String> weak =
                centre.post("/set-up", "name", "warden", "first", first, "code", code(secret), "own", "short");
        assertTrue(weak.body().contains("至少 12 个字符"), weak.body());
        byte[] newSecret = secret(weak);
        HttpResponse<String> in =
                centre.post("/set-up", "name", "warden", "first", first, "code", code(newSecret), "own", OWN);

        assertEquals("/", location(in));
        String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
        for (String guard : List.of("__Host-fleet=", "Secure", "HttpOnly", "SameSite=Strict", "Path=/")) {
            assertTrue(cookie.contains(guard), cookie);
        }
        HttpResponse<String> units = centre.get("/");
        assertEquals(200, units.statusCode());
        assertTrue(units.body().contains("这个区划还没有终端"), units.body());
        assertTrue(units.headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow()
                .startsWith("default-src 'none'"));

        assertEquals("/sign-in", location(centre.post("/sign-out", "csrf", Centre.csrf(units))));
        assertEquals("/sign-in", location(centre.get("/")));
    }

    @Test
    void wrongPasswordAndUnknownName_areToldTheSame() {
        signIn("warden", Role.ADMINISTRATOR, CITY);
        centre.forgetCookies();
        HttpResponse<String> wrong = centre.post("/sign-in", "name", "warden", "password", "x", "code", "000000");
        HttpResponse<String> unknown = centre.post("/sign-in", "name", "nobody", "password", "x", "code", "000000");
        assertEquals(401, wrong.statusCode());
        assertEquals(wrong.body(), unknown.body());
    }

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
    void anOperatorsOrder_isTakenOnce_andAViewersNever() {
        unit("cs-furong-01", FURONG);
        signIn("furong", Role.OPERATOR, FURONG);
        HttpResponse<String> page = centre.get("/units/cs-furong-01");
        String csrf = Centre.csrf(page);
        String key = "one-form";

        assertEquals(
                403,
                centre.post("/units/cs-furong-01", "deed", "close-unit", "key", key)
                        .statusCode());
        for (int sent = 0; sent < 2; sent++) {
            assertEquals(
                    "/units/cs-furong-01",
                    location(centre.post("/units/cs-furong-01", "csrf", csrf, "deed", "close-unit", "key", key)));
        }
        assertEquals(
                403,
                centre.post("/units/cs-furong-01", "csrf", csrf, "deed", "power-off", "key", "x")
                        .statusCode());
        assertTrue(centre.get("/units/cs-furong-01").body().contains("close-unit"));
        assertEquals(1, orders());
        assertEquals(new Deed.CloseUnit("by-operator"), told.get(0).deed());

        signIn("looker", Role.VIEWER, FURONG);
        String theirs = Centre.csrf(centre.get("/"));
        assertEquals(
                403,
                centre.post("/units/cs-furong-01", "csrf", theirs, "deed", "restart", "key", "y")
                        .statusCode());
        assertEquals(1, orders());
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
    void aServiceIsClosedByAnOperator_andADeviceIsTestedByAnEngineer() {
        stage.unit("cs-furong-01", "430102001");
        database.write(connection -> Sql.run(
                connection,
                "UPDATE presence SET commands = 'close-service open-service show-notice self-test power-cycle'"));
        stage.tells(
                "cs-furong-01",
                Stage.device("printer", Fact.DeviceState.ONLINE),
                Stage.service("certificates", Fact.ServiceState.AVAILABLE));
        signIn("furong", Role.OPERATOR, FURONG);
        HttpResponse<String> page = centre.get("/units/cs-furong-01");
        assertTrue(page.body().contains("<option value=\"certificates\">"), page.body());
        assertFalse(page.body().contains("value=\"restart\""), "the unit can't");
        assertFalse(page.body().contains("value=\"self-test\""), "an engineer's");
        String[] form = {
            "csrf",
            Centre.csrf(page),
            "deed",
            "close-service",
            "key",
            "k1",
            "service",
            "certificates",
            "device",
            "printer"
        };
        assertEquals("/units/cs-furong-01", location(centre.post("/units/cs-furong-01", form)));
        assertEquals(
                new Deed.CloseService("certificates", "by-operator"),
                told.get(0).deed());
        form[7] = "<no service>";
        form[5] = "k2";
        assertEquals(403, centre.post("/units/cs-furong-01", form).statusCode());
        form[3] = "self-test";
        assertEquals(403, centre.post("/units/cs-furong-01", form).statusCode());
        assertEquals(403, centre.post("/", form).statusCode(), "nor of many");
        String[] notice = {
            "csrf", form[1], "deed", "show-notice", "key", "k3", "zh", "今晚维护", "en", "Maintenance", "hours", "8"
        };
        assertEquals("/units/cs-furong-01", location(centre.post("/units/cs-furong-01", notice)));

        signIn("engineer", Role.ENGINEER, FURONG);
        form[1] = Centre.csrf(centre.get("/units/cs-furong-01"));
        assertEquals("/units/cs-furong-01", location(centre.post("/units/cs-furong-01", form)));
        assertEquals(new Deed.SelfTest("printer"), told.get(2).deed());
        form[3] = "power-cycle";
        form[5] = "k4";
        assertEquals("/units/cs-furong-01", location(centre.post("/units/cs-furong-01", form)));
        assertEquals(new Deed.PowerCycle("printer"), told.get(3).deed());
        String after = centre.get("/units/cs-furong-01").body();
        assertTrue(after.contains("关闭事项<small> certificates</small>"), after);
    }

    @Test
    void theMapShowsEachPartOfADivision_andNobodysElse() {
        stage.unit("cs-furong-01", "430102001");
        stage.unit("cs-furong-02", "430102002");
        stage.unit("cs-tianxin-01", "430103001");
        stage.tells("cs-furong-02", Stage.unitIs(Fact.UnitState.IN_SERVICE, null));
        signIn("boss", Role.VIEWER, CITY);
        String city = centre.get("/map").body();
        assertTrue(city.contains("<a href=\"/map?division=430102\">芙蓉区</a> <small>2 台</small>"), city);
        assertTrue(city.contains("<a href=\"/map?division=430103\">430103</a>"), city);
        assertTrue(city.contains("<a class=\"well\" href=\"/units/cs-furong-02\""), city);
        String county =
                centre.get("/map?division=430102", "Accept-Language", "en").body();
        assertTrue(county.contains("<h1>Furong</h1>") && county.contains("/map?division=430102001"), county);
        assertFalse(county.contains("tianxin"), county);

        signIn("furong", Role.VIEWER, FURONG);
        String own = centre.get("/map?division=430103").body();
        assertTrue(own.contains("cs-furong-01") && !own.contains("cs-tianxin-01"), own);
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
    void aCountThatDiffers_isAgreedToInTheNumbersThatStaffHaveTold() {
        stage.unit("cs-furong-01", "430102001");
        database.write(connection -> Sql.run(connection, "UPDATE presence SET commands = 'agree-difference'"));
        signIn("furong", Role.OPERATOR, FURONG);
        String[] form = {
            "csrf",
            Centre.csrf(centre.get("/units/cs-furong-01")),
            "deed",
            "agree-difference",
            "key",
            "k1",
            "store",
            "blanks",
            "counted",
            "48",
            "countedBin",
            ""
        };
        assertEquals(403, centre.post("/units/cs-furong-01", form).statusCode());
        form[11] = "2";
        assertEquals("/units/cs-furong-01", location(centre.post("/units/cs-furong-01", form)));
        assertEquals(
                new Deed.AgreeDifference("blanks", 48, 2),
                told.get(told.size() - 1).deed());
        String after = centre.get("/units/cs-furong-01").body();
        assertTrue(after.contains("核准清点差异<small> 空白证照 48 + 2</small>"), after);
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

    @Test
    void anAlarmStandsInTheHead_isTakenOnByAnOperatorOnce_andNotByAnotherCountysNorAViewer() {
        stage.unit("cs-furong-01", "430102001");
        stage.unit("cs-tianxin-01", "430103001");
        stage.tells("cs-furong-01", Stage.device("printer", Fact.DeviceState.HARDWARE_ERROR, "jam"));
        stage.loses("cs-tianxin-01");
        stage.passes(Stage.A_WHILE);
        signIn("looker", Role.VIEWER, FURONG);
        HttpResponse<String> page = centre.get("/alarms");
        assertTrue(page.body().contains("设备故障"), page.body());
        assertTrue(page.body().contains("jam"), page.body());
        assertFalse(page.body().contains("cs-tianxin-01"), "another county's");
        assertEquals("1", badge(centre.get("/").body()));
        assertTrue(centre.get("/units/cs-furong-01", "Accept-Language", "en")
                .body()
                .contains("device down"));
        String ours = number(page.body());
        assertEquals(
                403,
                centre.post("/alarms", "csrf", Centre.csrf(page), "number", ours)
                        .statusCode());

        signIn("tianxin", Role.OPERATOR, TIANXIN);
        HttpResponse<String> theirs = centre.get("/alarms");
        assertEquals(
                403,
                centre.post("/alarms", "csrf", Centre.csrf(theirs), "number", ours)
                        .statusCode());

        signIn("furong", Role.OPERATOR, FURONG);
        String csrf = Centre.csrf(centre.get("/alarms"));
        String[] form = {"csrf", csrf, "number", ours, "back", "/alarms?grade=down"};
        assertEquals("/alarms?grade=down", location(centre.post("/alarms", form)));
        assertEquals(409, centre.post("/alarms", form).statusCode());
        assertEquals("", badge(centre.get("/").body()));
        assertTrue(centre.get("/alarms?standing=acknowledged").body().contains("furong"));
    }

    @Test
    void alarmsAreFilteredByTheirAddress_andTheTableHoldsTheSame() {
        stage.unit("cs-furong-01", "430102001");
        stage.unit("cs-furong-02", "430102001");
        stage.unit("cs-tianxin-01", "430103001");
        stage.tells("cs-furong-01", Stage.device("printer", Fact.DeviceState.USER_ERROR, "cover-open"));
        stage.loses("cs-furong-02");
        stage.loses("cs-tianxin-01");
        stage.passes(Stage.A_WHILE);
        signIn("furong", Role.VIEWER, FURONG);

        String degraded = centre.get("/alarms?grade=degraded").body();
        assertTrue(degraded.contains("/units/cs-furong-01") && !degraded.contains("/units/cs-furong-02"), degraded);
        assertTrue(degraded.contains("href=\"/alarms.csv?grade=degraded\""), degraded);
        assertTrue(centre.get("/alarms?standing=closed").body().contains("没有符合条件的告警"));
        assertTrue(centre.get("/alarms?q=FURONG-02").body().contains("/units/cs-furong-02"));
        assertTrue(centre.get("/alarms?q=%25").body().contains("没有符合条件的告警"), "a sign is a sign");

        HttpResponse<String> table = centre.get("/alarms.csv?rule=unit-silent");
        assertEquals(
                "text/csv; charset=utf-8",
                table.headers().firstValue("Content-Type").orElseThrow());
        List<String> lines = table.body().lines().toList();
        assertEquals(2, lines.size(), table.body());
        assertTrue(lines.get(0).startsWith("\uFEFFnumber,standing,grade,rule"), lines.get(0));
        assertTrue(lines.get(1).contains(",waiting,down,unit-silent,unit,'-,430102001,cs-furong-02,1,"), lines.get(1));
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
    void maintenanceBeginsAndEndsOnTheUnitsPage_forOperators() {
        unit("cs-furong-01", FURONG);
        signIn("looker", Role.VIEWER, FURONG);
        String[] form = {"csrf", Centre.csrf(centre.get("/")), "deed", "begin-maintenance", "hours", "4"};
        assertEquals(403, centre.post("/units/cs-furong-01", form).statusCode());

        signIn("furong", Role.OPERATOR, FURONG);
        form[1] = Centre.csrf(centre.get("/"));
        assertEquals("/units/cs-furong-01", location(centre.post("/units/cs-furong-01", form)));
        assertTrue(centre.get("/units/cs-furong-01").body().contains("维护中，至"));
        form[5] = "99";
        assertEquals(403, centre.post("/units/cs-furong-01", form).statusCode());
        form[3] = "end-maintenance";
        assertEquals("/units/cs-furong-01", location(centre.post("/units/cs-furong-01", form)));
        assertTrue(centre.get("/units/cs-furong-01").body().contains("开始维护"));
    }

    @Test
    void allUnitsThatTheAddressAsksFor_areToldAtOnce_unlessTheListHasChangedOrIsNotTheirs() {
        unit("cs-furong-01", FURONG);
        unit("cs-furong-02", FURONG);
        unit("cs-tianxin-01", TIANXIN);
        signIn("looker", Role.VIEWER, FURONG);
        assertFalse(centre.get("/").body().contains("name=\"units\""));
        String[] form = {"csrf", Centre.csrf(centre.get("/")), "deed", "restart", "key", "k1", "units", "2"};
        assertEquals(403, centre.post("/", form).statusCode());

        signIn("furong", Role.OPERATOR, FURONG);
        HttpResponse<String> page = centre.get("/");
        assertTrue(page.body().contains("name=\"units\" value=\"2\""), page.body());
        form[1] = Centre.csrf(page);
        form[7] = "3";
        assertEquals(409, centre.post("/", form).statusCode(), "not as many as they have seen");
        form[7] = "1";
        String order = location(centre.post("/?q=furong-02", form));
        commands.lookAround();
        assertEquals(
                List.of(new UnitId("cs-furong-02")),
                told.stream().map(Command::unit).toList());
        assertTrue(centre.get(order).body().contains("重启软件"));
        assertTrue(centre.get("/orders").body().contains("href=\"" + order + "\""));
        String[] notice = {
            "csrf", form[1], "deed", "show-notice", "key", "k2", "units", "2", "zh", "今晚维护", "en", "", "hours", "8"
        };
        assertEquals(403, centre.post("/", notice).statusCode(), "in one language only");
        notice[11] = "Maintenance tonight";
        String second = location(centre.post("/", notice));
        assertEquals(second, location(centre.post(second, "csrf", form[1], "deed", "stop")));
        commands.lookAround();
        assertEquals(1, told.size(), "it was stopped before it went out");

        signIn("tianxin", Role.OPERATOR, TIANXIN);
        assertEquals(404, centre.get(order).statusCode());
    }

    @Test
    void formsOfAnotherSite_areRefused() {
        signIn("warden", Role.ADMINISTRATOR, CITY);
        String csrf = Centre.csrf(centre.get("/people"));
        assertEquals(
                403, centre.post("/people", "deed", "remove", "name", "warden").statusCode());
        assertEquals(403, centre.post("/people", "csrf", "guess", "deed", "add").statusCode());
        assertEquals(
                409,
                centre.post("/people", "csrf", csrf, "deed", "remove", "name", "warden")
                        .statusCode());
        assertEquals("/", location(centre.get("/language?to=en&back=//elsewhere.example")));
    }

    @Test
    void anAdministratorAddsAndRemovesPeople_ofTheirOwnDivisionOnly() {
        signIn("furong-head", Role.ADMINISTRATOR, FURONG);
        String csrf = Centre.csrf(centre.get("/people"));
        HttpResponse<String> added = centre.post(
                "/people", "csrf", csrf, "deed", "add", "name", "li", "role", "operator", "division", "430102001");
        Matcher password =
                Pattern.compile("<code>((?:[a-z2-7]{4}-){3}[a-z2-7]{4})</code>").matcher(added.body());
        assertTrue(password.find(), added.body());
        assertEquals(
                409,
                centre.post(
                                "/people",
                                "csrf",
                                csrf,
                                "deed",
                                "add",
                                "name",
                                "wu",
                                "role",
                                "viewer",
                                "division",
                                "430103")
                        .statusCode());

        accounts.add(new Operator("tianxin-head", Role.ADMINISTRATOR, TIANXIN), "fleet");
        assertEquals(
                409,
                centre.post("/people", "csrf", csrf, "deed", "remove", "name", "tianxin-head")
                        .statusCode());
        assertEquals("/people", location(centre.post("/people", "csrf", csrf, "deed", "remove", "name", "li")));
        assertFalse(centre.get("/people").body().contains(">li<"));
    }

    @Test
    void anAdministratorGivesAProgramAToken_ofTheirOwnDivisionOnly_andWithdrawsIt() {
        signIn("furong-head", Role.ADMINISTRATOR, FURONG);
        String csrf = Centre.csrf(centre.get("/people"));
        String[] form = {
            "csrf",
            csrf,
            "deed",
            "give-token",
            "name",
            "tickets",
            "role",
            "operator",
            "days",
            "30",
            "division",
            "430102"
        };
        Matcher token = Pattern.compile("<code>([A-Za-z0-9_-]{22})</code>")
                .matcher(centre.post("/people", form).body());
        assertTrue(token.find());
        assertEquals(Optional.of(new Operator("api.tickets", Role.OPERATOR, FURONG)), tokens.who(token.group(1)));
        assertEquals(409, centre.post("/people", form).statusCode(), "the name is taken");
        form[5] = "others";
        form[11] = "430103";
        assertEquals(409, centre.post("/people", form).statusCode(), "another county");
        form[11] = "430102";
        form[9] = "999";
        assertEquals(409, centre.post("/people", form).statusCode(), "for years");

        assertEquals(
                "/people",
                location(centre.post("/people", "csrf", csrf, "deed", "withdraw-token", "name", "api.tickets")));
        assertEquals(Optional.empty(), tokens.who(token.group(1)));
    }

    @Test
    void anEngineerGivesOutATokenByWhichAUnitEnrols_andTakesItsCertificateAway() throws Exception {
        signIn("engineer", Role.ENGINEER, FURONG);
        String csrf = Centre.csrf(centre.get("/enrolment"));
        HttpResponse<String> given = centre.post(
                "/enrolment", "csrf", csrf, "deed", "token", "unit", "cs-furong-09", "division", "430102001");
        Matcher token = Pattern.compile("field enrol zizhu-enrol-1/fleet.example:443/[^/]+/([^/]+)/[0-9]+")
                .matcher(given.body());
        assertTrue(token.find(), given.body());
        assertInstanceOf(
                Enrolled.Granted.class,
                enrolment.enrol(token.group(1), Applicant.named("cs-furong-09").csr()));
        assertEquals(
                409,
                centre.post("/enrolment", "csrf", csrf, "deed", "token", "unit", "cs-tianxin-09", "division", "430103")
                        .statusCode());

        assertEquals(
                "/units/cs-furong-09",
                location(centre.post("/enrolment", "csrf", csrf, "deed", "revoke", "unit", "cs-furong-09")));
        assertEquals(List.of(new UnitId("cs-furong-09")), cut);
    }

    @Test
    void whatAsksByATokenOfItsDivision_waitsForAnEngineersWord() throws Exception {
        Token ours = enrolment.tokenFor(FURONG, Duration.ofDays(1), "op");
        Token theirs = enrolment.tokenFor(TIANXIN, Duration.ofDays(1), "op");
        Applicant unit = Applicant.named("cs-furong-10");
        enrolment.enrol(ours.secret(), unit.csr());
        enrolment.enrol(theirs.secret(), Applicant.named("cs-tianxin-10").csr());
        signIn("engineer", Role.ENGINEER, FURONG);

        HttpResponse<String> page = centre.get("/enrolment");
        assertTrue(page.body().contains("cs-furong-10"), page.body());
        assertFalse(page.body().contains("cs-tianxin-10"), "another county's");
        String csrf = Centre.csrf(page);
        long number = enrolment.waiting(FURONG).get(0).number();
        long other = enrolment.waiting(TIANXIN).get(0).number();
        assertEquals(
                409,
                centre.post("/enrolment", "csrf", csrf, "deed", "approve", "number", "" + other)
                        .statusCode());
        assertEquals(
                "/enrolment",
                location(centre.post("/enrolment", "csrf", csrf, "deed", "approve", "number", "" + number)));
        assertInstanceOf(Enrolled.Granted.class, enrolment.enrol(ours.secret(), unit.csr()));

        signIn("operator", Role.OPERATOR, FURONG);
        assertEquals(404, centre.get("/enrolment").statusCode());
    }

    @Test
    void whatIsNoForm_isRefusedWithoutATrace() {
        signIn("warden", Role.ADMINISTRATOR, CITY);
        HttpResponse<String> big = centre.post("/people", "csrf", "x".repeat(20_000));
        assertEquals(413, big.statusCode());
        assertFalse(big.body().contains("Exception"));
    }

    @Test
    void anEngineerPublishes_stops_andRollsBack_andOthersMayNot() {
        unit("cs-furong-01", FURONG);
        signIn("furong", Role.ENGINEER, FURONG);
        String csrf = Centre.csrf(centre.get("/configurations"));
        HttpResponse<String> wrong = publish(csrf, "430102", "12");
        assertEquals(400, wrong.statusCode());
        assertTrue(wrong.body().contains("30 到 600") && wrong.body().contains("value=\"夏季\""), wrong.body());
        assertEquals(403, publish(csrf, "430103", "60").statusCode(), "not their county");
        assertEquals(403, publish(csrf, "430100", "60").statusCode(), "nor the whole city");

        String first = location(publish(csrf, "430102", "90"));
        assertEquals("/configurations/1", first);
        String page = centre.get(first).body();
        assertTrue(page.contains("先行试用") && page.contains("90 秒后询问") && page.contains("待送达"), page);
        assertTrue(centre.get("/units/cs-furong-01").body().contains("href=\"/configurations/1\""));
        assertTrue(centre.get("/configurations?from=1").body().contains("value=\"90\""));
        assertEquals(first, location(centre.post(first, "csrf", csrf, "deed", "stop")));
        assertEquals(Configuration.Standing.STOPPED, configuration(1).standing());
        assertEquals("/configurations/2", location(centre.post(first, "csrf", csrf, "deed", "roll-back")));
        assertEquals(0L, configuration(2).former());
        assertTrue(centre.get("/configurations").body().contains("退回：终端自带"));

        signIn("watch", Role.OPERATOR, FURONG);
        csrf = Centre.csrf(centre.get("/configurations"));
        assertFalse(centre.get("/configurations").body().contains("下发新版本"));
        assertEquals(403, publish(csrf, "430102", "60").statusCode());
        assertEquals(
                403,
                centre.post("/configurations/2", "csrf", csrf, "deed", "roll-back")
                        .statusCode());

        signIn("tianxin", Role.ADMINISTRATOR, TIANXIN);
        csrf = Centre.csrf(centre.get("/"));
        assertEquals(404, centre.get("/configurations/1").statusCode());
        assertEquals(
                404,
                centre.post("/configurations/2", "csrf", csrf, "deed", "stop").statusCode());
    }

    private HttpResponse<String> publish(String csrf, String division, String idleSeconds) {
        return centre.post(
                "/configurations",
                "csrf",
                csrf,
                "title",
                "夏季",
                "division",
                division,
                "firstUnits",
                "1",
                "idleSeconds",
                idleSeconds);
    }

    private Configuration configuration(long version) {
        return database.read(connection -> ConfigurationBook.find(connection, version, CITY))
                .orElseThrow();
    }

    private void unit(String id, Division division) {
        database.write(connection -> {
            UnitRegister.add(connection, new UnitId(id), division, clock.instant());
            return UnitRegister.nextGeneration(connection, new UnitId(id));
        });
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
            ReportBook.keep(connection, new UnitId(id), "journal", entries, entries.size(), now);
            return true;
        });
    }

    private long orders() {
        return database.read(connection -> Sql.number(connection, "SELECT count(*) FROM command"));
    }

    /** Somebody new is in. */
    private void signIn(String name, Role role, Division division) {
        centre.forgetCookies();
        String first = accounts.add(new Operator(name, role, division), "fleet").orElseThrow();
        byte[] secret = secret(centre.post("/sign-in", "name", name, "password", first, "code", ""));
        assertEquals(
                "/", location(centre.post("/set-up", "name", name, "first", first, "code", code(secret), "own", OWN)));
        clock.advance(Duration.ofMinutes(1));
    }

    /** How many alarms the head says wait for somebody; empty for none. */
    private static String badge(String page) {
        Matcher badge = Pattern.compile("class=\"badge\"[^>]*>([0-9]+)<").matcher(page);
        return badge.find() ? badge.group(1) : "";
    }

    /** Of the first alarm on the page. */
    private static String number(String page) {
        Matcher row = Pattern.compile("id=\"alarm-([0-9]+)\"").matcher(page);
        assertTrue(row.find(), page);
        return row.group(1);
    }

    private String code(byte[] secret) {
        return Authenticator.code(secret, clock.instant());
    }

    private static byte[] secret(HttpResponse<String> page) {
        Matcher secret = Pattern.compile("secret=([A-Z2-7]{32})").matcher(page.body());
        assertTrue(secret.find(), page.body());
        return Base32.decode(secret.group(1));
    }

    private static String location(HttpResponse<String> answer) {
        assertEquals(303, answer.statusCode(), answer.body());
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
