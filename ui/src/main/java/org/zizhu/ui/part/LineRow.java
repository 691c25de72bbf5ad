package org.zizhu.ui.part;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Setting;

/** A label and its value. */
public final class LineRow {
    private LineRow() {}

    /** As a row of a list: the label at the left, the value beside it. */
    public static Region of(Setting setting, Screen.Line line) {
        Label label = Lettering.BODY.soft(setting.say(line.label()));
        label.setMinWidth(setting.size(300, 340));
        label.setMaxWidth(setting.size(300, 340));
        Label value = Lettering.LEAD.of(setting.say(line.value()));
        HBox.setHgrow(value, Priority.ALWAYS);
        HBox row = new HBox(24, label, value);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().addAll("row", "row-first");
        return row;
    }

    /** As a row of a bill: what it is for at the left, the amount at the right. */
    public static Region amount(Setting setting, Screen.Line line) {
        Label label = Lettering.BODY.of(setting.say(line.label()));
        label.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(label, Priority.ALWAYS);
        Label amount = Lettering.LEAD.of(setting.say(line.value()));
        amount.getStyleClass().add("strong-type");
        amount.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(24, label, amount);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("row");
        return row;
    }

    /** Several as totals, side by side where there is room. */
    public static Pane totals(Setting setting, List<Screen.Line> lines) {
        FlowPane row = new FlowPane(40, 12);
        lines.forEach(line -> row.getChildren().add(total(setting, line)));
        return row;
    }

    private static Region total(Setting setting, Screen.Line line) {
        Label value = Lettering.LEAD.of(setting.say(line.value()));
        value.getStyleClass().addAll("strong-type", "accent-type");
        return new VBox(2, Lettering.CAPTION.soft(setting.say(line.label())), value);
    }
}
