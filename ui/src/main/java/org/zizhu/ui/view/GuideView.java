package org.zizhu.ui.view;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.ui.look.Icons;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Leaves;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Notice;
import org.zizhu.ui.part.Sheet;

/** The guide of an item: each element with its picture and name at the left and its lines at the right, turned leaf by leaf. */
final class GuideView extends ScreenView<Screen.Guide> {
    GuideView(Screen.Guide screen, Setting setting) {
        super(Screen.Guide.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.Guide screen) {
        List<Region> rows = new ArrayList<>();
        for (Screen.Section section : screen.sections()) {
            for (int i = 0; i < section.lines().size(); i++) {
                rows.add(row(section, section.lines().get(i), i == 0));
            }
        }
        Leaves leaves = new Leaves(setting, Leaves.Shape.ROWS, rows);
        leaves.getStyleClass().addAll("card", "list");
        Sheet sheet = new Sheet(setting, MaterialDesignB.BOOK_OPEN_VARIANT, "blue", setting.say(screen.name()))
                .words(Lettering.BODY.soft(setting.say("guide.hint")));
        screen.printing().ifPresent(how -> sheet.words(said(how)));
        sheet.choices(screen.choices());
        if (screen.closed().isEmpty()) {
            return sheet.read(leaves);
        }
        VBox.setVgrow(leaves, Priority.ALWAYS);
        return sheet.read(new VBox(
                Setting.GAP,
                Notice.of(
                        setting,
                        MaterialDesignA.ALERT_CIRCLE_OUTLINE,
                        setting.say(screen.closed().get())),
                leaves));
    }

    private Region said(Text printing) {
        HBox line = new HBox(
                12,
                Icons.of(MaterialDesignP.PRINTER, setting.size(36, 44)),
                Lettering.BODY.soft(setting.say(printing)));
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private Region row(Screen.Section section, Text words, boolean first) {
        if (setting.large()) {
            return largeRow(section, words, first);
        }
        Label name = Lettering.BODY.of(setting.say(section.title()));
        name.getStyleClass().add("strong-type");
        HBox left = new HBox(16, Icons.of(Icons.section(section.icon()), setting.size(40, 46)), name);
        left.setAlignment(Pos.TOP_LEFT);
        left.getStyleClass().add("section-name");
        left.setMinWidth(setting.size(290, 330));
        left.setMaxWidth(setting.size(290, 330));
        Label line = Lettering.BODY.of(setting.say(words));
        HBox.setHgrow(line, Priority.ALWAYS);
        HBox row = new HBox(24, left, line);
        row.getStyleClass().addAll("row", first ? "row-first" : "row-more");
        return row;
    }

    /** In large type the name stands above the lines: beside them there would be too few words to a line. */
    private Region largeRow(Screen.Section section, Text words, boolean first) {
        VBox row = new VBox(8);
        if (first) {
            Label name = Lettering.BODY.of(setting.say(section.title()));
            name.getStyleClass().add("strong-type");
            HBox head = new HBox(16, Icons.of(Icons.section(section.icon()), 46), name);
            head.setAlignment(Pos.CENTER_LEFT);
            row.getChildren().add(head);
        }
        row.getChildren().add(Lettering.BODY.of(setting.say(words)));
        row.getStyleClass().addAll("row", first ? "row-first" : "row-more");
        return row;
    }
}
