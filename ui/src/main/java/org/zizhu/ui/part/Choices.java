package org.zizhu.ui.part;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.ui.look.Icons;
import org.zizhu.ui.look.Setting;

/** The buttons at a screen's end. Turning pages is not among them: that belongs to the {@link Leaves}. */
public final class Choices {
    private static final int MOST_IN_A_ROW = 3;

    private Choices() {}

    public static Touchable button(Setting setting, Choice choice) {
        Touchable button = button(
                setting,
                Ids.of(choice.action()),
                setting.say(choice.label()),
                Icons.action(choice.action()),
                () -> setting.act().accept(choice.action()));
        return button.style(choice.emphasis() ? "strong" : "plain");
    }

    /** A button with an icon and words beside it. */
    public static Touchable button(Setting setting, String id, String words, Ikon ikon, Runnable deed) {
        FontIcon icon = Icons.of(ikon, setting.size(44, 52));
        Label label = Lettering.LEAD.centred(words);
        // An arrow onward stands where it leads to.
        boolean onward = ikon == MaterialDesignA.ARROW_RIGHT || ikon == MaterialDesignC.CHEVRON_RIGHT;
        HBox content = onward ? new HBox(16, label, icon) : new HBox(16, icon, label);
        content.setAlignment(Pos.CENTER);
        Touchable button = new Touchable(id, deed, content).style("button-like");
        button.setAccessibleText(words);
        return button;
    }

    /** Side by side across the width, the strong one at the right and wider; in two rows where one has no room for the words. */
    public static Pane across(Setting setting, List<Choice> choices) {
        List<Choice> ordered = ordered(choices, false);
        if (ordered.size() <= MOST_IN_A_ROW) {
            return row(setting, ordered);
        }
        int half = ordered.size() / 2;
        VBox rows = new VBox(
                Setting.GAP,
                row(setting, ordered.subList(0, half)),
                row(setting, ordered.subList(half, ordered.size())));
        rows.setMinHeight(Region.USE_PREF_SIZE);
        return rows;
    }

    private static Pane row(Setting setting, List<Choice> ordered) {
        GridPane row = new GridPane();
        row.setHgap(Setting.GAP);
        for (Choice choice : ordered) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth((choice.emphasis() ? 160.0 : 100.0) / weight(ordered));
            row.getColumnConstraints().add(column);
            Touchable button = button(setting, choice);
            if (setting.large() && !setting.landscape() && ordered.size() > 2) {
                // The words need the icon's room.
                button.lookupAll(".icon").forEach(Choices::leaveOut);
            }
            button.setMaxHeight(Double.MAX_VALUE);
            row.addRow(0, button);
        }
        row.setMinHeight(Region.USE_PREF_SIZE);
        return row;
    }

    /** One below the other, the strong one first; the last two side by side where there is no height for all. */
    public static Pane stacked(Setting setting, List<Choice> choices) {
        List<Choice> ordered = ordered(choices, true);
        int alone = ordered.size() <= MOST_IN_A_ROW ? ordered.size() : ordered.size() - 2;
        VBox column = new VBox(18);
        for (Choice choice : ordered.subList(0, alone)) {
            column.getChildren().add(button(setting, choice));
        }
        if (alone < ordered.size()) {
            Pane rest = row(setting, ordered.subList(alone, ordered.size()));
            rest.lookupAll(".icon").forEach(Choices::leaveOut);
            column.getChildren().add(rest);
        }
        column.setMinHeight(Region.USE_PREF_SIZE);
        return column;
    }

    private static void leaveOut(Node icon) {
        icon.setManaged(false);
        icon.setVisible(false);
    }

    private static double weight(List<Choice> choices) {
        return choices.stream()
                .mapToDouble(choice -> choice.emphasis() ? 1.6 : 1)
                .sum();
    }

    private static List<Choice> ordered(List<Choice> choices, boolean strongFirst) {
        List<Choice> ordered = new ArrayList<>(choices);
        ordered.sort(Comparator.comparing((Choice choice) -> choice.emphasis() != strongFirst));
        return ordered;
    }
}
