package org.zizhu.bench.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.kiosk.screen.Text;

class PanelTest {

    private final Lamp lamp = new Lamp();
    private final HttpClient client = HttpClient.newHttpClient();
    private Panel panel;
    private URI address;

    /** The simplest thing on a table. */
    private static final class Lamp implements Gadget {
        private volatile boolean lit;
        private volatile String argument = "";

        @Override
        public String id() {
            return "lamp";
        }

        @Override
        public Face face() {
            return new Face(
                    Text.of("台灯", "Lamp"),
                    lit ? Mood.WELL : Mood.DOWN,
                    lit ? Text.of("亮着", "lit") : Text.of("灭了", "dark"),
                    List.of(new Fact(Text.of("功率", "power"), "40 W")),
                    List.of(Button.serve("light", "开灯", "light", !lit), Button.harm("break", "打碎", "break", true)));
        }

        @Override
        public Outcome press(String button, String argument) {
            this.argument = argument;
            if (!button.equals("light")) {
                return Outcome.unknown(button);
            }
            if (lit) {
                return Outcome.refused("已经亮着", "it is lit already");
            }
            lit = true;
            return Outcome.done("开了灯", "lit it");
        }
    }

    /** Nobody has one. */
    private static final class NoPhone implements Phone {
        @Override
        public List<Kind> kinds() {
            return List.of(new Kind("CITY", Text.of("城市码", "City code"), Text.of("由平台核验", "by the platform"), 60));
        }

        @Override
        public Optional<Code> code(String citizen, String kind, Place place) {
            return Optional.empty();
        }

        @Override
        public Optional<String> household(String citizen) {
            return Optional.empty();
        }

        @Override
        public boolean revoke(String text) {
            return false;
        }

        @Override
        public void revokeKey() {
            throw new AssertionError("nobody asked for that");
        }
    }

    @BeforeEach
    void start() throws Exception {
        panel = new Panel(
                0,
                List.of(lamp),
                List.of(new Citizen("certificate", "430102184903070016", "张·测试", "长沙市芙蓉区", List.of("two-pages"))),
                new NoPhone(),
                URI.create("http://127.0.0.1:1/devices"),
                Map.of(),
                InstantSource.fixed(Instant.parse("2026-01-01T15:00:00Z")));
        address = panel.start();
    }

    @AfterEach
    void stop() {
        panel.close();
    }

    @Test
    void pressedButton_doesIt_andTheDiarySaysSo() throws Exception {
        HttpResponse<String> answer = post("/do/lamp/light", "application/json", "\"bright\"");

        assertEquals(200, answer.statusCode());
        assertTrue(lamp.lit);
        assertEquals("bright", lamp.argument);
        String state = get("/state").body();
        assertTrue(state.contains("\"en\":\"lit it\""), state);
        assertTrue(state.contains("\"mood\":\"WELL\""), state);
    }

    @Test
    void whatCannotBeDoneNow_isRefusedWithItsReason() throws Exception {
        post("/do/lamp/light", "application/json", "");

        HttpResponse<String> again = post("/do/lamp/light", "application/json", "");

        assertEquals(409, again.statusCode());
        assertTrue(again.body().contains("it is lit already"));
    }

    @Test
    void anotherSitesForm_changesNothing() throws Exception {
        assertEquals(
                403,
                post("/do/lamp/light", "application/x-www-form-urlencoded", "").statusCode());
        assertEquals(403, post("/do/lamp/light", "text/plain", "\"\"").statusCode());
        HttpResponse<String> foreignOrigin = client.send(
                HttpRequest.newBuilder(address.resolve("/do/lamp/light"))
                        .header("Content-Type", "application/json")
                        .header("Origin", "http://elsewhere.example")
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertEquals(403, foreignOrigin.statusCode());
        assertEquals(404, get("/do/lamp/light").statusCode());
        assertFalse(lamp.lit);
    }

    @Test
    void nonsense_isAnsweredAsSuch() throws Exception {
        assertEquals(404, post("/do/toaster/light", "application/json", "").statusCode());
        assertEquals(404, post("/do/lamp", "application/json", "").statusCode());
        assertEquals(
                400, post("/do/lamp/light", "application/json", "{\"a\":1}").statusCode());
        assertEquals(
                400,
                post("/do/lamp/light", "application/json", "x".repeat(5000)).statusCode());
        assertEquals(409, post("/do/lamp/fly", "application/json", "").statusCode());
        assertEquals(404, get("/paper/lamp/bulb.png").statusCode());
        assertFalse(lamp.lit);
    }

    @Test
    void aPhoneWithNothingToShow_saysSo_andNonsenseIsAnsweredAsSuch() throws Exception {
        String wish = "{\"citizen\": \"certificate\", \"kind\": \"CITY\", \"place\": \"ANYWHERE\"}";
        assertEquals(404, post("/phone/code", "application/json", wish).statusCode());
        assertEquals(403, post("/phone/code", "text/plain", wish).statusCode());
        assertEquals(
                400,
                post("/phone/code", "application/json", wish.replace("ANYWHERE", "MARS"))
                        .statusCode());
        assertEquals(400, post("/phone/code", "application/json", "{}").statusCode());
        assertEquals(400, post("/phone/revoke", "application/json", "[").statusCode());
        assertEquals(404, post("/phone/fly", "application/json", "{}").statusCode());
    }

    @Test
    void browser_showsTheTableAndTheCitizens(@TempDir Path profile) throws Exception {
        String page = Chromium.page(address, profile);

        assertTrue(page.contains("灭了"), page);
        assertTrue(page.contains("张·测试"), page);
        assertTrue(page.contains("40 W"), page);
        assertFalse(page.contains("id=\"lost\" role=\"alert\">"), "the page says that the bench does not answer");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** Debian's Chromium without a window. */
    private static final class Chromium {

        /** Its first start on a loaded machine takes some ten seconds. */
        private static final long PATIENCE_SECONDS = 60;

        /** The page as it stands after its script has run for two seconds of its own time. */
        static String page(URI address, Path profile) throws IOException, InterruptedException {
            Path page = profile.resolve("page.html");
            Process chromium = new ProcessBuilder(
                            "chromium",
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--user-data-dir=" + profile.resolve("profile"),
                            "--virtual-time-budget=2000",
                            "--dump-dom",
                            address.toString())
                    .redirectOutput(page.toFile())
                    .redirectError(profile.resolve("chromium.log").toFile())
                    .start();
            try {
                assertTrue(chromium.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "Chromium did not finish");
                return Files.readString(page);
            } finally {
                chromium.destroyForcibly();
            }
        }
    }
}
