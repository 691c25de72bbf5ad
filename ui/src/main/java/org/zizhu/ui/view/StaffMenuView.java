package org.zizhu.ui.view;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Icons;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Ids;
import org.zizhu.ui.part.Leaves;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Sheet;
import org.zizhu.ui.part.Touchable;

/** How the unit is, and below it what staff can do. */
final class StaffMenuView extends ScreenView<Screen.StaffMenu> {

    StaffMenuView(Screen.StaffMenu screen, Setting setting) {
        super(Screen.StaffMenu.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.StaffMenu screen) {
        int columns = screen.state().isEmpty() ? 1 : 2;
        List<Region> cells = new ArrayList<>();
        screen.state().forEach(line -> cells.add(state(line)));
        if (cells.size() % columns != 0) {
            cells.add(new Region());
        }
        screen.deeds().forEach(deed -> cells.add(deed(deed)));
        return new Sheet(setting, MaterialDesignW.WRENCH_OUTLINE, "indigo", setting.say(screen.title()))
                .words(Lettering.BODY.soft(setting.say("staff.menu.hint")))
                .choices(screen.choices())
                .touched(new Leaves(setting, new Leaves.Shape(columns, setting.size(18, 16), 180), cells));
    }

    private Region state(Screen.Line line) {
        Label value = Lettering.BODY.of(setting.say(line.value()));
        value.getStyleClass().add("strong-type");
        VBox cell = new VBox(4, Lettering.CAPTION.of(setting.say(line.label())), value);
        cell.setAlignment(Pos.CENTER_LEFT);
        cell.getStyleClass().add("staff-state");
        return cell;
    }

    private Touchable deed(Screen.StaffDeed deed) {
        Label name = Lettering.LEAD.of(setting.say(deed.name()));
        name.getStyleClass().add("strong-type");
        VBox text = new VBox(4, name, Lettering.CAPTION.soft(setting.say(deed.caption())));
        text.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox content = new HBox(20, text);
        if (!setting.large()) {
            content.getChildren().add(0, Sheet.badge(setting, Icons.deed(deed.icon()), "blue", 84));
        }
        content.setAlignment(Pos.CENTER_LEFT);
        Action choose = new Action.ChooseDeed(deed.deed());
        Touchable touchable = new Touchable(Ids.of(choose), () -> setting.act().accept(choose), content)
                .style("card", "tile", "deed");
        touchable.setAccessibleText(name.getText());
        return touchable;
    }
}
