package org.zizhu.ui.view;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Keypad;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Sheet;

/** Type in the digits that were sent to the phone. */
final class TypeCodeView extends ScreenView<Screen.TypeCode> {
    private static final PseudoClass NEXT = PseudoClass.getPseudoClass("next");

    private final List<Label> places = new ArrayList<>();
    private final Label note = Lettering.BODY.of(" ");

    TypeCodeView(Screen.TypeCode screen, Setting setting) {
        super(Screen.TypeCode.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.TypeCode screen) {
        HBox digits = new HBox(12);
        for (int i = 0; i < screen.digits(); i++) {
            Label digit = Lettering.TITLE.centred(" ");
            StackPane place = new StackPane(digit);
            place.getStyleClass().add("digit-place");
            places.add(digit);
            digits.getChildren().add(place);
        }
        digits.setAlignment(setting.lowReach() ? Pos.CENTER : Pos.CENTER_LEFT);
        fill(screen);
        Region keypad = Keypad.of(setting);
        Sheet sheet = new Sheet(setting, MaterialDesignC.CELLPHONE_MESSAGE, "blue", setting.say("type.title"))
                .words(Lettering.BODY.soft(setting.say(screen.sentTo())))
                .choices(screen.choices());
        if (setting.landscape()) {
            // The choices need the height at the left.
            VBox.setVgrow(keypad, Priority.ALWAYS);
            VBox content = new VBox(setting.size(20, 14), digits, note, keypad);
            content.getStyleClass().addAll("card", "typing");
            return sheet.read(content);
        }
        return sheet.words(digits).words(note).touched(keypad);
    }

    /** While only digits and seconds go on, the finger stays where it is. */
    @Override
    protected boolean update(Screen.TypeCode was, Screen.TypeCode next) {
        if (!was.choices().equals(next.choices())
                || !was.sentTo().equals(next.sentTo())
                || was.digits() != next.digits()) {
            return false;
        }
        fill(next);
        return true;
    }

    private void fill(Screen.TypeCode screen) {
        for (int i = 0; i < places.size(); i++) {
            boolean there = i < screen.entered().length();
            places.get(i).setText(there ? screen.entered().substring(i, i + 1) : " ");
            places.get(i)
                    .getParent()
                    .pseudoClassStateChanged(NEXT, i == screen.entered().length());
        }
        boolean wrong = screen.hint().isPresent();
        note.getStyleClass().removeAll("warn", "soft");
        note.getStyleClass().add(wrong ? "warn" : "soft");
        note.setText(screen.hint()
                .map(setting::say)
                .orElseGet(() -> screen.againIn().isPresent()
                        ? setting.say("type.again-in", screen.againIn().getAsInt())
                        : setting.say("type.not-come")));
    }
}
