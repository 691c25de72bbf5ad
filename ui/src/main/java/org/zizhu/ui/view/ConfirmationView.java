package org.zizhu.ui.view;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Leaves;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.LineRow;
import org.zizhu.ui.part.Sheet;

/** Check this and agree. */
final class ConfirmationView extends ScreenView<Screen.Confirmation> {
    ConfirmationView(Screen.Confirmation screen, Setting setting) {
        super(Screen.Confirmation.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.Confirmation screen) {
        List<Region> rows = new ArrayList<>();
        for (Screen.Line line : screen.lines()) {
            rows.add(LineRow.of(setting, line));
        }
        Leaves leaves = new Leaves(setting, new Leaves.Shape(1, 0, 128), rows);
        leaves.getStyleClass().addAll("card", "list");
        return new Sheet(setting, MaterialDesignC.CLIPBOARD_CHECK_OUTLINE, "blue", setting.say(screen.heading()))
                .words(Lettering.BODY.soft(setting.say(screen.explanation())))
                .choices(screen.choices())
                .read(leaves);
    }
}
