package org.zizhu.fleet.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.zizhu.fleet.command.BatchBook;
import org.zizhu.fleet.command.Command;
import org.zizhu.fleet.command.Commands;
import org.zizhu.fleet.configuration.Configuration;
import org.zizhu.fleet.configuration.ConfigurationBook;
import org.zizhu.fleet.configuration.Configurations;
import org.zizhu.fleet.enrolment.Enrolment;
import org.zizhu.fleet.group.Group;
import org.zizhu.fleet.group.GroupBook;
import org.zizhu.fleet.health.Rulebook;
import org.zizhu.fleet.health.Stage;
import org.zizhu.fleet.operator.Accounts;
import org.zizhu.fleet.operator.ApiTokens;
import org.zizhu.fleet.operator.Authenticator;
import org.zizhu.fleet.operator.Operator;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.operator.SignedIn;
import org.zizhu.fleet.setup.Setups;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.store.Store;
import org.zizhu.fleet.trust.FleetAuthority;
import org.zizhu.fleet.trust.SecretBox;
import org.zizhu.fleet.unit.Division;
import org.zizhu.fleet.unit.DivisionNames;

/** Groups on the pages: made of what a list is filtered by, changed by who may, and a filter everywhere. */
class GroupPagesTest {

    private static final String OWN = "four words and a tree";
    private static final Division FURONG = new Division("430102");

    @TempDir
    Path folder;

    private final List<Command> told = new ArrayList<>();
    private Stage stage;
    private Accounts accounts;
    private Commands commands;
    private Centre centre;
    private String csrf = "";

    @BeforeEach
    void open() {
        stage = new Stage(Store.SQLITE, folder, Rulebook.builtIn());
        accounts = new Accounts(stage.database, new SecretBox(folder.resolve("secrets.key")), stage.clock);
        commands = new Commands(stage.database, stage.clock, told::add);
        FleetAuthority authority = new FleetAuthority(folder.resolve("keys"), stage.clock);
        centre = new Centre(new Dashboard(
                stage.database,
                accounts,
                new ApiTokens(stage.database, stage.clock),
                new Enrolment(stage.database, authority, () -> "fleet.example:443", stage.clock, unit -> {}),
                new Setups(stage.database, stage.clock),
                commands,
                new Configurations(stage.database, authority, stage.clock, (unit, frame) -> true),
                stage.health(),
                new DivisionNames(Map.of()),
                stage.clock));
        stage.unit("furong-1", "430102001");
        stage.unit("furong-2", "430102001");
        stage.unit("tianxin-1", "430103001");
    }

    @AfterEach
    void close() {
        centre.close();
        stage.close();
    }

