package org.zizhu.ui.view;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Keypad;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Sheet;

/** Staff type a number: what is asked, the digits so far, and a pad of ten keys. */
final class TypeNumberView extends ScreenView<Screen.TypeNumber> {

    private final Label number = Lettering.TITLE.of(" ");
    private final Label note = Lettering.BODY.of(" ");

    TypeNumberView(Screen.TypeNumber screen, Setting setting) {
        super(Screen.TypeNumber.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.TypeNumber screen) {
        HBox place = new HBox(number);
        place.getStyleClass().add("number-place");
        place.setAlignment(Pos.CENTER_LEFT);
        fill(screen);
        Region keypad = Keypad.of(setting);
        Sheet sheet = new Sheet(setting, MaterialDesignC.COUNTER, "teal", setting.say(screen.title()))
                .words(Lettering.LEAD.of(setting.say(screen.question())))
                .choices(screen.choices());
        if (setting.landscape()) {
            // The choices need the height at the left.
            VBox.setVgrow(keypad, Priority.ALWAYS);
            VBox content = new VBox(setting.size(20, 14), place, note, keypad);
            content.getStyleClass().addAll("card", "typing");
            return sheet.read(content);
        }
        if (!setting.lowReach()) {
            keypad.getStyleClass().addAll("card", "typing");
        }
        return sheet.words(place).words(note).touched(keypad);
    }

    /** While only digits go on, the finger stays where it is. */
    @Override
    protected boolean update(Screen.TypeNumber was, Screen.TypeNumber next) {
        if (!was.choices().equals(next.choices())
                || !was.title().equals(next.title())
                || !was.question().equals(next.question())) {
            return false;
        }
        fill(next);
        return true;
    }

    private void fill(Screen.TypeNumber screen) {
        number.setText(screen.entered().isEmpty() ? " " : screen.entered());
        note.getStyleClass().removeAll("warn", "soft");
        note.getStyleClass().add(screen.wrong() ? "warn" : "soft");
        note.setText(setting.say(screen.hint()));
    }
}
