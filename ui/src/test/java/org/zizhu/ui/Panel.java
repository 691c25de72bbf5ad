package org.zizhu.ui;

import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.View;
import org.zizhu.ui.frame.Frame;
import org.zizhu.ui.look.Fonts;

/** A panel without a display (Monocle), on which tests draw views and touch them. */
final class Panel {
    static final InstantSource CLOCK = InstantSource.fixed(
            ZonedDateTime.of(2026, 11, 21, 20, 46, 0, 0, ZoneId.systemDefault()).toInstant());

    private static boolean started;

    /** Not in a static initialiser: JavaFX's thread would wait for this class, and this class for it. */
    private static synchronized void start() {
        if (started) {
            return;
        }
        started = true;
        System.setProperty("glass.platform", "Monocle");
        System.setProperty("monocle.platform", "Headless");
        System.setProperty("headless.geometry", "1920x1920-32");
        System.setProperty("prism.order", "sw");
        System.setProperty("prism.lcdtext", "false");
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Platform.startup(() -> {
            Platform.setImplicitExit(false);
            Fonts.load();
            ready.complete(null);
        });
        ready.join();
    }

    /** What came back: the number and the action. */
    record Acted(long number, Action action) {}

    final List<Acted> acted = new CopyOnWriteArrayList<>();
    final Stage stage;
    final KioskWindow window;
    final Frame frame;

    Panel(boolean landscape) {
        this(landscape ? new Rectangle2D(0, 0, 1920, 1080) : new Rectangle2D(0, 0, 1080, 1920));
    }

    Panel(Rectangle2D place) {
        start();
        stage = on(Stage::new);
        window = on(
                () -> new KioskWindow(stage, place, (number, action) -> acted.add(new Acted(number, action)), CLOCK));
        frame = on(() ->
                (Frame) stage.getScene().getRoot().getChildrenUnmodifiable().get(0));
    }

    /** Shows a view and waits until it is laid out. */
    void show(View view) {
        window.show(view);
        settle();
    }

    void settle() {
        on(() -> {
            frame.applyCss();
            frame.layout();
            frame.layout();
            return null;
        });
    }

    /** A finger that goes down and up at a place of the screen; the second of a double touch has {@code clicks} 2. */
    void press(Rectangle2D at, int clicks) {
        on(() -> {
            Node target = target(frame, at.getMinX(), at.getMinY());
            for (EventType<MouseEvent> type :
                    List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED, MouseEvent.MOUSE_CLICKED)) {
                Event.fireEvent(target, event(type, at, clicks));
            }
            return null;
        });
    }

    private static MouseEvent event(EventType<MouseEvent> type, Rectangle2D at, int clicks) {
        boolean down = type == MouseEvent.MOUSE_PRESSED;
        return new MouseEvent(
                type,
                at.getMinX(),
                at.getMinY(),
                at.getMinX(),
                at.getMinY(),
                MouseButton.PRIMARY,
                clicks,
                false,
                false,
                false,
                false,
                down,
                false,
                false,
                false,
                false,
                true,
                null);
    }

    /** Whatever lies on top at a place, as the window would find it. */
    private static Node target(Node node, double x, double y) {
        if (node instanceof Parent parent) {
            List<Node> children = parent.getChildrenUnmodifiable();
            for (int i = children.size() - 1; i >= 0; i--) {
                Node child = children.get(i);
                if (child.isVisible()
                        && child.localToScreen(child.getBoundsInLocal()).contains(x, y)) {
                    return target(child, x, y);
                }
            }
        }
        return node;
    }

    WritableImage picture() {
        return on(() -> stage.getScene().snapshot(null));
    }

    void close() {
        on(() -> {
            stage.close();
            return null;
        });
    }

    static <T> T on(Supplier<T> work) {
        if (Platform.isFxApplicationThread()) {
            return work.get();
        }
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(work.get());
            } catch (Throwable thrown) {
                done.completeExceptionally(thrown);
            }
        });
        return done.join();
    }
}
