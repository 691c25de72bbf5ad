package org.zizhu.ui.frame;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Language;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Choices;
import org.zizhu.ui.part.Ids;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Touchable;

/** The buttons that are in the header, or in the footer for low reach. */
final class HeaderButtons {
    private HeaderButtons() {}

    static HBox languages(Setting setting) {
        HBox row = new HBox(8);
        for (Language language : Language.values()) {
            Action choose = new Action.ChooseLanguage(language);
            Label name = Lettering.BODY.centred(language.ownName());
            name.setWrapText(false);
            Touchable button = new Touchable(Ids.of(choose), () -> setting.act().accept(choose), name)
                    .style("language")
                    .on(language == setting.presentation().language());
            button.setMinWidth(Region.USE_PREF_SIZE);
            row.getChildren().add(button);
        }
        row.setAlignment(Pos.CENTER);
        row.getStyleClass().add("languages");
        row.setMinWidth(Region.USE_PREF_SIZE);
        return row;
    }

    static Touchable end(Setting setting) {
        Touchable end =
                Choices.button(setting, Ids.END_VISIT, setting.say("end"), MaterialDesignL.LOGOUT, () -> setting.act()
                        .accept(new Action.EndVisit()));
        end.setMinWidth(Region.USE_PREF_SIZE);
        return end.style("end");
    }

    static List<Region> all(Setting setting, boolean signedIn) {
        List<Region> all = new ArrayList<>(List.of(languages(setting)));
        if (signedIn) {
            all.add(end(setting));
        }
        return all;
    }
}
