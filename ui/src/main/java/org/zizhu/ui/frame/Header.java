package org.zizhu.ui.frame;

import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.zizhu.kiosk.screen.View;
import org.zizhu.ui.look.Icons;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Motion;

/** Which kiosk this is, where, the time, the languages; and who is signed in, with the way out. For low reach its buttons are in the footer. */
final class Header extends VBox {
    private final Setting setting;
    private final InstantSource clock;
    private final Label time = Lettering.TITLE.of("");
    private final Label date = Lettering.CAPTION.of("");

    Header(Setting setting, View view, InstantSource clock) {
        this.setting = setting;
        this.clock = clock;
        getStyleClass().add("header");
        setMinHeight(USE_PREF_SIZE);
        HBox bar = new HBox(20, emblem(), title(view), time());
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.setFillHeight(false);
        bar.getStyleClass().add("header-bar");
        getChildren().add(bar);
        boolean buttons = !setting.lowReach();
        if (setting.landscape()) {
            view.citizen().ifPresent(name -> bar.getChildren().add(HeaderButtons.end(setting)));
        } else if (view.citizen().isPresent()) {
            HBox strip = new HBox(24, citizen(view.citizen().get()));
            if (buttons) {
                strip.getChildren().addAll(spring(), HeaderButtons.end(setting));
            }
            strip.setAlignment(Pos.CENTER_LEFT);
            strip.getStyleClass().add("citizen-strip");
            getChildren().add(strip);
        }
        if (buttons) {
            bar.getChildren().add(HeaderButtons.languages(setting));
        } else {
            // The status line has come up here, too; it gives way to whoever is signed in.
            if (view.citizen().isEmpty()) {
                HBox status = StatusLine.of(setting, view.unit());
                status.getStyleClass().add("status-high");
                getChildren().add(status);
            }
        }
        tick();
        Motion.whileShown(this, new Timeline(new KeyFrame(Duration.seconds(1), e -> tick())));
    }

    private static Region emblem() {
        StackPane emblem = new StackPane(Icons.of(MaterialDesignB.BANK, 60));
        emblem.getStyleClass().add("emblem");
        emblem.setMinSize(96, 96);
        emblem.setMaxSize(96, 96);
        return emblem;
    }

    private VBox title(View view) {
        Label title = Lettering.TITLE.of(setting.say("title"));
        VBox text = new VBox(2, title);
        if (setting.landscape() && view.citizen().isPresent()) {
            // The name takes the place's line: beside it there is no room for both.
            text.getChildren().add(citizen(view.citizen().get()));
        } else if (!setting.large() || view.citizen().isEmpty()) {
            text.getChildren().add(place(setting.say(view.unit().place())));
        }
        text.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(text, Priority.ALWAYS);
        return text;
    }

    private static Label place(String words) {
        Label place = Lettering.CAPTION.of(words);
        place.getStyleClass().add("place");
        return place;
    }

    private VBox time() {
        for (Label label : new Label[] {time, date}) {
            label.setWrapText(false);
            label.setMinWidth(Region.USE_PREF_SIZE);
        }
        date.getStyleClass().add("place");
        VBox box = new VBox(2, time);
        if (!setting.large()) {
            box.getChildren().add(date);
        }
        box.setAlignment(Pos.CENTER_RIGHT);
        return box;
    }

    private HBox citizen(String name) {
        boolean small = setting.landscape();
        Label hello = (small ? Lettering.CAPTION : Lettering.BODY).of(setting.say("citizen", name));
        HBox who = new HBox(small ? 10 : 16, Icons.of(MaterialDesignA.ACCOUNT_CIRCLE, small ? 36 : 48), hello);
        who.setAlignment(Pos.CENTER_LEFT);
        who.getStyleClass().add("citizen");
        return who;
    }

    private static Region spring() {
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        return spring;
    }

    private void tick() {
        ZonedDateTime now = clock.instant().atZone(ZoneId.systemDefault());
        time.setText(DateTimeFormatter.ofPattern("HH:mm").format(now));
        date.setText(
                DateTimeFormatter.ofPattern(setting.say("date"), setting.words().locale())
                        .format(now));
    }
}
