package org.zizhu.ui.part;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
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
            column.getChildren().add(numbered(setting, i + 1, lines.get(i)));
        }
        return column;
    }

    /** The same as rows of a list. */
    public static List<Region> rows(Setting setting, List<Text> lines) {
        List<Region> rows = new ArrayList<>();
        for (Text words : lines) {
            Region row = numbered(setting, rows.size() + 1, words);
            row.getStyleClass().add("row");
            rows.add(row);
        }
        return rows;
    }

    private static Region numbered(Setting setting, int number, Text words) {
        StackPane disc = new StackPane(Lettering.BODY.centred(String.valueOf(number)));
        disc.getStyleClass().add("disc");
        double size = setting.size(56, 64);
        disc.setMinSize(size, size);
        disc.setMaxSize(size, size);
        return line(disc, setting.say(words));
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
