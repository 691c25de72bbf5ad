package org.zizhu.ui.part;

import javafx.scene.layout.Region;

/** A bar that fills. */
public final class Gauge extends Region {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 24;

    private final Region filled = new Region();
    private double share;

    public Gauge() {
        getStyleClass().add("gauge");
        filled.getStyleClass().add("gauge-filled");
        getChildren().add(filled);
        setPrefSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        setMinHeight(HEIGHT);
    }

    /** From 0 to 1. */
    public void set(double newShare) {
        share = Math.max(0, Math.min(1, newShare));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        // Never empty: a bar without a beginning doesn't look like one that fills.
        filled.resizeRelocate(0, 0, Math.max(HEIGHT, getWidth() * share), getHeight());
    }
}
