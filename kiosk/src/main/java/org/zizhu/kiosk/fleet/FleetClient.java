package org.zizhu.kiosk.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * HTTPS and WebSockets to the one fleet that the unit believes, with the unit's certificate if it has one; while a unit is set up, to the platform
 * in the same way. Thread-safe.
 */
final class FleetClient {

    /** A thousand kilometres and a busy fleet are within it. */
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

    /** A fleet that has no thread to spare says so after three seconds. */
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

    private static final String SUB_PROTOCOL = "zizhu.fleet.1";

    /**
     * What the fleet answered.
     *
     * @param code of a refusal; empty for none
     * @param retryAfterSeconds if the fleet said so
     */
    record Reply(int status, JsonNode body, String code, OptionalLong retryAfterSeconds) {}

    private final HttpClient client;
    private final String address;

    private FleetClient(HttpClient client, String address) {
        this.client = client;
        this.address = address;
    }

    /** For a unit that has no certificate yet. */
    static FleetClient bare(String address, Trust trust) throws GeneralSecurityException {
        return new FleetClient(client(new KeyManager[0], trust), address);
    }

    /** With the unit's certificate. */
    static FleetClient of(Identity identity, Supplier<Optional<Instant>> now) throws GeneralSecurityException {
        return new FleetClient(
                client(new KeyManager[] {new OwnKey(identity)}, Trust.in(identity.authority(), now)),
                identity.address());
    }

    private static HttpClient client(KeyManager[] keys, Trust trust) throws GeneralSecurityException {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys, new TrustManager[] {trust}, null);
        return HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_WITHIN)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Posts and waits for the answer.
     *
     * @throws IOException if there was none
     */
    Reply post(String path, Object body) throws IOException, InterruptedException {
        try {
            return postLater(path, body, ANSWER_WITHIN).get();
        } catch (ExecutionException e) {
            throw new IOException("no answer from the fleet", e.getCause());
        }
    }

    /** Something that was asked for, as it came. */
    record Got(int status, byte[] body, String code) {}

    /**
     * Gets something and waits for it.
     *
     * @throws IOException if there was no answer
     */
    Got get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://" + address + path))
                .timeout(ANSWER_WITHIN)
                .build();
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        String code = answer.statusCode() < 400
                ? ""
                : Wire.read(new String(answer.body(), StandardCharsets.UTF_8))
                        .map(body -> body.path("code").asString(""))
                        .orElse("");
        return new Got(answer.statusCode(), answer.body(), code);
    }

    /** The same without waiting; ends exceptionally if there was no answer. */
    CompletableFuture<Reply> postLater(String path, Object body, Duration within) {
        return postLater(path, "application/json", HttpRequest.BodyPublishers.ofString(Wire.write(body)), within);
    }

    /** The same for something that is no JSON. */
    CompletableFuture<Reply> postLater(String path, String mediaType, byte[] content, Duration within) {
        return postLater(path, mediaType, HttpRequest.BodyPublishers.ofByteArray(content), within);
    }

    private CompletableFuture<Reply> postLater(
            String path, String mediaType, HttpRequest.BodyPublisher body, Duration within) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://" + address + path))
                .timeout(within)
                .header("Content-Type", mediaType)
                .POST(body)
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(FleetClient::reply);
    }

    private static Reply reply(HttpResponse<?> answer) {
        String text = answer.body() instanceof String said && said.length() <= Wire.MOST_BYTES ? said : "";
        JsonNode body = Wire.read(text).orElse(MissingNode.getInstance());
        return new Reply(
                answer.statusCode(),
                body,
                body.path("code").asString(""),
                answer.headers().firstValue("Retry-After").stream()
                        .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                        .mapToLong(Long::parseLong)
                        .findFirst());
    }

    /** The fleet would not have the unit on a WebSocket. */
    static final class NotOpened extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Optional<Reply> reply;

        NotOpened(String why, Optional<Reply> reply) {
            super(why, null, false, false);
            this.reply = reply;
        }

        /** Empty if the fleet was not reached, or somebody between answered who is no fleet. */
        Optional<Reply> reply() {
            return reply;
        }
    }

    /**
     * Opens a WebSocket.
     *
     * @param heard told of what comes, from any thread, one at a time
     */
    Line open(Consumer<Line.Heard> heard) throws NotOpened, InterruptedException {
        SocketLine line = new SocketLine(heard);
        CompletableFuture<WebSocket> opening = client.newWebSocketBuilder()
                .subprotocols(SUB_PROTOCOL)
                .connectTimeout(CONNECT_WITHIN)
                .buildAsync(URI.create("wss://" + address + "/unit/v1/link"), line);
        try {
            line.opened(opening.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS));
            return line;
        } catch (TimeoutException e) {
            // One that opens after all is not wanted any more.
            var unused = opening.thenAccept(WebSocket::abort);
            throw new NotOpened("no answer", Optional.empty());
        } catch (ExecutionException | CompletionException e) {
            throw new NotOpened(
                    String.valueOf(e.getCause()),
                    e.getCause() instanceof WebSocketHandshakeException refused && refused.getResponse() != null
                            ? Optional.of(reply(refused.getResponse()))
                            : Optional.empty());
        }
    }
}
