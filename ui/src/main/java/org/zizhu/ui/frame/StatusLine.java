package org.zizhu.ui.frame;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Circle;
import org.zizhu.kiosk.screen.View;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Lettering;

/** Which terminal this is, whom to call, and how network and printer are. */
final class StatusLine {
    private StatusLine() {}

    static HBox of(Setting setting, View.Unit unit) {
        HBox line = new HBox(
                setting.size(36, 28),
                Lettering.CAPTION.soft(setting.say("terminal", unit.terminal())),
                Lettering.CAPTION.soft(setting.say("hotline", unit.hotline())),
                state(setting, unit.platformReachable(), "network"),
                state(setting, unit.printerReady(), "printer"));
        line.setAlignment(Pos.CENTER);
        line.getStyleClass().add("status-line");
        return line;
    }

    private static HBox state(Setting setting, boolean well, String what) {
        Circle dot = new Circle(9);
        Label words = Lettering.CAPTION.of(setting.say(what + (well ? ".up" : ".down")));
        HBox state = new HBox(10, dot, words);
        state.setAlignment(Pos.CENTER);
        state.getStyleClass().add(well ? "state-well" : "state-ill");
        return state;
    }
}
