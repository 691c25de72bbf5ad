package org.zizhu.ui.frame;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Presentation;
import org.zizhu.kiosk.screen.View;
import org.zizhu.ui.look.Icons;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Ids;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Touchable;

/** How things are shown, and help: on every screen at the same place. */
final class Footer extends VBox {
    private final Setting setting;

    Footer(Setting setting, View view) {
        super(setting.size(16, 16));
        this.setting = setting;
        getStyleClass().add("footer");
        setMinHeight(USE_PREF_SIZE);
        setAlignment(Pos.CENTER);
        if (setting.landscape()) {
            getChildren().add(beside(buttons(), StatusLine.block(setting, view.unit())));
        } else if (setting.lowReach()) {
            HBox row = new HBox(Setting.GAP);
            row.getChildren().addAll(HeaderButtons.all(setting, view.citizen().isPresent()));
            row.getChildren().forEach(button -> HBox.setHgrow(button, Priority.ALWAYS));
            row.getStyleClass().add("footer-low");
            double height = setting.size(Setting.LOW_FOOTER, Setting.LOW_FOOTER_LARGE);
            setMinHeight(height);
            setMaxHeight(height);
            getChildren().addAll(row, buttons());
        } else {
            getChildren().addAll(buttons(), StatusLine.of(setting, view.unit()));
        }
    }

    /** In landscape height is dear: the status stands beside the buttons. */
    private HBox beside(GridPane buttons, Pane status) {
        HBox.setHgrow(buttons, Priority.ALWAYS);
        HBox row = new HBox(40, status, buttons);
        row.setAlignment(Pos.CENTER);
        return row;
    }

    private GridPane buttons() {
        Presentation now = setting.presentation();
        List<Touchable> all = new ArrayList<>();
        all.add(toggle(
                "large-type", MaterialDesignF.FORMAT_SIZE, new Action.LargeType(!now.largeType()), now.largeType()));
        all.add(toggle(
                "high-contrast",
                MaterialDesignC.CONTRAST_CIRCLE,
                new Action.HighContrast(!now.highContrast()),
                now.highContrast()));
        if (!setting.landscape()) {
            all.add(toggle(
                    "low-reach",
                    MaterialDesignW.WHEELCHAIR_ACCESSIBILITY,
                    new Action.LowReach(!now.lowReach()),
                    now.lowReach()));
        }
        all.add(button(Ids.HELP, setting.say("help"), MaterialDesignH.HEADSET, new Action.Help())
                .style("help"));
        GridPane row = new GridPane();
        row.setHgap(20);
        for (Touchable button : all) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / all.size());
            row.getColumnConstraints().add(column);
            button.setMaxHeight(Double.MAX_VALUE);
            row.addRow(0, button);
        }
        return row;
    }

    private Touchable toggle(String key, Ikon ikon, Action action, boolean on) {
        return button(Ids.of(action), setting.say(key), ikon, action).on(on);
    }

    private Touchable button(String id, String words, Ikon ikon, Action action) {
        Label label = (setting.landscape() ? Lettering.BODY : Lettering.CAPTION).centred(words);
        label.setWrapText(false);
        // In large type side by side would be too wide for a quarter of a portrait panel.
        Orientation orientation =
                setting.large() && !setting.landscape() ? Orientation.VERTICAL : Orientation.HORIZONTAL;
        Pane content = orientation == Orientation.VERTICAL
                ? new VBox(4, Icons.of(ikon, 48), label)
                : new HBox(14, Icons.of(ikon, setting.size(44, 52)), label);
        content.getStyleClass().add("footer-content");
        content.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        Touchable touchable = new Touchable(id, () -> setting.act().accept(action), content).style("footer-button");
        touchable.setAccessibleText(words);
        return touchable;
    }
}
