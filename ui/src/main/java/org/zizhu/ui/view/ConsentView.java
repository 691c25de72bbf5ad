package org.zizhu.ui.view;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.ui.look.Icons;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Leaves;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Sheet;

/** Agree to this, or don't: few words, and two buttons of one size. */
final class ConsentView extends ScreenView<Screen.Consent> {
    ConsentView(Screen.Consent screen, Setting setting) {
        super(Screen.Consent.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.Consent screen) {
        List<Region> rows = new ArrayList<>();
        screen.points().forEach(point -> rows.add(row(point)));
        Leaves leaves = new Leaves(setting, new Leaves.Shape(1, 0, 220), rows);
        leaves.getStyleClass().addAll("card", "list");
        return new Sheet(setting, MaterialDesignF.FACE_RECOGNITION, "blue", setting.say(screen.heading()))
                .choices(screen.choices())
                .read(leaves);
    }

    private Region row(Screen.Section point) {
        // All of it is seen at once, before anybody answers.
        Label title = (setting.large() ? Lettering.CAPTION : Lettering.BODY).soft(setting.say(point.title()));
        VBox text = new VBox(setting.size(4, 0), title);
        for (Text line : point.lines()) {
            text.getChildren().add((setting.large() ? Lettering.BODY : Lettering.LEAD).of(setting.say(line)));
        }
        text.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox row = new HBox(28, Sheet.badge(setting, Icons.section(point.icon()), "blue", 80), text);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("row");
        return row;
    }
}
