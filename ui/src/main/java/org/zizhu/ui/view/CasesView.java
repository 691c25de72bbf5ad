package org.zizhu.ui.view;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Icons;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Ids;
import org.zizhu.ui.part.Leaves;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Sheet;
import org.zizhu.ui.part.Touchable;

/** The citizen's cases; each can be touched. */
final class CasesView extends ScreenView<Screen.Cases> {
    CasesView(Screen.Cases screen, Setting setting) {
        super(Screen.Cases.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.Cases screen) {
        Sheet sheet = new Sheet(setting, MaterialDesignF.FOLDER_ACCOUNT_OUTLINE, "indigo", setting.say(screen.title()))
                .choices(screen.choices());
        if (screen.cases().isEmpty()) {
            StackPane none = new StackPane(Lettering.LEAD.centred(setting.say("cases.none")));
            none.getStyleClass().addAll("card", "list");
            return sheet.read(none);
        }
        List<Touchable> cases = new ArrayList<>();
        for (Screen.CaseLine line : screen.cases()) {
            cases.add(touchable(line, new Action.ChooseCase(cases.size())));
        }
        return sheet.words(Lettering.BODY.soft(setting.say("cases.hint")))
                .touched(new Leaves(setting, new Leaves.Shape(1, 20, setting.size(190, 0)), cases));
    }

    private Touchable touchable(Screen.CaseLine line, Action choose) {
        VBox text = new VBox(
                6,
                Lettering.LEAD.of(setting.say(line.name())),
                Lettering.CAPTION.soft(setting.say("case.number", line.number())),
                Lettering.CAPTION.soft(setting.say("case.updated", line.updated())));
        text.getChildren().get(0).getStyleClass().add("strong-type");
        text.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(text, Priority.ALWAYS);
        Label state = Lettering.BODY.centred(setting.say(line.state()));
        StackPane chip = new StackPane(state);
        chip.getStyleClass().addAll("chip", line.closed() ? "chip-done" : "chip-current");
        chip.setMaxHeight(Region.USE_PREF_SIZE);
        chip.setMinWidth(setting.size(190, 220));
        chip.setMaxWidth(setting.size(260, 300));
        FontIcon onward = Icons.of(MaterialDesignC.CHEVRON_RIGHT, 52);
        onward.getStyleClass().add("onward");
        HBox content = new HBox(24, text, chip, onward);
        content.setAlignment(Pos.CENTER_LEFT);
        return new Touchable(Ids.of(choose), () -> setting.act().accept(choose), content).style("card", "case");
    }
}
