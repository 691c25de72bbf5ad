package org.zizhu.ui;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Cursor;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.layout.Pane;
import javafx.scene.transform.Scale;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.kiosk.screen.Front;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.View;
import org.zizhu.ui.frame.Frame;

/**
 * The kiosk's window. {@link #show} may be called from any thread and returns at once; where views come faster than they can be drawn, only
 * the latest is.
 */
public final class KioskWindow implements Front {
    /** What the log says, once, when the first screen is on the display. */
    public static final String FIRST_SCREEN = "first screen shown";

    private static final Logger log = LoggerFactory.getLogger(KioskWindow.class);

    /** A pulse of JavaFX ends when what the one before has drawn is painted; the next one finds it on the display. */
    private static final int PULSES_UNTIL_SHOWN = 3;

    /** The shorter side of the panel in design pixels. */
    private static final double SHORTER_SIDE = 1080;

    private final AtomicReference<@Nullable View> waiting = new AtomicReference<>();
    private final Frame frame;
    /** What the window shows; touched on the JavaFX thread only. */
    private @Nullable View drawn;

    private boolean begun;

    /**
     * Opens the window. On the JavaFX thread.
     *
     * @param place where on the screen, in the screen's pixels
     */
    public KioskWindow(Stage stage, Rectangle2D place, Listener listener, InstantSource clock) {
        double scale = Math.min(place.getWidth(), place.getHeight()) / SHORTER_SIDE;
        double width = place.getWidth() / scale;
        double height = place.getHeight() / scale;
        frame = new Frame(width, height, listener, clock);
        frame.resizeRelocate(0, 0, width, height);
        frame.setManaged(false);
        frame.getTransforms().add(new Scale(scale, scale));
        Scene scene = new Scene(new Pane(frame), place.getWidth(), place.getHeight());
        if (System.getProperty("zizhu.pointer", "").equals("none")) {
            scene.setCursor(Cursor.NONE);
        }
        stage.initStyle(StageStyle.UNDECORATED);
        stage.setX(place.getMinX());
        stage.setY(place.getMinY());
        stage.setScene(scene);
        stage.show();
    }

    @Override
    public void show(View view) {
        if (waiting.getAndSet(view) == null) {
            Platform.runLater(this::draw);
        }
    }

    @Override
    public CompletableFuture<Optional<byte[]>> picture() {
        CompletableFuture<Optional<Image>> seen = new CompletableFuture<>();
        // On the thread that draws: what is judged is what is in the picture.
        Platform.runLater(() ->
                seen.complete(nobodyIsServed() ? Optional.of(frame.getScene().snapshot(null)) : Optional.empty()));
        return seen.thenApplyAsync(image -> image.map(Picture::png));
    }

    private boolean nobodyIsServed() {
        return waiting.get() == null
                && drawn != null
                && (drawn.screen() instanceof Screen.Attract || drawn.screen() instanceof Screen.OutOfService);
    }

    private void draw() {
        View view = waiting.getAndSet(null);
        if (view != null) {
            frame.draw(view);
            drawn = view;
            if (!begun) {
                begun = true;
                tellWhenShown();
            }
        }
    }

    private static void tellWhenShown() {
        new AnimationTimer() {
            private int pulses;

            @Override
            public void handle(long now) {
                pulses++;
                if (pulses == PULSES_UNTIL_SHOWN) {
                    stop();
                    log.info(FIRST_SCREEN);
                }
            }
        }.start();
    }
}
