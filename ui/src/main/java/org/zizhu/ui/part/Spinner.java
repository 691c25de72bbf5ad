package org.zizhu.ui.part;

import javafx.animation.Interpolator;
import javafx.animation.RotateTransition;
import javafx.scene.Group;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Arc;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.Circle;
import javafx.scene.shape.StrokeLineCap;
import javafx.util.Duration;

/** Something is going on. A quarter of a ring, going round: small, so that the software pipeline keeps up. */
public final class Spinner extends StackPane {
    public Spinner(double size) {
        double radius = size / 2 - size / 16;
        Circle ring = new Circle(radius);
        ring.getStyleClass().add("spinner-ring");
        ring.setStrokeWidth(size / 10);
        Arc arc = new Arc(0, 0, radius, radius, 0, 90);
        arc.setType(ArcType.OPEN);
        arc.setStrokeLineCap(StrokeLineCap.ROUND);
        arc.setStrokeWidth(size / 10);
        arc.getStyleClass().add("spinner-arc");
        // The ring in the group keeps the middle of the turn where it is.
        Group turning = new Group(ring, arc);
        getChildren().add(turning);
        setMinSize(size, size);
        setMaxSize(size, size);
        RotateTransition turn = new RotateTransition(Duration.seconds(1.2), turning);
        turn.setByAngle(360);
        turn.setInterpolator(Interpolator.LINEAR);
        Motion.whileShown(this, turn);
    }
}
