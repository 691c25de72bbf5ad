package org.zizhu.ui.part;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.TextAlignment;

/** Words in one of five sizes. All of them wrap and none may be cut; their pixels are in the style sheets for usual and large type. */
public enum Lettering {
    /** The smallest there is: 28 px, in large type 36. */
    CAPTION,
    BODY,
    LEAD,
    TITLE,
    DISPLAY;

    public Label of(String words) {
        Label label = new Label(words);
        label.getStyleClass().add("type-" + name().toLowerCase(java.util.Locale.ROOT));
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** The same, in a softer colour. */
    public Label soft(String words) {
        Label label = of(words);
        label.getStyleClass().add("soft");
        return label;
    }

    /** The same, in the middle of its place. */
    public Label centred(String words) {
        Label label = of(words);
        label.setTextAlignment(TextAlignment.CENTER);
        label.setAlignment(javafx.geometry.Pos.CENTER);
        return label;
    }
}
