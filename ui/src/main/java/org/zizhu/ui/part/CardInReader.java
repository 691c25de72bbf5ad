package org.zizhu.ui.part;

import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.scene.Group;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;
import org.zizhu.kiosk.screen.Screen.CardPhase;

/** A drawing of a chip card that goes into its reader, chip first, stays in it, or comes out. */
public final class CardInReader extends StackPane {
    private static final double OUTSIDE = 90;
    private static final double INSIDE = 0;

    public CardInReader(CardPhase phase) {
        Group card = card();
        Group drawing = new Group(box(0, 0, 460, 420, "drawing-room"), card, reader());
        getChildren().add(drawing);
        setMinSize(460, 420);
        setMaxSize(460, 420);
        switch (phase) {
            case WAITING -> move(card, OUTSIDE, INSIDE);
            case READING -> card.setTranslateY(INSIDE);
            case LIFT -> move(card, INSIDE, OUTSIDE);
        }
    }

    private void move(Group card, double from, double to) {
        card.setTranslateY(from);
        Timeline timeline = new Timeline(
                new KeyFrame(Duration.ZERO, new KeyValue(card.translateYProperty(), from)),
                new KeyFrame(Duration.seconds(0.5), new KeyValue(card.translateYProperty(), from)),
                new KeyFrame(
                        Duration.seconds(1.3), new KeyValue(card.translateYProperty(), to, Interpolator.EASE_BOTH)),
                new KeyFrame(Duration.seconds(2.4), new KeyValue(card.translateYProperty(), to)));
        Motion.whileShown(this, timeline);
    }

    /** Held upright, as it goes in: the chip ahead. */
    private static Group card() {
        Rectangle plate = box(142, 84, 176, 240, "card-plate");
        round(plate, 20);
        Rectangle chip = box(208, 112, 44, 52, "chip-plate");
        round(chip, 12);
        Group card = new Group(plate, chip);
        double[] heights = {60, 90, 74};
        for (int i = 0; i < heights.length; i++) {
            Rectangle line = box(176 + i * 42, 306 - heights[i], 10, heights[i] - 10, "card-line");
            round(line, 10);
            card.getChildren().add(line);
        }
        return card;
    }

    private static Group reader() {
        Rectangle base = box(20, 20, 420, 132, "reader-base");
        round(base, 36);
        Rectangle slot = box(112, 108, 236, 20, "printer-slot");
        round(slot, 16);
        Rectangle light = box(218, 60, 24, 24, "printer-light");
        round(light, 24);
        return new Group(base, slot, light);
    }

    private static void round(Rectangle rectangle, double arc) {
        rectangle.setArcWidth(arc);
        rectangle.setArcHeight(arc);
    }

    private static Rectangle box(double x, double y, double width, double height, String style) {
        Rectangle rectangle = new Rectangle(x, y, width, height);
        rectangle.getStyleClass().add(style);
        return rectangle;
    }
}
