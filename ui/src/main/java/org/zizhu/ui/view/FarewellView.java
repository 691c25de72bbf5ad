package org.zizhu.ui.view;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Advice;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Poster;
import org.zizhu.ui.part.Sheet;

/** The visit is over. Who comes next need not wait: a touch anywhere ends it, unless a card is still to be taken. */
final class FarewellView extends ScreenView<Screen.Farewell> {
    private final Label seconds = Lettering.BODY.soft("");

    FarewellView(Screen.Farewell screen, Setting setting) {
        super(Screen.Farewell.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.Farewell screen) {
        count(screen.secondsLeft());
        Poster poster = new Poster(setting, Sheet.badge(setting, MaterialDesignC.CHECK_BOLD, "green", 200))
                .line(Lettering.DISPLAY.of(setting.say(screen.thanks())));
        if (!screen.reminders().isEmpty()) {
            HBox reminders = new HBox(Advice.reminders(setting, screen.reminders()));
            reminders.setAlignment(Pos.CENTER);
            poster.line(reminders);
        }
        Region farewell = poster.line(seconds).build();
        farewell.setOnMouseClicked(e -> setting.act().accept(new Action.Begin()));
        return farewell;
    }

    @Override
    protected boolean update(Screen.Farewell was, Screen.Farewell next) {
        if (!was.thanks().equals(next.thanks()) || !was.reminders().equals(next.reminders())) {
            return false;
        }
        count(next.secondsLeft());
        return true;
    }

    private void count(int left) {
        seconds.setText(setting.say("farewell.seconds", left));
    }
}
