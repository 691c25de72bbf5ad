package org.zizhu.ui.part;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.ui.look.Setting;

/** The layout of screens that say one thing: a picture, a large line, a few more; the choices below. In landscape the picture is at the left. */
public final class Poster {
    private final Setting setting;
    private final Node picture;
    private final List<Node> above = new ArrayList<>();
    private final List<Node> lines = new ArrayList<>();
    private boolean kept;
    private List<Choice> choices = List.of();

    public Poster(Setting setting, Node picture) {
        this.setting = setting;
        this.picture = picture;
    }

    /** A line that stands above the picture; in landscape, above all others. */
    public Poster above(Node line) {
        above.add(line);
        return this;
    }

    /** The picture is what the screen is for: it stays where there is little room. */
    public Poster kept() {
        kept = true;
        return this;
    }

    public Poster line(Node line) {
        lines.add(line);
        return this;
    }

    public Poster choices(List<Choice> buttons) {
        choices = buttons;
        return this;
    }

    public Region build() {
        return setting.landscape() ? landscape() : portrait();
    }

    private Region portrait() {
        double gap = kept ? setting.size(20, 14) : setting.size(36, 28);
        VBox card = kept ? new VBox(gap, picture) : new Yielding(gap, picture);
        card.getChildren().addAll(0, above);
        card.getChildren().addAll(lines);
        card.setAlignment(Pos.CENTER);
        card.getStyleClass().addAll("card", "poster");
        all().forEach(line -> align(line, Pos.CENTER, TextAlignment.CENTER));
        VBox.setVgrow(card, Priority.ALWAYS);
        VBox all = new VBox(Setting.GAP, card);
        if (!choices.isEmpty()) {
            all.getChildren().add(Choices.across(setting, choices));
        }
        return all;
    }

    private Region landscape() {
        StackPane left = new StackPane(picture);
        left.setMinWidth(620);
        left.setMaxWidth(620);
        left.getStyleClass().add("poster-left");
        VBox right = new VBox(setting.size(28, 24));
        right.getChildren().addAll(all());
        right.setAlignment(Pos.CENTER_LEFT);
        all().forEach(line -> align(line, Pos.CENTER_LEFT, TextAlignment.LEFT));
        VBox.setVgrow(right, Priority.ALWAYS);
        VBox text = new VBox(Setting.GAP, right);
        if (!choices.isEmpty()) {
            text.getChildren().add(Choices.across(setting, choices));
        }
        text.getStyleClass().add("poster-right");
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox card = new HBox(left, text);
        card.getStyleClass().add("card");
        return card;
    }

    private List<Node> all() {
        List<Node> all = new ArrayList<>(above);
        all.addAll(lines);
        return all;
    }

    private static void align(Node line, Pos position, TextAlignment alignment) {
        if (line instanceof Label label) {
            label.setAlignment(position);
            label.setTextAlignment(alignment);
        } else if (line instanceof VBox box) {
            box.setAlignment(position);
        } else if (line instanceof HBox box) {
            box.setAlignment(position);
        }
    }
}
