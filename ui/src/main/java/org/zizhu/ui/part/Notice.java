package org.zizhu.ui.part;

import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.zizhu.ui.look.Icons;
import org.zizhu.ui.look.Setting;

/** A bar with something to know before going on. */
public final class Notice {
    private Notice() {}

    public static Region of(Setting setting, Ikon ikon, String words) {
        HBox bar = new HBox(20, Icons.of(ikon, setting.size(44, 50)), Lettering.BODY.of(words));
        bar.getStyleClass().add("notice");
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.setMinHeight(Region.USE_PREF_SIZE);
        return bar;
    }
}
