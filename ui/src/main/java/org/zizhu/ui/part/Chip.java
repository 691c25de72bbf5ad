package org.zizhu.ui.part;

import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/** A few words on a ground of their own: what this is for. */
public final class Chip {
    private Chip() {}

    public static HBox of(String words) {
        StackPane chip = new StackPane(Lettering.BODY.of(words));
        chip.getStyleClass().add("chip");
        HBox line = new HBox(chip);
        line.setAlignment(Pos.CENTER);
        return line;
    }
}
