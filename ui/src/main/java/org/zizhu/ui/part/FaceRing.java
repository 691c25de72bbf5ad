package org.zizhu.ui.part;

import javafx.scene.Group;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Arc;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.Circle;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.zizhu.kiosk.screen.Screen.FacePose;
import org.zizhu.ui.look.Icons;

/** A head in a ring that fills as good pictures are taken, and an arrow to the side to turn to, as in a mirror. */
public final class FaceRing extends StackPane {
    private static final double SIZE = 420;
    private static final double RADIUS = 190;

    private final Arc filled = new Arc(SIZE / 2, SIZE / 2, RADIUS, RADIUS, 90, 0);
    private final FontIcon head = Icons.of(MaterialDesignF.FACE_MAN_OUTLINE, 220);
    private final FontIcon left = Icons.of(MaterialDesignA.ARROW_LEFT_BOLD, 120);
    private final FontIcon right = Icons.of(MaterialDesignA.ARROW_RIGHT_BOLD, 120);

    public FaceRing() {
        Circle track = new Circle(RADIUS);
        track.getStyleClass().add("face-track");
        filled.setType(ArcType.OPEN);
        filled.getStyleClass().add("face-filled");
        StackPane arc = new StackPane(new Group(room(), filled));
        left.setTranslateX(-RADIUS / 2);
        right.setTranslateX(RADIUS / 2);
        getChildren().addAll(track, arc, head, left, right);
        setMinSize(SIZE, SIZE);
        setMaxSize(SIZE, SIZE);
    }

    /** Keeps the arc in the middle, however much of it is drawn. */
    private static Circle room() {
        Circle room = new Circle(SIZE / 2, SIZE / 2, RADIUS);
        room.getStyleClass().add("drawing-room");
        return room;
    }

    /**
     * Shows how far it is.
     *
     * @param pose as the citizen should hold the head
     */
    public void show(FacePose pose, int good, int of) {
        filled.setLength(of == 0 ? 0 : -360.0 * good / of);
        left.setVisible(pose == FacePose.LEFT);
        right.setVisible(pose == FacePose.RIGHT);
        double away = pose == FacePose.LEFT ? RADIUS / 3 : pose == FacePose.RIGHT ? -RADIUS / 3 : 0;
        head.setTranslateX(away);
    }
}
