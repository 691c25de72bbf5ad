package org.zizhu.fleet.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zizhu.fleet.configuration.Content;
import org.zizhu.fleet.configuration.Published;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.enrolment.Token;
import org.zizhu.fleet.health.Stage;
import org.zizhu.fleet.operator.Operator;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.trust.Applicant;
import org.zizhu.fleet.unit.Division;
import tools.jackson.databind.JsonNode;

/**
 * Two townships of one county, side by side: whoever may do everything in the one sees nothing of the other and changes nothing there, by
 * whatever way. Everything of the other has {@code mawangdui} in its name.
 */
class NeighbourTest extends AtTheCentre {

    private static final Division OURS = new Division("430102001");
    private static final Division THEIRS = new Division("430102002");
    private static final UnitId UNIT = new UnitId("mawangdui-01");
    private static final String RESTART = "{\"key\":\"k\",\"name\":\"restart\",\"arguments\":{},\"goodForMs\":60000}";

    private String log;
    private String picture;
    private long batch;
    private long waiting;
    private long version;
    private long alarm;
    private List<String> before;

    @BeforeEach
    void theNeighboursHaveOneOfEverything() throws Exception {
        stage.unit("wulipai-01", OURS.code());
        stage.unit(UNIT.value(), THEIRS.code());
        stage.tells(
                UNIT.value(),
                Stage.device("mawangdui-printer", Fact.DeviceState.HARDWARE_ERROR, "jam"),
                Stage.service(
                        "mawangdui-service",
                        Fact.ServiceState.UNAVAILABLE,
                        new Fact.Cause(Fact.CauseKind.DEVICE, "mawangdui-printer", "jam")));
        stage.passes(Stage.A_WHILE);
        commands.order(UNIT, new Deed.FetchLogs(1), "k1", Duration.ofDays(1), "op-mawangdui");
        commands.order(UNIT, new Deed.Screenshot(), "k2", Duration.ofDays(1), "op-mawangdui");
        log = told.get(0).id();
        picture = told.get(1).id();
        assertTrue(commands.fetched(UNIT, log, "text/plain; charset=utf-8", "mawangdui is up".getBytes(UTF_8)));
        assertTrue(commands.fetched(UNIT, picture, "image/png", "mawangdui".getBytes(UTF_8)));
        batch = commands.orderOfMany(
                        List.of(UNIT), new Deed.Restart(), "k3", Duration.ofDays(1), THEIRS, "op-mawangdui")
                .orElseThrow();
        Content content = new Content("0731-12345", null, null, null, null, null);
        version = assertInstanceOf(
                        Published.Taken.class, configurations.publish(THEIRS, "mawangdui", content, 1, "op-mawangdui"))
                .version();
        accounts.add(new Operator("li-mawangdui", Role.OPERATOR, THEIRS), "fleet");
        tokens.give(new Operator("api.mawangdui", Role.OPERATOR, THEIRS), Duration.ofDays(30), "fleet");
        Token token = enrolment.tokenFor(THEIRS, Duration.ofDays(1), "op-mawangdui");
        enrolment.enrol(token.secret(), Applicant.named("mawangdui-02").csr());
        waiting = enrolment.waiting(THEIRS).get(0).number();
        alarm = database.read(connection -> Sql.number(connection, "SELECT min(id) FROM alarm"));
        signIn("head-mawangdui", Role.ADMINISTRATOR, THEIRS);
        assertTrue(everyPage().stream().noneMatch(page -> page.startsWith("404")), "who is at home sees all of it");
        assertTrue(everyPage().stream().allMatch(page -> page.contains("mawangdui")), everyPage()::toString);
        before = everything();
        signIn("head-wulipai", Role.ADMINISTRATOR, OURS);
    }

