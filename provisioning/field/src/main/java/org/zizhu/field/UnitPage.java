package org.zizhu.field;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pages that a running unit has for its own machine. */
final class UnitPage {

    /** It is this machine; a unit under load takes a second. */
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(WITHIN).build();
    private final int port;

    UnitPage(int port) {
        this.port = port;
    }

    /** @throws IOException if no unit answers there */
    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = send(request(path));
        if (response.statusCode() != 200) {
            throw noAnswer(new IOException("HTTP " + response.statusCode()));
        }
        return json(response);
    }

    /**
     * Asks for a deed.
     *
     * @return why it is not done now, as a keyword; empty when it has begun
     * @throws IOException if no unit answers there
     */
    Optional<String> post(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        return response.statusCode() == 202
                ? Optional.empty()
                : Optional.of(json(response).path("error").asString("http-" + response.statusCode()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(WITHIN);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw noAnswer(e);
        }
    }

    private JsonNode json(HttpResponse<String> response) throws IOException {
        try {
            return JsonMapper.shared().readTree(response.body());
        } catch (JacksonException e) {
            throw noAnswer(e);
        }
    }

    private IOException noAnswer(Exception cause) {
        return new IOException("终端没有应答 / no unit answers on port " + port, cause);
    }
}
