package org.zizhu.ui.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.ui.look.Icons;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Ids;
import org.zizhu.ui.part.Leaves;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Sheet;
import org.zizhu.ui.part.Touchable;

/** What can be paid, to be marked, and below it what the marked ones come to. */
final class ChooseDuesView extends ScreenView<Screen.ChooseDues> {
    private final Map<String, Touchable> tiles = new LinkedHashMap<>();
    private final Label total = Lettering.DISPLAY.of("");

    ChooseDuesView(Screen.ChooseDues screen, Setting setting) {
        super(Screen.ChooseDues.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.ChooseDues screen) {
        screen.dues().forEach(due -> tiles.put(due.due(), tile(due)));
        total.getStyleClass().add("accent-type");
        total.setMinWidth(Region.USE_PREF_SIZE);
        mark(screen);
        Leaves leaves = new Leaves(setting, new Leaves.Shape(1, 20, setting.size(200, 0)), List.copyOf(tiles.values()));
        Sheet sheet = new Sheet(setting, MaterialDesignW.WALLET_OUTLINE, "blue", setting.say(screen.title()))
                .words(Lettering.BODY.soft(setting.say("dues.hint")))
                .choices(screen.choices());
        if (setting.landscape()) {
            return sheet.words(new VBox(Lettering.BODY.of(setting.say("dues.total")), total))
                    .read(leaves);
        }
        if (setting.lowReach()) {
            return sheet.words(total()).touched(leaves);
        }
        VBox.setVgrow(leaves, Priority.ALWAYS);
        return sheet.read(new VBox(Setting.GAP, leaves, total()));
    }

    /** Marking changes what is there, so that the list stays at the page that it was turned to. */
    @Override
    protected boolean update(Screen.ChooseDues was, Screen.ChooseDues next) {
        if (!unmarked(was).equals(unmarked(next))) {
            return false;
        }
        mark(next);
        return true;
    }

    private static Screen.ChooseDues unmarked(Screen.ChooseDues screen) {
        List<Screen.DueTile> dues = screen.dues().stream()
                .map(due -> new Screen.DueTile(due.due(), due.name(), due.detail(), due.amount(), false))
                .toList();
        return new Screen.ChooseDues(screen.title(), dues, Text.same("0"), screen.choices());
    }

    private void mark(Screen.ChooseDues screen) {
        for (Screen.DueTile due : screen.dues()) {
            Touchable tile = tiles.get(due.due());
            if (tile != null) {
                tile.on(due.marked()).setAccessibleText(spoken(due));
            }
        }
        total.setText(setting.say(screen.total()));
    }

    private String spoken(Screen.DueTile due) {
        return setting.say(
                due.marked() ? "dues.marked" : "dues.unmarked", setting.say(due.name()), setting.say(due.amount()));
    }

    private Touchable tile(Screen.DueTile due) {
        FontIcon mark = Icons.of(MaterialDesignC.CHECKBOX_BLANK_OUTLINE, setting.size(64, 72));
        mark.getStyleClass().add("mark");
        Label name = (setting.large() ? Lettering.BODY : Lettering.LEAD).of(setting.say(due.name()));
        name.getStyleClass().add("strong-type");
        VBox text = new VBox(6, name, Lettering.CAPTION.soft(setting.say(due.detail())));
        text.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(text, Priority.ALWAYS);
        Label amount = (setting.large() ? Lettering.LEAD : Lettering.TITLE).of(setting.say(due.amount()));
        amount.getStyleClass().add("strong-type");
        amount.setMinWidth(Region.USE_PREF_SIZE);
        HBox content = new HBox(28, mark, text, amount);
        content.setAlignment(Pos.CENTER_LEFT);
        Action toggle = new Action.ToggleDue(due.due());
        Touchable tile =
                new Touchable(Ids.of(toggle), () -> setting.act().accept(toggle), content).style("card", "case", "due");
        tile.setAccessibleRole(AccessibleRole.CHECK_BOX);
        return tile;
    }

    private Region total() {
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        HBox bar = new HBox(Setting.GAP, Lettering.LEAD.of(setting.say("dues.total")), spring, total);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("total");
        bar.setMinHeight(Region.USE_PREF_SIZE);
        return bar;
    }
}
