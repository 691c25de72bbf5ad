package org.zizhu.ui.part;

import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.scene.Group;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;

/** A drawing of the printer and the paper that comes out of it. */
public final class Paper {
    private static final double WIDTH = 420;
    private static final double HEIGHT = 400;
    private static final double SLOT = 96;

    private Paper() {}

    /** It is on its way. */
    public static Pane coming(String outlet) {
        return drawing(outlet, true);
    }

    /** It lies there and wants to be taken. */
    public static Pane lying(String outlet) {
        return drawing(outlet, false);
    }

    private static Pane drawing(String outlet, boolean coming) {
        boolean receipt = outlet.equals("receipt");
        double paperWidth = receipt ? 130 : 236;
        double paperHeight = receipt ? 250 : 280;
        Group sheet = sheet(paperWidth, paperHeight, receipt);
        // The paper comes out from behind the slot: the clip ends there, so that what is still inside isn't seen.
        Group clipped = new Group(sheet);
        clipped.setClip(new Rectangle(0, SLOT, WIDTH, HEIGHT - SLOT));
        Group drawing = new Group(box(0, 0, WIDTH, HEIGHT, 0, "drawing-room"), printer(), clipped, lip(paperWidth));
        StackPane picture = new StackPane(drawing);
        picture.setMinSize(WIDTH, HEIGHT);
        picture.setMaxSize(WIDTH, HEIGHT);
        Timeline timeline = coming
                ? new Timeline(
                        new KeyFrame(Duration.ZERO, new KeyValue(sheet.translateYProperty(), -paperHeight)),
                        new KeyFrame(
                                Duration.seconds(1.8),
                                new KeyValue(sheet.translateYProperty(), 0, Interpolator.EASE_OUT)),
                        new KeyFrame(Duration.seconds(2.4), new KeyValue(sheet.translateYProperty(), 0)))
                : new Timeline(
                        new KeyFrame(Duration.ZERO, new KeyValue(sheet.translateYProperty(), -24)),
                        new KeyFrame(
                                Duration.seconds(0.8),
                                new KeyValue(sheet.translateYProperty(), 0, Interpolator.EASE_BOTH)),
                        new KeyFrame(
                                Duration.seconds(1.6),
                                new KeyValue(sheet.translateYProperty(), -24, Interpolator.EASE_BOTH)));
        Motion.whileShown(picture, timeline);
        return picture;
    }

    private static Group printer() {
        Circle light = new Circle(WIDTH - 70, 46, 9);
        light.getStyleClass().add("printer-light");
        return new Group(box(20, 0, WIDTH - 40, 120, 36, "reader-base"), light);
    }

    private static Rectangle lip(double paperWidth) {
        return box((WIDTH - paperWidth) / 2 - 24, SLOT - 8, paperWidth + 48, 14, 14, "printer-slot");
    }

    private static Group sheet(double width, double height, boolean receipt) {
        double left = (WIDTH - width) / 2;
        Group sheet = new Group(box(left, SLOT, width, height, 4, "paper-sheet"));
        int lines = receipt ? 7 : 6;
        for (int i = 0; i < lines; i++) {
            double length = (width - 56) * (i % 3 == 2 ? 0.6 : 1);
            sheet.getChildren().add(box(left + 28, SLOT + 40 + i * 28, length, 8, 8, "card-line"));
        }
        if (!receipt) {
            Circle seal = new Circle(left + width - 62, SLOT + height - 62, 32);
            seal.getStyleClass().add("paper-seal");
            sheet.getChildren().add(seal);
        }
        return sheet;
    }

    private static Rectangle box(double x, double y, double width, double height, double arc, String style) {
        Rectangle rectangle = new Rectangle(x, y, width, height);
        rectangle.setArcWidth(arc);
        rectangle.setArcHeight(arc);
        rectangle.getStyleClass().add(style);
        return rectangle;
    }
}
