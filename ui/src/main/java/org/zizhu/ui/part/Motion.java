package org.zizhu.ui.part;

import javafx.animation.Animation;
import javafx.scene.Node;

/** Animations that run only while their node is in the window: a forgotten one would keep the processor awake for ever. */
public final class Motion {
    private Motion() {}

    public static void whileShown(Node node, Animation animation) {
        animation.setCycleCount(Animation.INDEFINITE);
        node.sceneProperty().addListener((scene, was, is) -> {
            if (is == null) {
                animation.stop();
            } else {
                animation.play();
            }
        });
    }
}
