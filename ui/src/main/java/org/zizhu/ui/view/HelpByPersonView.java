package org.zizhu.ui.view;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Leaves;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Sheet;

/** How to reach a person. */
final class HelpByPersonView extends ScreenView<Screen.HelpByPerson> {
    HelpByPersonView(Screen.HelpByPerson screen, Setting setting) {
        super(Screen.HelpByPerson.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.HelpByPerson screen) {
        List<Region> ways = new ArrayList<>();
        ways.add(way(
                MaterialDesignM.MAP_MARKER_OUTLINE,
                setting.say("help.place"),
                Lettering.TITLE,
                setting.say(screen.place())));
        ways.add(way(MaterialDesignP.PHONE_OUTLINE, setting.say("help.hotline"), Lettering.DISPLAY, screen.hotline()));
        for (Text line : screen.lines()) {
            ways.add(way(MaterialDesignI.INFORMATION_OUTLINE, "", Lettering.BODY, setting.say(line)));
        }
        Leaves leaves = new Leaves(setting, new Leaves.Shape(1, 0, 190), ways);
        leaves.getStyleClass().addAll("card", "list");
        return new Sheet(setting, MaterialDesignH.HEADSET, "red", setting.say("help.title"))
                .choices(screen.choices())
                .read(leaves);
    }

    private Region way(Ikon ikon, String how, Lettering size, String words) {
        VBox text = new VBox(6);
        if (!how.isEmpty()) {
            text.getChildren().add(Lettering.BODY.soft(how));
        }
        text.getChildren().add(size.of(words));
        text.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox row = new HBox(28, Sheet.badge(setting, ikon, how.isEmpty() ? "grey" : "blue", 80), text);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().addAll("row", "way");
        return row;
    }
}
