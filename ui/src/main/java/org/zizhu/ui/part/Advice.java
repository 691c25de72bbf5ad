package org.zizhu.ui.part;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.ui.look.Icons;
import org.zizhu.ui.look.Setting;

/** Lines that say what to do. */
public final class Advice {
    private Advice() {}

    /** The most useful first, numbered. */
    public static Region numbered(Setting setting, List<Text> lines) {
        VBox column = new VBox(setting.size(24, 20));
        for (int i = 0; i < lines.size(); i++) {
            Label number = Lettering.BODY.centred(String.valueOf(i + 1));
            StackPane disc = new StackPane(number);
            disc.getStyleClass().add("disc");
            double size = setting.size(56, 64);
            disc.setMinSize(size, size);
            disc.setMaxSize(size, size);
            column.getChildren().add(line(disc, setting.say(lines.get(i))));
        }
        return column;
    }

    public static Region reminders(Setting setting, List<Text> lines) {
        VBox column = new VBox(setting.size(24, 20));
        for (Text line : lines) {
            Node mark = Icons.of(MaterialDesignC.CHEVRON_RIGHT_CIRCLE_OUTLINE, setting.size(48, 54));
            column.getChildren().add(line(mark, setting.say(line)));
        }
        return column;
    }

    private static HBox line(Node mark, String words) {
        HBox line = new HBox(20, mark, Lettering.LEAD.of(words));
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("highlight");
        return line;
    }
}
