package org.zizhu.bench.unitpage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Debian's Chromium without a window, steered by the DevTools protocol: one page, in which scripts are evaluated. */
public final class Browser implements AutoCloseable {

    /** Its first start on a loaded machine takes some ten seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Process chromium;
    private final WebSocket socket;
    private final AtomicInteger number = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();

    public Browser(Path profile) throws IOException, InterruptedException {
        chromium = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-dev-shm-usage",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(
                        Files.createDirectories(profile).resolve("chromium.log").toFile())
                .start();
        Path port = profile.resolve("DevToolsActivePort");
        until(() -> lines(port).size() >= 2, "Chromium did not start");
        HttpClient client = HttpClient.newHttpClient();
        URI list = URI.create("http://127.0.0.1:" + lines(port).get(0) + "/json/list");
        JsonNode pages = JsonMapper.shared()
                .readTree(client.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
                        .body());
        socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(pages.get(0).get("webSocketDebuggerUrl").asString()), new Answers())
                .join();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    private final class Answers implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonNode message = JsonMapper.shared().readTree(text.toString());
                text.setLength(0);
                CompletableFuture<JsonNode> waiting =
                        message.has("id") ? asked.remove(message.get("id").asInt()) : null;
                if (waiting != null) {
                    waiting.complete(message);
                }
            }
            webSocket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    private JsonNode ask(String method, Map<String, ?> parameters) {
        int id = number.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText(
                        JsonMapper.shared()
                                .writeValueAsString(Map.of("id", id, "method", method, "params", parameters)),
                        true)
                .join();
        JsonNode message =
                answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (message.has("error")) {
            throw new AssertionError(method + ": " + message.get("error"));
        }
        return message.get("result");
    }

    /** A window of that size, in pixels. */
    public void size(int width, int height, boolean phone) {
        ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
    }

    /** Pages of an authority of our own, which no browser knows, are shown. */
    public void trustEverybody() {
        ask("Security.setIgnoreCertificateErrors", Map.of("ignore", true));
    }

    public void open(URI address) {
        open(address, address);
    }

    /** Opens an address that leads to another. */
    public void open(URI address, URI other) {
        ask("Page.navigate", Map.of("url", address.toString()));
        until(() -> evaluate("location.href + document.readyState").equals(other + "complete"), "no page " + other);
    }

    /** What an expression comes to, as text. */
    public String evaluate(String expression) {
        JsonNode result =
                ask("Runtime.evaluate", Map.of("expression", "String(" + expression + ")", "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
        }
        return result.get("result").get("value").asString();
    }

    /** Waits until an expression is true in the page. */
    public void until(String expression) {
        until(() -> evaluate(expression).equals("true"), expression);
    }

    /** Waits until something holds. */
    public static void until(BooleanSupplier holds, String what) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("in vain: " + what);
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    /** Clicks what a selector finds. */
    public void click(String selector) {
        evaluate("document.querySelector(\"" + selector + "\").click()");
    }

    /** Keeps a picture of the window. */
    public void picture(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(
                file,
                Base64.getDecoder()
                        .decode(ask("Page.captureScreenshot", Map.of("format", "png"))
                                .get("data")
                                .asString()));
    }

    @Override
    public void close() {
        socket.abort();
        chromium.destroyForcibly();
    }
}
