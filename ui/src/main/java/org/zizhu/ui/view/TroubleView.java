package org.zizhu.ui.view;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Advice;
import org.zizhu.ui.part.Leaves;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Poster;
import org.zizhu.ui.part.Sheet;

/** It did not work: what happened, and what can be done now. */
final class TroubleView extends ScreenView<Screen.Trouble> {
    TroubleView(Screen.Trouble screen, Setting setting) {
        super(Screen.Trouble.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.Trouble screen) {
        if (screen.whatNext().size() > 2 || (setting.large() && setting.landscape())) {
            return withMuchToSay(screen);
        }
        Region picture = screen.severe()
                ? Sheet.badge(setting, MaterialDesignA.ALERT_OUTLINE, "orange", 200)
                : Sheet.badge(setting, MaterialDesignI.INFORMATION_OUTLINE, "blue", 200);
        Poster poster = new Poster(setting, picture).line(Lettering.DISPLAY.of(setting.say(screen.what())));
        if (!screen.whatNext().isEmpty()) {
            VBox next = new VBox(
                    20, Lettering.BODY.soft(setting.say("trouble.next")), Advice.numbered(setting, screen.whatNext()));
            next.getStyleClass().add("advice");
            HBox line = new HBox(next);
            line.setAlignment(Pos.CENTER);
            poster.line(line);
        }
        return poster.line(Lettering.CAPTION.soft(setting.say("trouble.code", screen.code())))
                .choices(screen.choices())
                .build();
    }

    private Region withMuchToSay(Screen.Trouble screen) {
        String what = setting.say(screen.what());
        boolean longer = what.length() > setting.words().words(22, 44);
        List<Region> rows = new ArrayList<>(Advice.rows(setting, screen.whatNext()));
        if (longer) {
            Label whole = Lettering.LEAD.of(what);
            whole.getStyleClass().addAll("strong-type", "row");
            rows.add(0, whole);
        }
        Leaves leaves = new Leaves(setting, new Leaves.Shape(1, 0, 150), rows);
        leaves.getStyleClass().addAll("card", "list");
        return new Sheet(
                        setting,
                        screen.severe() ? MaterialDesignA.ALERT_OUTLINE : MaterialDesignI.INFORMATION_OUTLINE,
                        screen.severe() ? "orange" : "blue",
                        longer ? setting.say("trouble.title") : what)
                .words(Lettering.CAPTION.soft(setting.say("trouble.code", screen.code())))
                .choices(screen.choices())
                .read(leaves);
    }
}