    @Test
    void aGroupIsMadeOfWhatIsFiltered_shownEverywhere_ordered_configured_andSeenByNobodyElse() {
        signIn("centre", Role.ENGINEER, Stage.CITY);
        assertTrue(centre.get("/groups").body().contains("还没有分组"));
        assertEquals(
                409,
                fill("/groups/fill?q=furong", "deed", "make", "name", "试点", "units", "3")
                        .statusCode());
        assertEquals("/groups/1", location(fill("/groups/fill?q=-1", "deed", "make", "name", "试点 & 大厅", "units", "2")));
        assertEquals("/groups/1", location(fill("/groups/fill?q=furong-2", "deed", "add", "group", "1", "units", "1")));
        assertEquals(
                "/groups/1", location(fill("/groups/fill?q=furong-1", "deed", "remove", "group", "1", "units", "1")));
        assertEquals(2, group(1).units());

        String list = centre.get("/?group=1").body();
        assertTrue(list.contains("furong-2") && list.contains("tianxin-1") && !list.contains(">furong-1<"), list);
        assertTrue(list.contains("试点 &amp; 大厅"), list);
        assertEquals(2, centre.get("/units.csv?group=1").body().lines().skip(1).count());
        String map = centre.get("/map?group=1").body();
        assertTrue(map.contains("/units/tianxin-1") && !map.contains("/units/furong-1"), map);
        assertTrue(map.contains("group=1&amp;division=430103") || map.contains("division=430103&amp;group=1"), map);
        stage.loses("furong-1");
        stage.loses("furong-2");
        stage.passes(Stage.A_WHILE);
        assertEquals(1, centre.get("/alarms.csv?group=1").body().lines().skip(1).count());
        assertTrue(centre.get("/alarms?group=1").body().contains("/units/furong-2\""));
        assertFalse(centre.get("/alarms?group=1").body().contains("/units/furong-1\""));

        String number = location(fill("/?group=1", "deed", "restart", "key", "k", "units", "2"));
        commands.lookAround();
        assertEquals(
                List.of("furong-2", "tianxin-1"),
                told.stream().map(command -> command.unit().value()).sorted().toList());
        assertTrue(centre.get(number).body().contains("href=\"/groups/1\""));
        assertEquals(
                1L,
                stage.database
                        .read(connection -> BatchBook.find(connection, 1, Stage.CITY))
                        .orElseThrow()
                        .group()
                        .number());

        assertTrue(centre.get("/configurations?group=1").body().contains("value=\"1\" selected"));
        assertEquals("/configurations/1", location(publish("1", "430102")));
        Configuration published = stage.database
                .read(connection -> ConfigurationBook.find(connection, 1, Stage.CITY))
                .orElseThrow();
        assertEquals(group(1).label(), published.group());
        assertEquals(Stage.CITY, published.division(), "the group's, whatever else the form says");
        assertEquals(
                2,
                published.units().values().stream().mapToLong(Long::longValue).sum());
        String page = centre.get("/groups/1").body();
        assertTrue(page.contains("/configurations/1") && page.contains("先行试用"), page);
        assertTrue(centre.get("/configurations/1").body().contains("href=\"/groups/1\""));

        // What is no group has no units: nothing is ordered of everybody for a mistake in an address.
        for (String wrong : List.of("2", "x", "-1", "99999999999999999999")) {
            assertFalse(centre.get("/?group=" + wrong).body().contains("/units/furong-1"), wrong);
            assertEquals(
                    409,
                    fill("/?group=" + wrong, "deed", "restart", "key", "w", "units", "0")
                            .statusCode());
            assertEquals(
                    409,
                    fill("/?group=" + wrong, "deed", "restart", "key", "w", "units", "3")
                            .statusCode());
            assertEquals(403, publish(wrong, "430102").statusCode());
        }
        assertEquals(404, centre.get("/groups/2").statusCode());
        assertEquals(404, centre.get("/groups/x").statusCode());
        assertEquals(404, centre.get("/groups/fill").statusCode());

        signIn("county", Role.ADMINISTRATOR, FURONG);
        String theirs = centre.get("/?group=1").body();
        assertTrue(theirs.contains("furong-2") && !theirs.contains("tianxin-1"), theirs);
        assertFalse(
                centre.get("/units.csv?group=1&division=430103").body().contains("tianxin"), "asking does not help");
        assertTrue(centre.get("/groups").body().contains("1 台"), "of another's group their own");
        assertFalse(centre.get("/groups/1").body().contains("value=\"rename\""));
        assertEquals(403, change("1", "deed", "empty").statusCode());
        assertEquals(403, change("1", "deed", "add", "unit", "furong-1").statusCode());
        assertEquals(
                403,
                fill("/groups/fill?q=furong-1", "deed", "add", "group", "1", "units", "1")
                        .statusCode());
        assertEquals(403, publish("1", "430102").statusCode(), "the group is more than theirs");
        location(fill("/?group=1", "deed", "restart", "key", "c", "units", "1"));
        commands.lookAround();
        assertEquals("furong-2", told.get(told.size() - 1).unit().value());
        assertEquals(3, told.size(), "their own unit of it, no other");
        assertEquals(2, group(1).units());
    }

    @Test
    void aUnitGoesInAndOutOnItsPage_andWhatIsWrongIsSaid() {
        signIn("county", Role.OPERATOR, FURONG);
        assertEquals(403, post("/groups", "name", "市", "division", "430100").statusCode(), "more than theirs");
        assertEquals(403, post("/groups", "name", "市", "division", "nowhere").statusCode());
        for (String name : List.of("", "a\nb", "13800138000", "名".repeat(31))) {
            HttpResponse<String> wrong = post("/groups", "name", name, "division", "430102");
            assertEquals(400, wrong.statusCode(), name);
            assertTrue(wrong.body().contains("名称应为一行"), wrong.body());
        }
        assertEquals("/groups/1", location(post("/groups", "name", "<b>试点</b>", "division", "430102")));
        assertEquals(
                409, post("/groups", "name", "<b>试点</b>", "division", "430102").statusCode());
        assertFalse(centre.get("/groups").body().contains("<b>试点"), "a name is no markup");

        assertTrue(centre.get("/units/furong-1").body().contains("value=\"add\""));
        assertEquals(
                "/units/furong-1", location(change("1", "deed", "add", "unit", "furong-1", "back", "/units/furong-1")));
        String page = centre.get("/units/furong-1").body();
        assertTrue(page.contains("href=\"/groups/1\"") && page.contains("value=\"remove\""), page);
        assertTrue(page.contains("已连接 不到 1 分钟") && !page.contains("已连接 刚才"), page);
        assertTrue(centre.get("/units/furong-1", "Accept-Language", "en")
                .body()
                .contains("connected for less than a minute"));
        assertEquals(400, change("1", "deed", "add", "unit", "tianxin-1").statusCode());
        assertEquals(400, change("1", "deed", "add", "unit", "no such").statusCode());
        assertEquals(400, change("1", "deed", "dance").statusCode());
        assertEquals(409, change("1", "deed", "dissolve").statusCode());
        assertEquals("/groups/1", location(change("1", "deed", "rename", "name", "大厅", "back", "//elsewhere.example")));
        assertEquals("大厅", group(1).name());
        location(change("1", "deed", "remove", "unit", "furong-1"));
        assertEquals("/groups", location(change("1", "deed", "dissolve")));
        assertEquals(404, centre.get("/groups/1").statusCode());
        assertEquals(
                403, centre.post("/groups", "name", "x", "division", "430102").statusCode(), "a form of ours only");
        assertEquals(
                List.of("make-group", "add-to-group", "rename-group", "remove-from-group", "dissolve-group"),
                stage.database.read(connection -> Sql.list(
                        connection,
                        "SELECT act FROM act WHERE actor = 'county' AND act LIKE '%group' ORDER BY id",
                        row -> row.getString(1))));
    }

