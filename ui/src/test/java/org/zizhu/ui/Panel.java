package org.zizhu.ui;

import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.WritableImage;
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
