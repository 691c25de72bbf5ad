package org.zizhu.ui.view;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Icons;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Ids;
import org.zizhu.ui.part.Leaves;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Sheet;
import org.zizhu.ui.part.Touchable;

/** How the citizen wants to show who they are: ways alike in size and colour, for none is better; those that are closed say why. */
final class ChooseWayView extends ScreenView<Screen.ChooseWay> {
    /** All ways in the lower half at once are worth more than their captions. */
    private boolean compact;

    ChooseWayView(Screen.ChooseWay screen, Setting setting) {
        super(Screen.ChooseWay.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.ChooseWay screen) {
        compact = setting.lowReach() && setting.large() && screen.ways().size() > 2;
        List<Region> tiles = new ArrayList<>();
        for (Screen.WayTile way : screen.ways()) {
            tiles.add(way.closed().isPresent() ? closed(way) : open(way));
        }
        return new Sheet(setting, MaterialDesignS.SHIELD_ACCOUNT_OUTLINE, "blue", setting.say(screen.heading()))
                .words(Lettering.BODY.soft(setting.say(screen.why())))
                .choices(screen.choices())
                .touched(new Leaves(setting, new Leaves.Shape(1, Setting.GAP, 280), tiles));
    }

    private Region open(Screen.WayTile way) {
        HBox content = content(way, "blue", Lettering.BODY.soft(setting.say(way.caption())));
        FontIcon onward = Icons.of(MaterialDesignC.CHEVRON_RIGHT, 56);
        onward.getStyleClass().add("onward");
        content.getChildren().add(onward);
        Action choose = new Action.ChooseWay(way.way());
        Touchable tile =
                new Touchable(Ids.of(choose), () -> setting.act().accept(choose), content).style("card", "tile");
        tile.setAccessibleText(setting.say(way.name()));
        return tile;
    }

    private Region closed(Screen.WayTile way) {
        Label why = Lettering.BODY.of(
                setting.say("closed") + " · " + setting.say(way.closed().orElseThrow()));
        why.getStyleClass().add("warn");
        StackPane tile = new StackPane(content(way, "grey", why));
        tile.getStyleClass().addAll("card", "tile", "closed");
        return tile;
    }

    private HBox content(Screen.WayTile way, String colour, Label below) {
        VBox text = new VBox(setting.size(10, 8), Lettering.TITLE.of(setting.say(way.name())));
        if (!compact || way.closed().isPresent()) {
            text.getChildren().add(below);
        }
        text.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox content = new HBox(32, Sheet.badge(setting, Icons.way(way.icon()), colour, compact ? 80 : 112), text);
        content.setAlignment(Pos.CENTER_LEFT);
        return content;
    }
}
