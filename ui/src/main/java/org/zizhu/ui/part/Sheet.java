package org.zizhu.ui.part;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.ui.look.Icons;
import org.zizhu.ui.look.Setting;

/**
 * The layout of screens with a lot on them: what it is about, the content, the choices. In portrait one below the other, in landscape
 * what it is about and the choices at the left. For low reach, content that is touched sinks into the lower half.
 */
public final class Sheet {

    private final Setting setting;
    private final Ikon ikon;
    private final String colour;
    private final String title;
    private final List<Node> words = new ArrayList<>();
    private List<Choice> choices = List.of();
    private Optional<Region> notice = Optional.empty();

    /** @param colour one of the badge colours of the style sheet */
    public Sheet(Setting setting, Ikon ikon, String colour, String title) {
        this.setting = setting;
        this.ikon = ikon;
        this.colour = colour;
        this.title = title;
    }

    /** Below the title. */
    public Sheet words(Node line) {
        words.add(line);
        return this;
    }

    /** A bar between title and content. */
    public Sheet notice(Optional<Region> bar) {
        notice = bar;
        return this;
    }

    public Sheet choices(List<Choice> buttons) {
        choices = buttons;
        return this;
    }

    /** With content that is only read. */
    public Region read(Region content) {
        return setting.landscape() ? landscape(content) : portrait(content);
    }

    /** With content that is touched. */
    public Region touched(Region content) {
        if (!setting.lowReach()) {
            return read(content);
        }
        VBox.setVgrow(content, Priority.ALWAYS);
        VBox low = new VBox(Setting.GAP, content);
        if (!choices.isEmpty()) {
            low.getChildren().add(Choices.across(setting, choices));
        }
        double room = setting.height() / 2 - Setting.EDGE - setting.size(Setting.LOW_FOOTER, Setting.LOW_FOOTER_LARGE);
        low.setMinHeight(room);
        low.setPrefHeight(room);
        low.setMaxHeight(room);
        VBox high = new Yielding(setting.size(28, 24), badge(setting, ikon, colour, 168));
        high.getChildren().add(Lettering.DISPLAY.centred(title));
        high.getChildren().addAll(words);
        words.forEach(Sheet::centre);
        high.setAlignment(Pos.CENTER);
        VBox.setVgrow(high, Priority.ALWAYS);
        VBox all = new VBox(Setting.GAP, high);
        notice.ifPresent(all.getChildren()::add);
        all.getChildren().add(low);
        return all;
    }

    private Region portrait(Region content) {
        VBox text = new VBox(setting.size(8, 10), Lettering.TITLE.of(title));
        text.getChildren().addAll(words);
        text.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox lead = new HBox(32, badge(setting, ikon, colour, 112), text);
        lead.setAlignment(Pos.CENTER_LEFT);
        lead.getStyleClass().addAll("card", "lead");
        lead.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(content, Priority.ALWAYS);
        VBox all = new VBox(Setting.GAP, lead);
        notice.ifPresent(all.getChildren()::add);
        all.getChildren().add(content);
        if (!choices.isEmpty()) {
            all.getChildren().add(Choices.across(setting, choices));
        }
        return all;
    }

    private Region landscape(Region content) {
        Region spring = new Region();
        VBox.setVgrow(spring, Priority.ALWAYS);
        VBox left = new Yielding(setting.size(20, 16), badge(setting, ikon, colour, 104));
        left.getChildren().add(Lettering.TITLE.of(title));
        left.getChildren().addAll(words);
        left.getChildren().add(spring);
        notice.ifPresent(left.getChildren()::add);
        if (!choices.isEmpty()) {
            left.getChildren().add(Choices.stacked(setting, choices));
        }
        left.getStyleClass().addAll("card", "lead");
        double width = setting.size(540, 620);
        left.setMinWidth(width);
        left.setPrefWidth(width);
        left.setMaxWidth(width);
        HBox.setHgrow(content, Priority.ALWAYS);
        content.setMaxHeight(Double.MAX_VALUE);
        HBox all = new HBox(Setting.GAP, left, content);
        all.setFillHeight(true);
        return all;
    }

    /** A picture on a coloured square. */
    public static Pane badge(Setting setting, Ikon ikon, String colour, double size) {
        StackPane badge = new StackPane(Icons.of(ikon, size * 0.56));
        badge.getStyleClass().addAll("badge", "badge-" + colour);
        badge.setMinSize(size, size);
        badge.setMaxSize(size, size);
        return badge;
    }

    /** Puts words in the middle of their place. */
    public static void centre(Node node) {
        if (node instanceof Label label) {
            label.setAlignment(Pos.CENTER);
            label.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
        }
    }
}
