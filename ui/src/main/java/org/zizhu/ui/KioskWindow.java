package org.zizhu.ui;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Cursor;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.scene.transform.Scale;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.screen.Front;
import org.zizhu.kiosk.screen.View;
import org.zizhu.ui.frame.Frame;

/**
 * The kiosk's window. {@link #show} may be called from any thread and returns at once; where views come faster than they can be drawn, only
 * the latest is.
 */
public final class KioskWindow implements Front {
    /** The shorter side of the panel in design pixels. */
    private static final double SHORTER_SIDE = 1080;

    private final AtomicReference<@Nullable View> waiting = new AtomicReference<>();
    private final Frame frame;

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

    private void draw() {
        View view = waiting.getAndSet(null);
        if (view != null) {
            frame.draw(view);
        }
    }
}
