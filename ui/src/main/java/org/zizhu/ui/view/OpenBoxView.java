package org.zizhu.ui.view;

import java.util.OptionalInt;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Cabinet;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Poster;

/** A door of the locker is open, or about to be: what to do there, and to close it. */
final class OpenBoxView extends ScreenView<Screen.OpenBox> {
    private final Label seconds = Lettering.TITLE.of("");

    OpenBoxView(Screen.OpenBox screen, Setting setting) {
        super(Screen.OpenBox.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.OpenBox screen) {
        seconds.getStyleClass().add("countdown");
        count(screen.secondsLeft());
        String state = screen.open() ? "box.open" : "box.opening";
        return new Poster(setting, Cabinet.of(screen.box(), screen.open()))
                .line(Lettering.LEAD.soft(setting.say(state, String.valueOf(screen.box()))))
                .line(Lettering.DISPLAY.of(setting.say(screen.what())))
                .line(Lettering.LEAD.of(setting.say(screen.open() ? "box.close" : "box.wait")))
                .line(seconds)
                .choices(screen.choices())
                .build();
    }

    @Override
    protected boolean update(Screen.OpenBox was, Screen.OpenBox next) {
        if (!new Screen.OpenBox(was.what(), was.box(), was.open(), next.secondsLeft(), was.choices()).equals(next)) {
            return false;
        }
        count(next.secondsLeft());
        return true;
    }

    private void count(OptionalInt left) {
        seconds.setVisible(left.isPresent());
        seconds.setManaged(left.isPresent());
        left.ifPresent(number -> seconds.setText(setting.say("seconds", number)));
    }
}
