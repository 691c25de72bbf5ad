package org.zizhu.ui.view;

import java.util.List;
import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.util.Duration;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignG;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.ui.look.Icons;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Motion;
import org.zizhu.ui.part.Poster;

/** Invites. A touch anywhere begins. */
final class AttractView extends ScreenView<Screen.Attract> {
    AttractView(Screen.Attract screen, Setting setting) {
        super(Screen.Attract.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.Attract screen) {
        VBox highlights = new VBox(setting.size(20, 22));
        for (Text highlight : screen.highlights()) {
            HBox line = new HBox(
                    20,
                    Icons.of(MaterialDesignC.CHECK_CIRCLE, setting.size(44, 50)),
                    Lettering.LEAD.of(setting.say(highlight)));
            line.getStyleClass().add("highlight");
            line.setAlignment(Pos.CENTER_LEFT);
            highlights.getChildren().add(line);
        }
        // As wide as its longest line, so that the column of ticks stands in the middle.
        highlights.setMaxWidth(Region.USE_PREF_SIZE);
        Choice begin = new Choice(
                Text.of(setting.say("attract.begin"), setting.say("attract.begin")), new Action.Begin(), true);
        Poster lines = new Poster(setting, hand()).line(Lettering.DISPLAY.of(setting.say(screen.welcome())));
        // Where there is little room the notice counts for more than what the home screen says anyhow.
        lines.line(screen.notice()
                .map(notice -> (Node) Lettering.LEAD.of(setting.say(notice)))
                .orElse(highlights));
        Region poster = lines.line(Lettering.BODY.soft(setting.say("attract.hint")))
                .choices(List.of(begin))
                .build();
        poster.setOnMouseClicked(e -> setting.act().accept(new Action.Begin()));
        return poster;
    }

    /** A finger that touches, and the wave it makes: a small area, so that it moves well without a graphics processor. */
    private static Pane hand() {
        Circle wave = new Circle(70);
        wave.getStyleClass().add("wave");
        Circle ground = new Circle(100);
        ground.getStyleClass().add("wave-ground");
        StackPane picture = new StackPane(wave, ground, Icons.of(MaterialDesignG.GESTURE_TAP, 116));
        picture.getStyleClass().add("attract-hand");
        picture.setMinSize(300, 300);
        picture.setMaxSize(300, 300);
        Timeline waving = new Timeline(
                new KeyFrame(
                        Duration.ZERO,
                        new KeyValue(wave.radiusProperty(), 96),
                        new KeyValue(wave.opacityProperty(), 0.5)),
                new KeyFrame(
                        Duration.seconds(1.8),
                        new KeyValue(wave.radiusProperty(), 148, Interpolator.EASE_OUT),
                        new KeyValue(wave.opacityProperty(), 0, Interpolator.EASE_OUT)),
                new KeyFrame(Duration.seconds(2.6)));
        Motion.whileShown(picture, waving);
        return picture;
    }
}