    @Test
    void noPage_noTable_noLiveUpdateAndNothingFetched_showsAnythingOfTheirs() {
        for (String address : addresses()) {
            for (String asked :
                    List.of(address, narrowed(address, THEIRS), narrowed(address, new Division("430102")))) {
                // As a person opens it, and as the script of an open page asks for it again and again.
                for (HttpResponse<String> answer : List.of(centre.get(asked), centre.get(asked, "X-By-Itself", "1"))) {
                    boolean theirsAlone = address.startsWith("/units/") || address.matches("/[a-z]+/[0-9]+");
                    assertEquals(theirsAlone ? 404 : 200, answer.statusCode(), asked);
                    assertFalse(answer.body().contains("mawangdui"), () -> asked + ": " + answer.body());
                }
            }
        }
    }

    @Test
    void noForm_changesAnythingOfTheirs() {
        String csrf = Centre.csrf(centre.get("/"));
        List<HttpResponse<String>> answers = List.of(
                form(csrf, "/units/mawangdui-01", "deed", "restart", "key", "x"),
                form(csrf, "/units/mawangdui-01", "deed", "begin-maintenance", "hours", "4"),
                form(csrf, "/?q=mawangdui", "deed", "restart", "key", "x", "units", "1"),
                form(csrf, "/alarms", "number", "" + alarm),
                form(csrf, "/orders/" + batch, "deed", "stop"),
                form(csrf, "/configurations/" + version, "deed", "stop"),
                form(csrf, "/configurations/" + version, "deed", "roll-back"),
                form(
                        csrf,
                        "/configurations",
                        "title",
                        "t",
                        "division",
                        THEIRS.code(),
                        "firstUnits",
                        "1",
                        "idleSeconds",
                        "60"),
                form(csrf, "/enrolment", "deed", "approve", "number", "" + waiting),
                form(csrf, "/enrolment", "deed", "refuse", "number", "" + waiting),
                form(csrf, "/enrolment", "deed", "revoke", "unit", UNIT.value()),
                form(csrf, "/enrolment", "deed", "token", "unit", UNIT.value(), "division", OURS.code()),
                form(csrf, "/enrolment", "deed", "token", "unit", "mawangdui-03", "division", THEIRS.code()),
                form(csrf, "/people", "deed", "add", "name", "wu", "role", "viewer", "division", THEIRS.code()),
                form(csrf, "/people", "deed", "reset", "name", "li-mawangdui"),
                form(csrf, "/people", "deed", "remove", "name", "li-mawangdui"),
                form(csrf, "/people", "deed", "withdraw-token", "name", "api.mawangdui"));

        for (HttpResponse<String> answer : answers) {
            assertTrue(
                    List.of(403, 404, 409).contains(answer.statusCode()),
                    () -> answer.uri() + " " + answer.statusCode() + " " + answer.body());
        }
        signIn("again-mawangdui", Role.ADMINISTRATOR, THEIRS);
        assertEquals(before, everything());
    }

    @Test
    void anOrderOfAll_isOfTheirOwnUnits_whateverDivisionTheAddressAsksFor() {
        String csrf = Centre.csrf(centre.get("/"));
        HttpResponse<String> answer = form(csrf, "/?division=430102002", "deed", "restart", "key", "x", "units", "1");
        assertEquals(303, answer.statusCode(), answer.body());
        assertEquals(
                List.of("wulipai-01"),
                database.read(connection -> Sql.list(
                        connection, "SELECT unit FROM batch_unit WHERE batch <> ?", row -> row.getString(1), batch)));
        assertEquals(
                409,
                form(csrf, "/?division=430102", "deed", "restart", "key", "y", "units", "2")
                        .statusCode());
    }

