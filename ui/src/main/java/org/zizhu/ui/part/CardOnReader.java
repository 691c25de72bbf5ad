package org.zizhu.ui.part;

import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.zizhu.kiosk.screen.Screen.CardPhase;
import org.zizhu.ui.look.Icons;

/** A drawing of the reader and a card that comes down on it, lies there, or is to be lifted. */
public final class CardOnReader extends StackPane {
    public CardOnReader(CardPhase phase) {
        Group card = card();
        Group drawing = new Group(box(0, 0, 460, 420, "drawing-room"), reader(), card);
        getChildren().add(drawing);
        setMinSize(460, 420);
        setMaxSize(460, 420);
        switch (phase) {
            case WAITING -> move(card, 0, 118);
            case READING -> card.setTranslateY(118);
            case LIFT -> move(card, 118, 0);
        }
    }

    private void move(Node card, double from, double to) {
        card.setTranslateY(from);
        Timeline timeline = new Timeline(
                new KeyFrame(Duration.ZERO, new KeyValue(card.translateYProperty(), from)),
                new KeyFrame(Duration.seconds(0.5), new KeyValue(card.translateYProperty(), from)),
                new KeyFrame(
                        Duration.seconds(1.3), new KeyValue(card.translateYProperty(), to, Interpolator.EASE_BOTH)),
                new KeyFrame(Duration.seconds(2.4), new KeyValue(card.translateYProperty(), to)));
        Motion.whileShown(this, timeline);
    }

    private static Group card() {
        Rectangle plate = box(90, 10, 280, 176, "card-plate");
        round(plate, 20);
        Rectangle photo = box(270, 40, 76, 96, "card-photo");
        round(photo, 8);
        Circle head = new Circle(308, 74, 17);
        head.getStyleClass().add("card-face");
        Rectangle shoulders = box(282, 98, 52, 38, "card-face");
        round(shoulders, 36);
        Group card = new Group(plate, photo, head, shoulders);
        double[] widths = {120, 90, 140, 100};
        for (int i = 0; i < widths.length; i++) {
            Rectangle line = box(114, 46 + i * 26, widths[i], 10, "card-line");
            round(line, 10);
            card.getChildren().add(line);
        }
        return card;
    }

    private static Group reader() {
        Rectangle base = box(20, 268, 420, 132, "reader-base");
        round(base, 36);
        Rectangle field = box(64, 288, 332, 92, "reader-field");
        round(field, 20);
        Node waves = Icons.of(MaterialDesignC.CONTACTLESS_PAYMENT, 64);
        waves.setTranslateX(198);
        waves.setTranslateY(356);
        waves.getStyleClass().add("reader-waves");
        return new Group(base, field, waves);
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
