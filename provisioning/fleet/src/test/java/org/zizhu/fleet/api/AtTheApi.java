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
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.fleet.command.Command;
import org.zizhu.fleet.command.Commands;
import org.zizhu.fleet.configuration.Configurations;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.health.Rulebook;
import org.zizhu.fleet.health.Stage;
import org.zizhu.fleet.operator.ApiTokens;
import org.zizhu.fleet.operator.Operator;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.setup.Setups;
import org.zizhu.fleet.store.Store;
import org.zizhu.fleet.trust.FleetAuthority;
import org.zizhu.fleet.unit.Division;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A program of somebody else's, with a token, before the API of a centre whose time is moved by hand. */
abstract class AtTheApi {

    static final Division FURONG = new Division("430102");

    @TempDir
    Path folder;

    /** What units were told. */
    final List<Command> told = new ArrayList<>();

    private final HttpClient http = HttpClient.newHttpClient();
    Stage stage;
    Commands commands;
    Configurations configurations;
    private ApiTokens tokens;
    private Server server;
    /** What the program shows; nothing if empty. */
    String token = "";

    void open(Store store) {
        stage = new Stage(store, folder, Rulebook.builtIn());
        tokens = new ApiTokens(stage.database, stage.clock);
        commands = new Commands(stage.database, stage.clock, told::add);
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
                commands,
                configurations,
                stage.health(),
                new Setups(stage.database, stage.clock),
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

    String give(String name, Role role, Division division) {
        return tokens.give(
                        new Operator(ApiTokens.holder(name).orElseThrow(), role, division),
                        Duration.ofDays(30),
                        "admin")
                .orElseThrow();
    }

    /** No field that the document does not name, and each that it needs. */
    static void assertFields(String schema, JsonNode body) {
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

    static JsonNode is(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        return Json.read(answer.body(), JsonNode.class).orElseThrow();
    }

    static void refused(int status, String code, HttpResponse<String> answer) {
        assertEquals(code, is(status, answer).path("code").asString());
        assertFalse(answer.body().contains("Exception"));
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    HttpResponse<String> post(String path, String body) {
        return send("POST", path, body);
    }

    HttpResponse<String> send(String method, String path, String body) {
        return send(method, path, "application/json", body);
    }

    HttpResponse<String> send(String method, String path, String type, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                        + ((ServerConnector) server.getConnectors()[0]).getLocalPort() + "/api/v1/" + path))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
