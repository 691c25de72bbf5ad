package org.zizhu.fleet.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.fleet.command.Command;
import org.zizhu.fleet.command.Commands;
import org.zizhu.fleet.configuration.Configurations;
import org.zizhu.fleet.configuration.Content;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.health.Rulebook;
import org.zizhu.fleet.health.Stage;
import org.zizhu.fleet.operator.ApiTokens;
import org.zizhu.fleet.operator.Operator;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.store.Store;
import org.zizhu.fleet.trust.FleetAuthority;
import org.zizhu.fleet.unit.Division;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A program of somebody else's, with a token. What it is answered has the fields of openapi.yaml, all of them and no others. */
class OperatorHandlerTest {

    private static final Division FURONG = new Division("430102");

    @TempDir
    Path folder;

    private final List<Command> told = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private Stage stage;
    private ApiTokens tokens;
    private Configurations configurations;
    private Server server;
    private String token = "";

    private void open(Store store) {
        stage = new Stage(store, folder, Rulebook.builtIn());
        tokens = new ApiTokens(stage.database, stage.clock);
        configurations = new Configurations(
                stage.database,
                new FleetAuthority(folder.resolve("keys"), stage.clock),
                stage.clock,
                (unit, frame) -> true);
        server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new OperatorHandler(
                stage.database,
                tokens,
                new Commands(stage.database, stage.clock, told::add),
                configurations,
                stage.health(),
                stage.clock));
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() throws Exception {
        server.stop();
        stage.close();
    }

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
        token = give("tickets", Role.OPERATOR);

        JsonNode units = ok(get("units?service=certificates"));
        assertEquals(1, units.path("items").size());
        JsonNode unit = units.path("items").get(0);
        assertEquals("care", unit.path("mood").asString());
        assertEquals(
                "device",
                unit.path("lacking").get(0).path("causes").get(0).path("kind").asString());
        assertEquals(unit, ok(get("units/cs-furong-01")));
        assertEquals(1, ok(get("units")).path("items").size(), "no other county's");
        assertFields("Unit", unit);

        JsonNode alarm = ok(get("alarms?grade=down")).path("items").get(0);
        assertEquals("[\"certificates\"]", alarm.path("effects").toString());
        long number = alarm.path("number").asLong();
        JsonNode taken = ok(post("alarms/" + number + "/acknowledgement", ""));
        assertEquals("api.tickets", taken.path("acknowledgedBy").asString());
        assertFields("Alarm", taken);
        refused(409, "already-done", post("alarms/" + number + "/acknowledgement", ""));
        assertEquals(0, ok(get("alarms?standing=waiting")).path("items").size());

        String order =
                "{\"key\":\"k1\",\"name\":\"close-unit\",\"arguments\":{\"reason\":\"flood\"},\"goodForMs\":60000}";
        HttpResponse<String> ordered = post("units/cs-furong-01/commands", order);
        assertEquals(202, ordered.statusCode(), ordered.body());
        JsonNode command = json(ordered);
        assertEquals(command, json(post("units/cs-furong-01/commands", order)), "ordered twice, it is one");
        assertEquals(new Deed.CloseUnit("flood"), told.get(0).deed());
        assertEquals(command, ok(get("commands/" + command.path("id").asString())));
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
        token = give("looker", Role.VIEWER);
        JsonNode all = ok(get("configurations")).path("items");
        assertEquals(2, all.size(), "of it, and of what it lies in");
        assertFields("Configuration", all.get(0));
        assertEquals("county", all.get(0).path("title").asString());
        assertEquals(
                "08:00",
                all.get(0).path("content").path("openingHours").path("opens").asString());
        JsonNode units = ok(get("configurations/2/units")).path("items");
        assertEquals(1, units.size());
        assertFields("UnitState", units.get(0));
        assertEquals(units.get(0), ok(get("units/cs-furong-01/configuration")));
        refused(403, "not-allowed", post("configurations/2/stop", ""));
        refused(404, "not-found", get("configurations/3/units"));
        refused(404, "not-found", get("configurations/x/units"));

        token = give("tickets", Role.OPERATOR);
        refused(403, "not-allowed", post("configurations/1/stop", ""));
        refused(404, "not-found", post("configurations/3/stop", ""));
        assertEquals(
                "by-operator",
                ok(post("configurations/2/stop", "")).path("reason").asString());
        refused(409, "already-done", post("configurations/2/stop", ""));
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

        token = give("looker", Role.VIEWER);
        refused(403, "not-allowed", post("units/cs-furong-01/commands", order));
        refused(403, "not-allowed", get("units?division=430103"));
        refused(404, "not-found", get("units/cs-tianxin-01"));
        refused(404, "not-found", get("people"));
        refused(405, "method-not-allowed", post("units", order));
        refused(400, "malformed-request", get("units?page=0"));

        token = give("tickets", Role.OPERATOR);
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
    void theDocumentIsThere_andEveryPathOfItIsAnswered() throws IOException {
        open(Store.SQLITE);
        HttpResponse<String> document = get("openapi.yaml");
        assertEquals(200, document.statusCode());
        for (Objection objection : Objection.values()) {
            assertTrue(document.body().contains(objection.code()), objection.code());
        }
        token = give("looker", Role.VIEWER);
        JsonNode paths = new YAMLMapper().readTree(document.body()).path("paths");
        assertEquals(17, paths.size());
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            String address = path.getKey().replace("/api/v1/", "").replaceAll("\\{[a-z]+\\}", "1");
            if (!address.equals("openapi.yaml")) {
                refused(
                        405,
                        "method-not-allowed",
                        send(request(address).method("PATCH", HttpRequest.BodyPublishers.noBody())));
            }
        }
    }

    private String give(String name, Role role) {
        return tokens.give(
                        new Operator(ApiTokens.holder(name).orElseThrow(), role, FURONG), Duration.ofDays(30), "admin")
                .orElseThrow();
    }

    /** No field that the document does not name, and each that it needs. */
    private static void assertFields(String schema, JsonNode body) {
        JsonNode document;
        try (InputStream file = OperatorHandler.class.getResourceAsStream("openapi.yaml")) {
            document = new YAMLMapper()
                    .readTree(file)
                    .path("components")
                    .path("schemas")
                    .path(schema);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Set<String> there = new TreeSet<>(body.propertyNames());
        document.path("required")
                .forEach(needed -> assertTrue(there.contains(needed.asString()), needed + " in " + body));
        there.removeAll(document.path("properties").propertyNames());
        assertEquals(Set.of(), there, "not in the document");
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        return json(answer);
    }

    private static void refused(int status, String code, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(code, json(answer).path("code").asString());
        assertFalse(answer.body().contains("Exception"));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.read(answer.body(), JsonNode.class).orElseThrow();
    }

    private HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    private HttpResponse<String> post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                + ((ServerConnector) server.getConnectors()[0]).getLocalPort() + "/api/v1/" + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
