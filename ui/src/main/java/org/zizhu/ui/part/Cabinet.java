package org.zizhu.ui.part;

import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;

/** A drawing of the locker with one door marked by its number, shut or standing open. Which place that door has in the real one is left to the numbers on it. */
public final class Cabinet {
    private static final double WIDTH = 460;
    private static final double HEIGHT = 420;
    private static final int COLUMNS = 3;
    private static final int ROWS = 3;
    private static final double CELL_WIDTH = 124;
    private static final double CELL_HEIGHT = 112;
    private static final double EDGE = 24;

    private Cabinet() {}

    public static Pane of(int box, boolean open) {
        Group drawing =
                new Group(box(0, 0, WIDTH, HEIGHT, 0, "drawing-room"), box(20, 0, 420, HEIGHT, 36, "reader-base"));
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                if (row != 1 || column != 1) {
                    door(drawing, left(column), top(row));
                }
            }
        }
        StackPane picture = new StackPane(drawing);
        marked(drawing, picture, box, open);
        picture.setMinSize(WIDTH, HEIGHT);
        picture.setMaxSize(WIDTH, HEIGHT);
        return picture;
    }

    private static void door(Group drawing, double left, double top) {
        Circle lock = new Circle(left + CELL_WIDTH - 22, top + CELL_HEIGHT / 2, 6);
        lock.getStyleClass().add("locker-lock");
        drawing.getChildren().addAll(box(left, top, CELL_WIDTH, CELL_HEIGHT, 14, "locker-door"), lock);
    }

    /** The one in the middle: a shut door that breathes, or a dark box with its door swung out to the left. */
    private static void marked(Group drawing, Pane picture, int box, boolean open) {
        double left = left(1);
        double top = top(1);
        if (open) {
            Polygon door = new Polygon(
                    left, top, left - 78, top - 22, left - 78, top + CELL_HEIGHT + 22, left, top + CELL_HEIGHT);
            door.getStyleClass().add("locker-open-door");
            drawing.getChildren().addAll(box(left, top, CELL_WIDTH, CELL_HEIGHT, 8, "locker-inside"), door);
        } else {
            drawing.getChildren().add(box(left, top, CELL_WIDTH, CELL_HEIGHT, 14, "locker-marked"));
        }
        Label number = Lettering.TITLE.centred(String.valueOf(box));
        number.getStyleClass().add(open ? "locker-number-inside" : "locker-number");
        StackPane plate = new StackPane(number);
        plate.setMinSize(CELL_WIDTH, CELL_HEIGHT);
        plate.setMaxSize(CELL_WIDTH, CELL_HEIGHT);
        plate.relocate(left, top);
        Rectangle ring = box(left - 7, top - 7, CELL_WIDTH + 14, CELL_HEIGHT + 14, 24, "locker-ring");
        drawing.getChildren().addAll(ring, plate);
        Timeline breath = new Timeline(
                new KeyFrame(Duration.ZERO, new KeyValue(ring.opacityProperty(), 1)),
                new KeyFrame(Duration.seconds(0.8), new KeyValue(ring.opacityProperty(), 0.25, Interpolator.EASE_BOTH)),
                new KeyFrame(Duration.seconds(1.6), new KeyValue(ring.opacityProperty(), 1, Interpolator.EASE_BOTH)));
        Motion.whileShown(picture, breath);
    }

    private static double left(int column) {
        return 20 + EDGE + column * CELL_WIDTH;
    }

    private static double top(int row) {
        return (HEIGHT - ROWS * CELL_HEIGHT - (ROWS - 1) * 10) / 2 + row * (CELL_HEIGHT + 10);
    }

    private static Rectangle box(double x, double y, double width, double height, double arc, String style) {
        Rectangle rectangle = new Rectangle(x, y, width, height);
        rectangle.setArcWidth(arc);
        rectangle.setArcHeight(arc);
        rectangle.getStyleClass().add(style);
        return rectangle;
    }
}
