package org.zizhu.ui.view;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Keypad;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Sheet;

/** Staff type their PIN: a pad of ten keys, and as many dots as digits were typed. */
final class StaffPinView extends ScreenView<Screen.StaffPin> {

    private static final PseudoClass TYPED = PseudoClass.getPseudoClass("typed");

    /** As many as a PIN can have. */
    private static final int DOTS = 8;

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
        Region pad = Keypad.of(setting);
        if (!setting.lowReach()) {
            pad.getStyleClass().addAll("card", "typing");
        }
        return new Sheet(setting, MaterialDesignA.ACCOUNT_KEY_OUTLINE, "indigo", setting.say("staff.pin.title"))
                .words(typed)
                .words(hint)
                .choices(screen.choices())
                .touched(pad);
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
}
