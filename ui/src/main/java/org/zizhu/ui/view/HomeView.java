package org.zizhu.ui.view;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Icons;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Choices;
import org.zizhu.ui.part.Ids;
import org.zizhu.ui.part.Leaves;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Notice;
import org.zizhu.ui.part.Sheet;
import org.zizhu.ui.part.Touchable;

/** The items to choose from. A closed one stays touchable: its guide says what to do instead. */
final class HomeView extends ScreenView<Screen.Home> {
    private static final List<String> COLOURS =
            List.of("blue", "teal", "indigo", "green", "sky", "amber", "orange", "red", "violet");

    /** With more than these, tiles are small and without captions: what can be done here is seen at a glance, or in few pages. */
    private static final int MOST_WITH_CAPTIONS = 8;

    HomeView(Screen.Home screen, Setting setting) {
        super(Screen.Home.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.Home screen) {
        boolean dense = screen.tiles().size() > MOST_WITH_CAPTIONS;
        int columns = columns(screen.tiles().size());
        List<Touchable> tiles = new ArrayList<>();
        for (Screen.Tile tile : screen.tiles()) {
            // Water in orange would be read as oil.
            String colour = tile.icon().equals("water") ? "sky" : COLOURS.get(tiles.size() % COLOURS.size());
            boolean wide =
                    columns == 1 || (setting.landscape() && screen.tiles().size() > 3);
            tiles.add(touchable(tile, dense ? dense(tile, colour) : roomy(tile, colour, wide), dense));
        }
        Sheet sheet = new Sheet(setting, MaterialDesignH.HAND_WAVE_OUTLINE, "blue", setting.say("home.title"));
        // Large type has room for one of the two.
        if (!setting.large() || screen.notice().isEmpty()) {
            sheet.words(Lettering.BODY.soft(setting.say("home.hint")));
        }
        sheet.notice(screen.notice().map(notice -> Notice.of(setting, MaterialDesignB.BELL, setting.say(notice))));
        Leaves.Shape shape = dense
                ? new Leaves.Shape(columns, 16, 200)
                : new Leaves.Shape(columns, Setting.GAP, setting.landscape() ? 800 : 380);
        Leaves leaves = new Leaves(setting, shape, tiles);
        // A long notice leaves no room below it.
        if (setting.landscape()
                && screen.notice().isPresent()
                && !screen.choices().isEmpty()) {
            VBox.setVgrow(leaves, Priority.ALWAYS);
            return sheet.touched(new VBox(Setting.GAP, leaves, Choices.across(setting, screen.choices())));
        }
        return sheet.choices(screen.choices()).touched(leaves);
    }

    private int columns(int tiles) {
        if (tiles > MOST_WITH_CAPTIONS) {
            return setting.landscape() && !setting.large() ? 3 : 2;
        }
        if (setting.landscape()) {
            return tiles <= 3 ? tiles : setting.large() ? 1 : 2;
        }
        return tiles <= 4 || setting.large() || setting.lowReach() ? 1 : 2;
    }

    /** A small badge and the name; why a closed one is closed says its guide. */
    private Region dense(Screen.Tile tile, String colour) {
        boolean closed = tile.closed().isPresent();
        Lettering size = setting.landscape() || setting.large() ? Lettering.BODY : Lettering.LEAD;
        Label name = size.of(setting.say(tile.name()));
        name.getStyleClass().add("strong-type");
        VBox text = new VBox(2, name);
        if (closed) {
            Label word = Lettering.CAPTION.of(setting.say("closed"));
            word.getStyleClass().add("warn");
            text.getChildren().add(word);
        }
        text.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox content = new HBox(
                20,
                Sheet.badge(setting, Icons.item(tile.icon()), closed ? "grey" : colour, setting.size(84, 76)),
                text);
        content.setAlignment(Pos.CENTER_LEFT);
        return content;
    }

    private Region roomy(Screen.Tile tile, String colour, boolean wide) {
        boolean closed = tile.closed().isPresent();
        Region badge = Sheet.badge(setting, Icons.item(tile.icon()), closed ? "grey" : colour, wide ? 112 : 128);
        Label name = Lettering.TITLE.of(setting.say(tile.name()));
        VBox text = new VBox(setting.size(10, 12), name);
        if (closed) {
            text.getChildren().add(reason(setting.say(tile.closed().orElseThrow()), wide));
        } else {
            text.getChildren().add(Lettering.BODY.soft(setting.say(tile.caption())));
        }
        return wide ? beside(badge, text, closed) : below(badge, text);
    }

    private Touchable touchable(Screen.Tile tile, Region content, boolean dense) {
        Action choose = new Action.ChooseItem(tile.item());
        Touchable touchable =
                new Touchable(Ids.of(choose), () -> setting.act().accept(choose), content).style("card", "tile");
        if (dense) {
            touchable.style("dense");
        }
        if (tile.closed().isPresent()) {
            touchable.style("closed");
        }
        touchable.setAccessibleText(setting.say(tile.name()));
        return touchable;
    }

    private Region beside(Region badge, VBox text, boolean closed) {
        text.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox content = new HBox(32, badge, text);
        if (!closed) {
            FontIcon onward = Icons.of(MaterialDesignC.CHEVRON_RIGHT, 56);
            onward.getStyleClass().add("onward");
            content.getChildren().add(onward);
        }
        content.setAlignment(Pos.CENTER_LEFT);
        return content;
    }

    private static Region below(Region badge, VBox text) {
        text.setAlignment(Pos.CENTER);
        for (var node : text.getChildren()) {
            if (node instanceof Label label) {
                label.setAlignment(Pos.CENTER);
                label.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
            }
        }
        VBox content = new VBox(24, badge, text);
        content.setAlignment(Pos.CENTER);
        return content;
    }

    private Region reason(String why, boolean wide) {
        Label label = Lettering.BODY.of(setting.say("closed") + " · " + why);
        label.getStyleClass().add("warn");
        if (!wide) {
            label.setAlignment(Pos.CENTER);
            label.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
        }
        return label;
    }
}
