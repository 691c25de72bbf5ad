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

/** A drawing of an outlet and of what comes out of it: a sheet, a receipt, a certificate, a card. */
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
        double paperWidth =
                switch (outlet) {
                    case "receipt" -> 130;
                    case "card" -> 250;
                    case "blank" -> 290;
                    default -> 236;
                };
        double paperHeight =
                switch (outlet) {
                    case "receipt" -> 250;
                    case "card" -> 158;
                    default -> 280;
                };
        Group sheet =
                switch (outlet) {
                    case "card" -> card(paperWidth, paperHeight);
                    case "blank" -> certificate(paperWidth, paperHeight);
                    default -> sheet(paperWidth, paperHeight, outlet.equals("receipt"));
                };
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

    /** Chip ahead, as it leaves the dispenser. */
    private static Group card(double width, double height) {
        double left = (WIDTH - width) / 2;
        return new Group(
                box(left, SLOT, width, height, 22, "card-plate"),
                box(left + 30, SLOT + 52, 52, 44, 12, "chip-plate"),
                box(left + 30, SLOT + 116, width - 110, 10, 10, "card-line"),
                box(left + 112, SLOT + 52, 108, 10, 10, "card-line"),
                box(left + 112, SLOT + 78, 74, 10, 10, "card-line"));
    }

    /** A frame, a heading, the seal, and the number that was printed on the blank. */
    private static Group certificate(double width, double height) {
        double left = (WIDTH - width) / 2;
        Circle seal = new Circle(left + width - 76, SLOT + height - 74, 32);
        seal.getStyleClass().add("paper-seal");
        return new Group(
                box(left, SLOT, width, height, 4, "paper-sheet"),
                box(left + 16, SLOT + 16, width - 32, height - 32, 4, "certificate-frame"),
                box(left + 75, SLOT + 48, width - 150, 16, 16, "certificate-heading"),
                box(left + 44, SLOT + 94, width - 88, 8, 8, "card-line"),
                box(left + 44, SLOT + 122, width - 88, 8, 8, "card-line"),
                box(left + 44, SLOT + 150, width - 130, 8, 8, "card-line"),
                box(left + 44, SLOT + height - 52, 84, 10, 10, "certificate-number"),
                seal);
    }

    private static Rectangle box(double x, double y, double width, double height, double arc, String style) {
        Rectangle rectangle = new Rectangle(x, y, width, height);
        rectangle.setArcWidth(arc);
        rectangle.setArcHeight(arc);
        rectangle.getStyleClass().add(style);
        return rectangle;
    }
}
