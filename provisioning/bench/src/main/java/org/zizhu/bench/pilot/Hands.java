package org.zizhu.bench.pilot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.geometry.Point2D;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Touches the kiosk's window by events of the display, and handles card and paper through the bench's panel. */
final class Hands {

    /** How long a finger rests on the glass. */
    private static final Duration TOUCH = Duration.ofMillis(60);

    /** The panel answers at once; a machine under heavy load may need a second. */
    private static final Duration PANEL_TIMEOUT = Duration.ofSeconds(10);

    private final Robot robot = Eyes.onWindowThread(Robot::new);
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI panel;

    Hands(URI panel) {
        this.panel = panel;
    }

    /**
     * Presses and releases at a place of the display.
     *
     * @return when the finger was lifted, in nanoseconds of {@link System#nanoTime}
     */
    long touch(Point2D where) {
        Eyes.onWindowThread(() -> {
            robot.mouseMove(where);
            robot.mousePress(MouseButton.PRIMARY);
            return true;
        });
        LockSupport.parkNanos(TOUCH.toNanos());
        return Eyes.onWindowThread(() -> {
            robot.mouseRelease(MouseButton.PRIMARY);
            return System.nanoTime();
        });
    }

    /** Does something to a thing on the table; whether the thing let it be done. */
    boolean handle(Deed.Handle deed) throws IOException, InterruptedException {
        HttpRequest request = request("/do/" + deed.gadget() + "/" + deed.button())
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(deed.argument())))
                .build();
        int status = http.send(request, BodyHandlers.discarding()).statusCode();
        if (status != 200 && status != 409) {
            throw new IOException("the panel answered " + status + " to " + deed.gadget() + "/" + deed.button());
        }
        return status == 200;
    }

    /** Has the citizen's phone show a new code, and holds it to the scanner. */
    void holdPhone(Deed.HoldPhone deed) throws IOException, InterruptedException {
        String id = idOf(deed.citizen());
        String code = onThePhone("code", Map.of("citizen", id, "kind", deed.kind(), "place", "ANYWHERE"), "text");
        var unused = handle(new Deed.Handle("scanner", "show", code));
    }

    /** The number on the water bills of the citizen's household. */
    String household(String citizen) throws IOException, InterruptedException {
        return onThePhone("household", Map.of("citizen", idOf(citizen)), "household");
    }

    private String onThePhone(String what, Map<String, String> wish, String part)
            throws IOException, InterruptedException {
        HttpResponse<String> shown = http.send(
                request("/phone/" + what)
                        .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(wish)))
                        .build(),
                BodyHandlers.ofString());
        if (shown.statusCode() != 200) {
            throw new IOException("the phone shows no " + what);
        }
        return JsonMapper.shared().readTree(shown.body()).get(part).asString();
    }

    /** The six digits of the newest text message. */
    String codeOnThePhone() throws IOException, InterruptedException {
        JsonNode facts =
                get("/state").path("gadgets").path("phones").path("face").path("facts");
        Matcher digits = Pattern.compile("验证码 ([0-9]{6})").matcher(facts.path(0).toString());
        if (!digits.find()) {
            throw new IOException("no code has come to the phone");
        }
        return digits.group(1);
    }

    /** Shuts each door of the locker that is open. */
    void shutDoors() throws IOException, InterruptedException {
        for (JsonNode button :
                get("/state").path("gadgets").path("locker").path("face").path("buttons")) {
            String id = button.path("id").asString("");
            if (id.startsWith("close-")) {
                var unused = handle(new Deed.Handle("locker", id, ""));
            }
        }
    }

    private String idOf(String citizen) throws IOException, InterruptedException {
        for (JsonNode known : get("/citizens")) {
            if (known.path("number").asString("").equals(citizen)) {
                return known.path("id").asString("");
            }
        }
        return citizen;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return JsonMapper.shared()
                .readTree(http.send(request(path).build(), BodyHandlers.ofString())
                        .body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(panel.resolve(path))
                .header("Content-Type", "application/json")
                .timeout(PANEL_TIMEOUT);
    }
}
