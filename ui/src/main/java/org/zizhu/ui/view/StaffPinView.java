package org.zizhu.ui.view;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.shape.Circle;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Icons;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Ids;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Sheet;
import org.zizhu.ui.part.Touchable;

/** Staff type their PIN: a pad of ten keys, and as many dots as digits were typed. */
final class StaffPinView extends ScreenView<Screen.StaffPin> {

    private static final PseudoClass TYPED = PseudoClass.getPseudoClass("typed");

    /** As many as a PIN can have. */
    private static final int DOTS = 8;

    private static final int COLUMNS = 3;
    private static final int ROWS = 4;

    private final List<Circle> dots = new ArrayList<>();
    private final Label hint = Lettering.BODY.of("");

    StaffPinView(Screen.StaffPin screen, Setting setting) {
        super(Screen.StaffPin.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.StaffPin screen) {
        HBox typed = new HBox(setting.size(22, 24));
        typed.getStyleClass().add("pin-dots");
        typed.setAlignment(setting.lowReach() ? Pos.CENTER : Pos.CENTER_LEFT);
        for (int i = 0; i < DOTS; i++) {
            Circle dot = new Circle(setting.size(15, 17));
            dot.getStyleClass().add("pin-dot");
            dots.add(dot);
            typed.getChildren().add(dot);
        }
        tell(screen);
        return new Sheet(setting, MaterialDesignA.ACCOUNT_KEY_OUTLINE, "indigo", setting.say("staff.pin.title"))
                .words(typed)
                .words(hint)
                .choices(screen.choices())
                .touched(pad());
    }

    @Override
    protected boolean update(Screen.StaffPin was, Screen.StaffPin next) {
        if (!was.choices().equals(next.choices())) {
            return false;
        }
        tell(next);
        return true;
    }

    private void tell(Screen.StaffPin screen) {
        for (int i = 0; i < DOTS; i++) {
            dots.get(i).pseudoClassStateChanged(TYPED, i < screen.digits());
        }
        boolean wrong = screen.hint().isPresent() && !screen.checking();
        hint.setText(
                screen.checking()
                        ? setting.say("staff.pin.checking")
                        : screen.hint().map(setting::say).orElseGet(() -> setting.say("staff.pin.hint")));
        hint.getStyleClass().removeAll("soft", "warn");
        hint.getStyleClass().add(wrong ? "warn" : "soft");
    }

    private Region pad() {
        GridPane pad = new GridPane();
        pad.setHgap(setting.lowReach() ? 12 : 20);
        pad.setVgap(setting.lowReach() ? 12 : 20);
        for (int column = 0; column < COLUMNS; column++) {
            ColumnConstraints width = new ColumnConstraints();
            width.setPercentWidth(100.0 / COLUMNS);
            pad.getColumnConstraints().add(width);
        }
        for (int row = 0; row < ROWS; row++) {
            RowConstraints height = new RowConstraints();
            height.setPercentHeight(100.0 / ROWS);
            pad.getRowConstraints().add(height);
        }
        for (int digit = 1; digit <= 9; digit++) {
            pad.add(digit(digit), (digit - 1) % COLUMNS, (digit - 1) / COLUMNS);
        }
        pad.add(digit(0), 1, ROWS - 1);
        Touchable erase = key(new Action.PinErase(), Icons.of(MaterialDesignB.BACKSPACE_OUTLINE, setting.size(52, 58)));
        erase.setAccessibleText(setting.say("staff.pin.erase"));
        pad.add(erase, 2, ROWS - 1);
        pad.getStyleClass().addAll(setting.lowReach() ? "pin-pad-low" : "card", "pin-pad");
        return pad;
    }

    private Touchable digit(int digit) {
        Lettering size = setting.lowReach() ? Lettering.TITLE : Lettering.DISPLAY;
        Touchable key = key(new Action.PinDigit(digit), size.centred(String.valueOf(digit)));
        key.setAccessibleText(String.valueOf(digit));
        return key;
    }

    private Touchable key(Action action, Node face) {
        Touchable key = new Touchable(Ids.of(action), () -> setting.act().accept(action), face).style("pin-key");
        key.setMaxHeight(Double.MAX_VALUE);
        return key;
    }
}
