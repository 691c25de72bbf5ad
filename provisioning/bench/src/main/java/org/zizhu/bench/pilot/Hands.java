package org.zizhu.bench.pilot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javafx.geometry.Point2D;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
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
        HttpRequest request = HttpRequest.newBuilder(panel.resolve("/do/" + deed.gadget() + "/" + deed.button()))
                .header("Content-Type", "application/json")
                .timeout(PANEL_TIMEOUT)
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(deed.argument())))
                .build();
        int status = http.send(request, BodyHandlers.discarding()).statusCode();
        if (status != 200 && status != 409) {
            throw new IOException("the panel answered " + status + " to " + deed.gadget() + "/" + deed.button());
        }
        return status == 200;
    }
}
