package org.zizhu.bench.pilot;

import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;

/**
 * Sees the kiosk's window: which screen it shows and what can be touched there, looked at on every frame, and pictures of
 * it as they are on the display. Made on the JavaFX thread; asked from any other.
 */
final class Eyes {

    /** What the views' root nodes are called by: this, then the screen's id. */
    private static final String SCREEN_PREFIX = "screen-";

    /** A glance with the moment of its first frame, for measuring. */
    record Glance(Sight sight, long sinceNanos) {}

    private final Stage stage;
    private final Robot robot = new Robot();
    private volatile long nameSinceNanos;
    private volatile Glance glance = new Glance(Sight.NOTHING, System.nanoTime());

    Eyes(Stage stage) {
        this.stage = stage;
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                look();
            }
        }.start();
    }

    Glance glance() {
        return glance;
    }

    /** When the header began to say who is signed in; 0 while nobody is. */
    long nameSinceNanos() {
        return nameSinceNanos;
    }

    private void look() {
        Set<String> touchable = new HashSet<>();
        Node[] screen = new Node[1];
        gather(stage.getScene().getRoot(), touchable, screen);
        Sight seen = screen[0] == null
                ? Sight.NOTHING
                : new Sight(
                        screen[0].getId().substring(SCREEN_PREFIX.length()),
                        Set.copyOf(touchable),
                        System.identityHashCode(screen[0]));
        long now = System.nanoTime();
        if (!seen.equals(glance.sight())) {
            glance = new Glance(seen, now);
        }
        // The button that ends the visit stands beside the masked name, and only there.
        if (!seen.offers("end-visit")) {
            nameSinceNanos = 0;
        } else if (nameSinceNanos == 0) {
            nameSinceNanos = now;
        }
    }

    /** What leaves the stage during a change of screens lies below what comes: the last one found counts. */
    private static void gather(Node node, Set<String> touchable, Node[] screen) {
        if (!node.isVisible() || node.isDisabled() || node.isMouseTransparent()) {
            return;
        }
        String id = node.getId();
        if (id != null && id.startsWith(SCREEN_PREFIX)) {
            screen[0] = node;
        } else if (id != null) {
            touchable.add(id);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> gather(child, touchable, screen));
        }
    }

    /** Where on the display the middle of a node is. */
    Optional<Point2D> middleOf(String id) {
        return onWindowThread(() -> {
            Node node = stage.getScene().lookup("#" + id);
            if (node == null) {
                return Optional.empty();
            }
            Bounds bounds = node.localToScreen(node.getBoundsInLocal());
            return Optional.of(new Point2D(bounds.getCenterX(), bounds.getCenterY()));
        });
    }

    /** The window as it is on the display. */
    BufferedImage picture() {
        return opaque(onWindowThread(
                () -> robot.getScreenCapture(null, stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight())));
    }

    /** The window as it is about to be drawn, for screens that pass before the display has them. */
    BufferedImage scene() {
        return opaque(onWindowThread(() -> stage.getScene().snapshot(null)));
    }

    private static BufferedImage opaque(WritableImage seen) {
        int width = (int) seen.getWidth();
        int height = (int) seen.getHeight();
        int[] pixels = new int[width * height];
        seen.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, width, height, pixels, 0, width);
        return picture;
    }

    /** Runs it on the JavaFX thread and waits for its value. */
    static <T> T onWindowThread(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking at the window", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
