package org.zizhu.ui.frame;

import javafx.animation.Animation;
import javafx.animation.Interpolator;
import javafx.animation.PauseTransition;
import javafx.animation.TranslateTransition;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/** A touch was taken and nothing new has come yet: a segment runs along under the header until it does. */
final class BusyLine extends Pane {
    /** Shorter than that nobody takes for waiting; longer and people touch again. */
    private static final Duration PATIENCE = Duration.millis(500);

    private static final double SEGMENT = 240;

    private final PauseTransition patience = new PauseTransition(PATIENCE);
    private final TranslateTransition run;

    BusyLine(double width) {
        Region segment = new Region();
        segment.getStyleClass().add("busy-segment");
        segment.setPrefSize(SEGMENT, 8);
        getChildren().add(segment);
        setMinHeight(8);
        setMaxHeight(8);
        setVisible(false);
        run = new TranslateTransition(Duration.seconds(1.4), segment);
        run.setFromX(0);
        run.setToX(width - SEGMENT);
        run.setAutoReverse(true);
        run.setInterpolator(Interpolator.EASE_BOTH);
        run.setCycleCount(Animation.INDEFINITE);
        patience.setOnFinished(e -> {
            setVisible(true);
            run.play();
        });
    }

    void begin() {
        patience.playFromStart();
    }

    void end() {
        patience.stop();
        run.stop();
        setVisible(false);
    }
}