    @Test
    void theLanguageLink_keepsWhatFiltersTheList() {
        signIn("centre", Role.VIEWER, Stage.CITY);
        for (String address :
                List.of("/?q=furong*+1&division=430102", "/map?division=430102", "/alarms?standing=all&q=%E4%BA%8C")) {
            Matcher link = Pattern.compile("href=\"(/language\\?to=en&amp;back=[^\"]+)\"")
                    .matcher(centre.get(address).body());
            assertTrue(link.find(), address);
            String back = location(centre.get(link.group(1).replace("&amp;", "&")));
            assertEquals(decoded(address), decoded(back));
            location(centre.get("/language?to=zh&back=/"));
        }
    }

    @Test
    void aPageThatFails_isLoggedByClassAndPlace_withoutWords() {
        signIn("centre", Role.VIEWER, Stage.CITY);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        Logger log = (Logger) LoggerFactory.getLogger(Dashboard.class);
        logged.start();
        log.addAppender(logged);
        try {
            stage.database.write(connection -> Sql.run(
                    connection,
                    "INSERT INTO present (unit, kind, name, state, since, fact)"
                            + " VALUES ('furong-1', 'service', 'a', 'unavailable', 0, 'no fact')"));
            HttpResponse<String> failed = centre.get("/");
            assertEquals(500, failed.statusCode());
            assertFalse(failed.body().contains("Exception"), failed.body());
            stage.database.write(connection -> Sql.run(connection, "ALTER TABLE operator_session RENAME TO away"));
            assertEquals(503, centre.get("/").statusCode());
        } finally {
            log.detachAppender(logged);
        }
        assertEquals(2, logged.list.size());
        String message = logged.list.get(0).getFormattedMessage();
        assertTrue(message.contains("IllegalStateException at org.zizhu.fleet."), message);
        for (ILoggingEvent event : logged.list) {
            assertNull(event.getThrowableProxy(), "it would print the words");
            assertFalse(
                    event.getFormattedMessage().contains("on record")
                            || event.getFormattedMessage().contains("operator_session"),
                    event.getFormattedMessage());
        }
    }

    private Group group(long number) {
        return stage.database
                .read(connection -> GroupBook.find(connection, number, Stage.CITY))
                .orElseThrow();
    }

    private HttpResponse<String> fill(String address, String... fields) {
        return post(address, fields);
    }

    private HttpResponse<String> change(String number, String... fields) {
        return post("/groups/" + number, fields);
    }

    private HttpResponse<String> publish(String group, String division) {
        return post(
                "/configurations",
                "title",
                "夏季",
                "division",
                division,
                "group",
                group,
                "firstUnits",
                "1",
                "idleSeconds",
                "90");
    }

    private HttpResponse<String> post(String address, String... fields) {
        List<String> all = new ArrayList<>(List.of("csrf", csrf));
        all.addAll(List.of(fields));
        return centre.post(address, all.toArray(String[]::new));
    }

    /** Somebody new is in. */
    private void signIn(String name, Role role, Division division) {
        centre.forgetCookies();
        String first = accounts.add(new Operator(name, role, division), "fleet").orElseThrow();
        SignedIn.SetUp setUp = (SignedIn.SetUp) accounts.signIn(name, first, "");
        Matcher secret = Pattern.compile("secret=([A-Z2-7]{32})")
                .matcher(setUp.authenticator().toString());
        assertTrue(secret.find());
        String code = Authenticator.code(Base32.decode(secret.group(1)), stage.clock.instant());
        assertEquals("/", location(centre.post("/set-up", "name", name, "first", first, "code", code, "own", OWN)));
        stage.clock.advance(Duration.ofMinutes(1));
        csrf = Centre.csrf(centre.get("/groups"));
        stage.database.write(connection -> Sql.run(
                connection,
                "UPDATE presence SET connected_at = ?",
                stage.clock.instant().toEpochMilli()));
    }

    private static String decoded(String address) {
        return URLDecoder.decode(address, StandardCharsets.UTF_8);
    }

    private static String location(HttpResponse<String> answer) {
        assertEquals(303, answer.statusCode(), answer.body());
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
