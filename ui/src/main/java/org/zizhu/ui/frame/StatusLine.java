package org.zizhu.ui.frame;

import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.screen.View;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Lettering;

/** Which terminal this is, whom to call, and how network and devices are. */
final class StatusLine {
    private StatusLine() {}

    static HBox of(Setting setting, View.Unit unit) {
        HBox line = new HBox(
                setting.size(36, 28),
                Lettering.CAPTION.soft(setting.say("terminal", unit.terminal())),
                Lettering.CAPTION.soft(setting.say("hotline", unit.hotline())),
                unit.platformReachable()
                        ? state(setting.say("network.up"), true)
                        : state(setting.say("network.down"), false),
                devices(setting, unit.outOfOrder()));
        line.setAlignment(Pos.CENTER);
        line.getStyleClass().add("status-line");
        return line;
    }

    /** The same as two lines. */
    static GridPane block(Setting setting, View.Unit unit) {
        HBox line = of(setting, unit);
        GridPane block = new GridPane();
        block.setHgap(36);
        block.setVgap(4);
        List<Node> parts = List.copyOf(line.getChildren());
        for (int i = 0; i < parts.size(); i++) {
            Node part = parts.get(i);
            GridPane.setHalignment(part, HPos.LEFT);
            block.add(part, i / 2, i % 2);
            if (part instanceof HBox state) {
                state.setAlignment(Pos.CENTER_LEFT);
            }
        }
        block.setAlignment(Pos.CENTER_LEFT);
        block.getStyleClass().add("status-line");
        block.setMinWidth(Region.USE_PREF_SIZE);
        return block;
    }

    private static HBox devices(Setting setting, List<Text> outOfOrder) {
        if (outOfOrder.isEmpty()) {
            return state(setting.say("devices.up"), true);
        }
        // Large type has no room for a name.
        return outOfOrder.size() == 1 && !setting.large()
                ? state(setting.say("devices.one-down", setting.say(outOfOrder.get(0))), false)
                : state(setting.say("devices.some-down", outOfOrder.size()), false);
    }

    private static HBox state(String words, boolean well) {
        HBox state = new HBox(10, new Circle(9), Lettering.CAPTION.of(words));
        state.setAlignment(Pos.CENTER);
        state.getStyleClass().add(well ? "state-well" : "state-ill");
        return state;
    }
}
