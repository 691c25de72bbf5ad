package org.zizhu.ui.view;

import java.util.OptionalInt;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Paper;
import org.zizhu.ui.part.Poster;

/** Take the paper. */
final class TakePaperView extends ScreenView<Screen.TakePaper> {
    private final Label seconds = Lettering.TITLE.of("");

    TakePaperView(Screen.TakePaper screen, Setting setting) {
        super(Screen.TakePaper.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.TakePaper screen) {
        seconds.getStyleClass().add("countdown");
        count(screen.secondsLeft());
        String outlet =
                switch (screen.outlet()) {
                    case "document", "receipt", "card", "blank" -> "take." + screen.outlet();
                    default -> "take.other";
                };
        return new Poster(setting, Paper.lying(screen.outlet()))
                .line(Lettering.LEAD.soft(setting.say("take.title")))
                .line(Lettering.DISPLAY.of(setting.say(screen.what())))
                .line(Lettering.LEAD.of(setting.say(outlet)))
                .line(seconds)
                .choices(screen.choices())
                .build();
    }

    @Override
    protected boolean update(Screen.TakePaper was, Screen.TakePaper next) {
        if (!new Screen.TakePaper(was.what(), was.outlet(), next.secondsLeft(), was.choices()).equals(next)) {
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
