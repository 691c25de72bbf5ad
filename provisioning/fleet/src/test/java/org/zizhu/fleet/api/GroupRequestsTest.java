package org.zizhu.fleet.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.fleet.configuration.Content;
import org.zizhu.fleet.health.Stage;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.store.Store;
import tools.jackson.databind.JsonNode;

/** A program makes groups, fills them, and orders of all that are in one; and reads lists page by page. */
class GroupRequestsTest extends AtTheApi {

    @ParameterizedTest
    @EnumSource(Store.class)
    void itMakesAGroup_fillsIt_andOrdersOfAllThatAreInIt(Store store) {
        open(store);
        stage.units("cs-", 3, "430102001");
        stage.unit("tx-1", "430103001");
        token = give("tickets", Role.OPERATOR, FURONG);
        JsonNode made = is(201, post("groups", "{\"name\":\" 试点 \"}"));
        assertFields("Group", made);
        assertEquals(
                "试点 430102 0",
                made.path("name").asString() + " " + made.path("division").asString() + " "
                        + made.path("units").asLong());
        refused(409, "name-taken", post("groups", "{\"name\":\"试点\"}"));
        String group = "groups/" + made.path("number").asLong();
        JsonNode filled = is(200, post(group + "/units", "{\"add\":[\"cs-1\",\"cs-2\",\"cs-3\"]}"));
        assertEquals(3, filled.path("units").asLong());
        assertEquals(
                2,
                is(200, post(group + "/units", "{\"add\":[\"cs-1\"],\"remove\":[\"cs-3\",\"cs-9\"]}"))
                        .path("units")
                        .asLong());
        assertEquals(2, is(200, get("units?group=1")).path("items").size());
        assertEquals(1, is(200, get("groups?unit=cs-1")).path("items").size());
        assertEquals(0, is(200, get("groups?unit=cs-3")).path("items").size());
        stage.loses("cs-1");
        stage.loses("cs-3");
        stage.passes(Stage.A_WHILE);
        assertEquals(1, is(200, get("alarms?group=1")).path("items").size());
        assertEquals(
                "大厅",
                is(200, send("PUT", group, "{\"name\":\"大厅\"}")).path("name").asString());

        String order = "{\"key\":\"k\",\"name\":\"restart\",\"arguments\":{},\"goodForMs\":60000,\"units\":2}";
        refused(409, "not-ordered", post(group + "/commands", order.replace(":2}", ":3}")));
        JsonNode ordered = is(202, post(group + "/commands", order));
        assertFields("OrderToMany", ordered);
        assertEquals(ordered, is(202, post(group + "/commands", order)), "ordered twice, it is one");
        commands.lookAround();
        assertEquals(2, told.size());
        String many = "orders/" + ordered.path("number").asLong();
        assertEquals(2, is(200, get(many)).path("stages").path("ordered").asLong());
        refused(409, "already-done", post(many + "/stop", ""));
        JsonNode next = is(202, post(group + "/commands", order.replace("\"k\"", "\"l\"")));
        JsonNode stopped = is(200, post("orders/" + next.path("number").asLong() + "/stop", ""));
        assertEquals(2, stopped.path("stages").path("not-ordered").asLong());

        refused(409, "not-empty", send("DELETE", group, ""));
        is(200, post(group + "/units", "{\"remove\":[\"cs-1\",\"cs-2\"]}"));
        is(200, send("DELETE", group, ""));
        refused(404, "not-found", get(group));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void itReachesNothingBeyondItsDivision_andMistakesAreRefused(Store store) {
        open(store);
        stage.units("cs-", 2, "430102001");
        stage.unit("tx-1", "430103001");
        token = give("city", Role.OPERATOR, Stage.CITY);
        is(201, post("groups", "{\"name\":\"市\"}"));
        is(200, post("groups/1/units", "{\"add\":[\"cs-1\",\"tx-1\"]}"));
        is(201, post("groups", "{\"name\":\"天心\",\"division\":\"430103\"}"));
        is(200, post("groups/2/units", "{\"add\":[\"tx-1\"]}"));
        refused(409, "unit-elsewhere", post("groups/2/units", "{\"add\":[\"cs-1\"]}"));
        refused(409, "unit-elsewhere", post("groups/2/units", "{\"add\":[\"nobody\"]}"));

        token = give("county", Role.OPERATOR, FURONG);
        JsonNode seen = is(200, get("groups")).path("items");
        assertEquals("[1]", seen.findValues("number").toString());
        assertEquals(1, seen.get(0).path("units").asLong(), "their own of it");
        assertEquals(1, is(200, get("units?group=1")).path("items").size());
        String order = "{\"key\":\"k\",\"name\":\"restart\",\"arguments\":{},\"goodForMs\":60000,\"units\":1}";
        refused(403, "not-allowed", post("groups/1/commands", order));
        refused(403, "not-allowed", post("groups/1/units", "{\"add\":[\"cs-2\"]}"));
        refused(403, "not-allowed", send("PUT", "groups/1", "{\"name\":\"mine\"}"));
        refused(403, "not-allowed", send("DELETE", "groups/1", ""));
        refused(403, "not-allowed", post("groups", "{\"name\":\"x\",\"division\":\"430103\"}"));
        for (String other : List.of(
                "groups/2",
                "units?group=2",
                "alarms?group=2",
                "configurations?group=2",
                "groups?unit=tx-1",
                "groups/x",
                "orders/1")) {
            refused(404, "not-found", get(other));
        }
        refused(404, "not-found", post("groups/2/commands", order));
        refused(404, "not-found", post("groups/2/units", "{}"));
        refused(404, "not-found", send("DELETE", "groups/2", ""));
        for (String wrong : List.of(
                "{}",
                "{\"name\":\"\"}",
                "{\"name\":\"a\\nb\"}",
                "{\"name\":1}",
                "[]",
                "{\"name\":\"x\",\"division\":\"x\"}")) {
            refused(400, "malformed-request", post("groups", wrong));
        }
        is(201, post("groups", "{\"name\":\"own\"}"));
        for (String wrong : List.of("{\"add\":[\"../x\"]}", "{\"add\":[null]}", "{\"add\":\"cs-1\"}")) {
            refused(400, "malformed-request", post("groups/3/units", wrong));
        }
        refused(400, "malformed-request", post("groups/3/commands", order.replace(":1}", ":0}")));
        refused(400, "malformed-request", post("groups/3/commands", order.replace("restart", "dance")));
        refused(400, "malformed-request", get("units?group=x"));
        token = give("looker", Role.VIEWER, FURONG);
        refused(403, "not-allowed", post("groups", "{\"name\":\"x\"}"));
        refused(403, "not-allowed", post("groups/3/units", "{\"add\":[\"cs-1\"]}"));
        refused(403, "not-allowed", post("groups/3/commands", order));
        assertEquals(List.of(), told);
    }

    @Test
    void listsAreReadPageByPage_andUnitsByIdSoThatNoneIsLost_howeverTheyFare() {
        open(Store.SQLITE);
        stage.units("cs-", 7, "430102001");
        token = give("looker", Role.VIEWER, FURONG);
        assertEquals("[\"cs-1\",\"cs-2\",\"cs-3\"] true", ids(get("units?limit=3")));
        assertEquals("[\"cs-7\"] false", ids(get("units?limit=3&page=3")));
        assertEquals("[] false", ids(get("units?limit=3&page=4")));

        JsonNode first = is(200, get("units?order=id&limit=3"));
        assertEquals("cs-3", first.path("next").asString());
        stage.loses("cs-5");
        stage.loses("cs-1");
        assertEquals("[\"cs-1\",\"cs-5\",\"cs-2\"] true", ids(get("units?limit=3")), "the worst are first now");
        assertEquals("[\"cs-4\",\"cs-5\",\"cs-6\"] true", ids(get("units?after=cs-3&limit=3")));
        JsonNode last = is(200, get("units?after=cs-6&limit=3"));
        assertEquals("[\"cs-7\"]", last.path("items").findValues("id").toString());
        assertFalse(last.has("next"));

        for (int i = 0; i < 3; i++) {
            configurations.publish(FURONG, "c" + i, new Content(null, 90, null, null, null, null), 1, "op");
        }
        JsonNode versions = is(200, get("configurations?limit=2&page=2"));
        assertEquals("[1]", versions.path("items").findValues("version").toString());
        assertFalse(versions.path("more").asBoolean());
        JsonNode units = is(200, get("configurations/3/units?limit=4&page=1"));
        assertEquals(4, units.path("items").size());
        assertTrue(units.path("more").asBoolean());
        Set<String> all = new TreeSet<>();
        units.path("items").findValues("unit").forEach(unit -> all.add(unit.asString()));
        is(200, get("configurations/3/units?limit=4&page=2"))
                .path("items")
                .findValues("unit")
                .forEach(unit -> all.add(unit.asString()));
        assertEquals(7, all.size(), "each once");

        for (String wrong : List.of(
                "limit=0",
                "limit=x",
                "limit=-1",
                "limit=5000",
                "page=0",
                "page=10000",
                "order=name",
                "after=../x",
                "after=cs-1&page=2",
                "order=worst&after=cs-1")) {
            refused(400, "malformed-request", get("units?" + wrong));
        }
        assertEquals("[\"cs-1\"] true", ids(get("units?limit=1")));
        assertEquals(7, is(200, get("units?limit=999")).path("items").size(), "500 is the most");
        refused(400, "malformed-request", get("configurations?page=x"));
        refused(400, "malformed-request", get("alarms?limit=x"));
    }

    private static String ids(HttpResponse<String> answer) {
        JsonNode page = is(200, answer);
        return page.path("items").findValues("id").toString().replace(" ", "") + " "
                + page.path("more").asBoolean();
    }
}
