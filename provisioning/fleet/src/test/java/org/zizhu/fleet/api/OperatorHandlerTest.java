package org.zizhu.fleet.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.fleet.configuration.Content;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.health.Stage;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.store.Store;
import org.zizhu.fleet.unit.Division;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What a program of somebody else's is answered has the fields of openapi.yaml, all of them and no others. */
class OperatorHandlerTest extends AtTheApi {

    @ParameterizedTest
    @EnumSource(Store.class)
    void itSeesUnitsAndAlarmsOfItsDivision_takesAlarmsOn_andOrders(Store store) {
        open(store);
        stage.unit("cs-furong-01", "430102001");
        stage.unit("cs-tianxin-01", "430103001");
        stage.tells(
                "cs-furong-01",
                Stage.unitIs(Fact.UnitState.IN_SERVICE, null),
                Stage.device("printer", Fact.DeviceState.HARDWARE_ERROR, "jam"),
                Stage.service(
                        "certificates",
                        Fact.ServiceState.UNAVAILABLE,
                        new Fact.Cause(Fact.CauseKind.DEVICE, "printer", "jam")));
        stage.loses("cs-tianxin-01");
        stage.passes(Stage.A_WHILE);
        token = give("tickets", Role.OPERATOR, FURONG);

        JsonNode units = is(200, get("units?service=certificates"));
        assertEquals(1, units.path("items").size());
        JsonNode unit = units.path("items").get(0);
        assertEquals("care", unit.path("mood").asString());
        assertEquals(
                "device",
                unit.path("lacking").get(0).path("causes").get(0).path("kind").asString());
        assertEquals(unit, is(200, get("units/cs-furong-01")));
        assertEquals(1, is(200, get("units")).path("items").size(), "no other county's");
        assertFields("Unit", unit);

        JsonNode alarm = is(200, get("alarms?grade=down")).path("items").get(0);
        assertEquals("[\"certificates\"]", alarm.path("effects").toString());
        long number = alarm.path("number").asLong();
        JsonNode taken = is(200, post("alarms/" + number + "/acknowledgement", ""));
        assertEquals("api.tickets", taken.path("acknowledgedBy").asString());
        assertFields("Alarm", taken);
        refused(409, "already-done", post("alarms/" + number + "/acknowledgement", ""));
        assertEquals(0, is(200, get("alarms?standing=waiting")).path("items").size());

        String order =
                "{\"key\":\"k1\",\"name\":\"close-unit\",\"arguments\":{\"reason\":\"flood\"},\"goodForMs\":60000}";
        JsonNode command = is(202, post("units/cs-furong-01/commands", order));
        assertEquals(command, is(202, post("units/cs-furong-01/commands", order)), "ordered twice, it is one");
        assertEquals(new Deed.CloseUnit("flood"), told.get(0).deed());
        assertEquals(command, is(200, get("commands/" + command.path("id").asString())));
        assertFields("Command", command);
        refused(409, "not-ordered", post("units/cs-furong-01/commands", order.replace("flood", "fire")));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void itSeesByWhatUnitsShouldGo_andStopsIt(Store store) {
        open(store);
        stage.unit("cs-furong-01", "430102001");
        stage.unit("cs-tianxin-01", "430103001");
        Content content =
                new Content(null, null, 7, new Content.Hours("08:00", "20:00"), null, List.of("case-progress"));
        configurations.publish(new Division("430100"), "city", content, 1, "op");
        configurations.publish(FURONG, "county", content, 1, "op");
        configurations.publish(new Division("430103"), "other", content, 1, "op");
        token = give("looker", Role.VIEWER, FURONG);
        JsonNode all = is(200, get("configurations")).path("items");
        assertEquals(2, all.size(), "of it, and of what it lies in");
        assertFields("Configuration", all.get(0));
        assertEquals("county", all.get(0).path("title").asString());
        assertEquals(
                "08:00",
                all.get(0).path("content").path("openingHours").path("opens").asString());
        JsonNode units = is(200, get("configurations/2/units")).path("items");
        assertEquals(1, units.size());
        assertFields("UnitState", units.get(0));
        assertEquals(units.get(0), is(200, get("units/cs-furong-01/configuration")));
        refused(403, "not-allowed", post("configurations/2/stop", ""));
        refused(404, "not-found", get("configurations/3/units"));
        refused(404, "not-found", get("configurations/x/units"));

        token = give("tickets", Role.OPERATOR, FURONG);
        refused(403, "not-allowed", post("configurations/1/stop", ""));
        refused(404, "not-found", post("configurations/3/stop", ""));
        assertEquals(
                "by-operator",
                is(200, post("configurations/2/stop", "")).path("reason").asString());
        refused(409, "already-done", post("configurations/2/stop", ""));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void anEngineersProgram_entersWithWhatAUnitIsSetUp(Store store) {
        open(store);
        stage.unit("cs-furong-01", "430102001");
        stage.unit("cs-tianxin-01", "430103001");
        String path = "units/cs-furong-01/setup";
        String yaml = "application/yaml";
        String setup =
                """
                place: { zh: 大厅, en: Hall }
                hotline: "12345"
                platform: { uri: "https://p.example/", ca-sha256: X8sAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, code: kq0AAAAAAAAAAAAAAAAAAA }
                devices:
                  - { name: reader, driver: sam-v, port: /dev/ttyS0 }
                """;
        token = give("tickets", Role.OPERATOR, FURONG);
        refused(403, "not-allowed", get(path));
        refused(403, "not-allowed", send("PUT", path, yaml, setup));

        token = give("stock", Role.ENGINEER, FURONG);
        refused(404, "not-found", get(path));
        refused(404, "not-found", send("PUT", "units/cs-tianxin-01/setup", yaml, setup));
        refused(415, "not-yaml", send("PUT", path, setup));
        refused(413, "too-large", send("PUT", path, yaml, setup + "x".repeat(65_536)));
        HttpResponse<String> wrong = send("PUT", path, yaml, setup.replace("hotline", "hotlin"));
        refused(400, "setup-wrong", wrong);
        assertEquals(2, is(400, wrong).path("line").asInt());
        assertEquals("the key hotlin is unknown", is(400, wrong).path("en").asString());
        assertEquals(setup, send("PUT", path, yaml, setup).body());
        assertEquals(setup, get(path).body());
        assertEquals(setup, send("DELETE", path, "").body());
        refused(404, "not-found", send("DELETE", path, ""));
    }

    @Test
    void whatItMayNot_isRefusedByACode() {
        open(Store.SQLITE);
        stage.unit("cs-furong-01", "430102001");
        stage.unit("cs-tianxin-01", "430103001");
        String order = "{\"key\":\"k\",\"name\":\"restart\",\"arguments\":{},\"goodForMs\":60000}";
        refused(401, "api-token-required", get("units"));
        token = "guess";
        refused(401, "api-token-required", get("units"));

        token = give("looker", Role.VIEWER, FURONG);
        refused(403, "not-allowed", post("units/cs-furong-01/commands", order));
        refused(403, "not-allowed", get("units?division=430103"));
        refused(404, "not-found", get("units/cs-tianxin-01"));
        refused(404, "not-found", get("people"));
        refused(405, "method-not-allowed", post("units", order));
        refused(400, "malformed-request", get("units?page=0"));

        token = give("tickets", Role.OPERATOR, FURONG);
        refused(404, "not-found", post("units/cs-tianxin-01/commands", order));
        refused(400, "malformed-request", post("units/cs-furong-01/commands", order.replace("restart", "dance")));
        refused(400, "malformed-request", post("units/cs-furong-01/commands", "{}"));
        refused(413, "too-large", post("units/cs-furong-01/commands", "x".repeat(20_000)));
        refused(
                403,
                "not-allowed",
                post(
                        "units/cs-furong-01/commands",
                        order.replace("restart", "power-cycle").replace("{},", "{\"device\":\"printer\"},")));
        stage.clock.advance(Duration.ofDays(31));
        refused(401, "api-token-required", get("units"));
        assertEquals(List.of(), told);
    }

    @Test
    void theDocumentIsThere_andEveryPathOfItIsAnswered() {
        open(Store.SQLITE);
        HttpResponse<String> document = get("openapi.yaml");
        assertEquals(200, document.statusCode());
        for (Objection objection : Objection.values()) {
            assertTrue(document.body().contains(objection.code()), objection.code());
        }
        token = give("looker", Role.VIEWER, FURONG);
        JsonNode paths = new YAMLMapper().readTree(document.body()).path("paths");
        assertEquals(18, paths.size());
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            String address = path.getKey().replace("/api/v1/", "").replaceAll("\\{[a-z]+\\}", "1");
            if (!address.equals("openapi.yaml")) {
                refused(405, "method-not-allowed", send("PATCH", address, ""));
            }
        }
    }
}