    @Test
    void noProgram_seesOrChangesAnythingOfTheirs() {
        String token = tokens.give(new Operator("api.wulipai", Role.OPERATOR, OURS), Duration.ofDays(30), "op")
                .orElseThrow();
        for (String open : List.of("units", "alarms?standing=all", "configurations", "units?q=mawangdui")) {
            HttpResponse<String> answer = api(open, token);
            assertEquals(200, answer.statusCode(), answer.body());
            assertFalse(answer.body().contains("mawangdui"), answer.body());
        }
        for (String division : List.of(THEIRS.code(), "430102", "430100")) {
            for (String list : List.of("units", "alarms", "configurations")) {
                assertEquals(403, api(list + "?division=" + division, token).statusCode(), list + division);
            }
        }
        JsonNode order = Json.read(RESTART, JsonNode.class).orElseThrow();
        List<HttpResponse<String>> answers = List.of(
                api("units/mawangdui-01", token),
                api("units/mawangdui-01/configuration", token),
                api("configurations/" + version + "/units", token),
                api("commands/" + log, token),
                centre.post("/api/v1/units/mawangdui-01/commands", token, order),
                centre.post("/api/v1/alarms/" + alarm + "/acknowledgement", token, order),
                centre.post("/api/v1/configurations/" + version + "/stop", token, order));
        for (HttpResponse<String> answer : answers) {
            assertEquals(404, answer.statusCode(), () -> answer.uri() + " " + answer.body());
            assertFalse(answer.body().contains("mawangdui"), answer.body());
        }
        signIn("again-mawangdui", Role.ADMINISTRATOR, THEIRS);
        assertEquals(before, everything());
    }

    /** Wherever something of theirs is. */
    private List<String> addresses() {
        return List.of(
                "/",
                "/units.csv",
                "/map",
                "/alarms",
                "/alarms.csv",
                "/orders",
                "/configurations",
                "/enrolment",
                "/people",
                "/units/mawangdui-01",
                "/units/mawangdui-01/anchors.csv",
                "/units/mawangdui-01/content/" + log,
                "/units/mawangdui-01/content/" + picture,
                "/orders/" + batch,
                "/configurations/" + version);
    }

    private static String narrowed(String address, Division division) {
        return address + "?standing=all&division=" + division.code();
    }

    private List<String> everyPage() {
        List<String> all = new ArrayList<>();
        for (String address : addresses()) {
            // The unit has told none, so there is nobody's name in it.
            if (!address.endsWith("anchors.csv")) {
                HttpResponse<String> answer = centre.get(address);
                all.add(answer.statusCode() + " " + answer.body());
            }
        }
        return all;
    }

    /** All that somebody could have changed there. */
    private List<String> everything() {
        List<String> all = new ArrayList<>();
        for (String sql : List.of(
                "SELECT id || ' ' || standing FROM unit WHERE division = '430102002' ORDER BY id",
                "SELECT id || ' ' || stage FROM command ORDER BY id",
                "SELECT version || ' ' || standing FROM configuration ORDER BY version",
                "SELECT name FROM operator_account WHERE division = '430102002' AND name NOT LIKE 'again%' ORDER BY name",
                "SELECT name FROM api_token WHERE division = '430102002'",
                "SELECT batch || ' ' || unit || ' ' || coalesce(refused, '-') FROM batch_unit",
                "SELECT id || ' ' || coalesce(acknowledged_by, '-') FROM alarm ORDER BY id",
                "SELECT count(*) FROM batch",
                "SELECT count(*) FROM maintenance",
                "SELECT count(*) FROM token")) {
            all.addAll(database.read(connection -> Sql.list(connection, sql, row -> row.getString(1))));
        }
        all.add(enrolment.waiting(THEIRS) + " " + told.size() + " " + cut);
        return all;
    }

    private HttpResponse<String> form(String csrf, String path, String... fields) {
        List<String> all = new ArrayList<>(List.of("csrf", csrf));
        all.addAll(List.of(fields));
        return centre.post(path, all.toArray(String[]::new));
    }

    private HttpResponse<String> api(String path, String token) {
        return centre.get("/api/v1/" + path, "Authorization", "Bearer " + token);
    }
}
