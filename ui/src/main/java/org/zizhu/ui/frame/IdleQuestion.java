package org.zizhu.ui.frame;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Choices;
import org.zizhu.ui.part.Ids;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Sheet;
import org.zizhu.ui.part.Touchable;

/** 需要更多时间吗? above the screen. A touch beside the card counts as "yes": nobody is thrown out for missing a button. */
final class IdleQuestion extends StackPane {
    private final Setting setting;
    private final Label explanation = Lettering.LEAD.centred("");
    private final Label number = Lettering.DISPLAY.centred("");
    private final Touchable more;

    IdleQuestion(Setting setting, int secondsLeft) {
        this.setting = setting;
        Runnable stay = () -> setting.act().accept(new Action.MoreTime());
        more = Choices.button(setting, Ids.MORE_TIME, setting.say("more-time.yes"), MaterialDesignT.TIMER_OUTLINE, stay)
                .style("strong");
        Touchable end = Choices.button(
                        setting, Ids.IDLE_END_VISIT, setting.say("end"), MaterialDesignL.LOGOUT, () -> setting.act()
                                .accept(new Action.EndVisit()))
                .style("plain");
        VBox card = new VBox(
                setting.size(28, 28),
                Sheet.badge(setting, MaterialDesignT.TIMER_OUTLINE, "amber", 120),
                Lettering.DISPLAY.centred(setting.say("more-time.question")),
                number,
                explanation,
                more,
                end);
        card.setAlignment(Pos.CENTER);
        card.setFillWidth(true);
        card.getStyleClass().addAll("card", "question");
        card.setMaxSize(860, Region.USE_PREF_SIZE);
        number.getStyleClass().add("accent-type");
        getStyleClass().add("scrim");
        setAlignment(setting.lowReach() ? Pos.BOTTOM_CENTER : Pos.CENTER);
        VBox.setVgrow(card, Priority.NEVER);
        getChildren().add(card);
        card.setOnMouseClicked(javafx.scene.input.MouseEvent::consume);
        setOnMouseClicked(e -> stay.run());
        count(secondsLeft);
    }

    void count(int secondsLeft) {
        number.setText(setting.say("seconds", secondsLeft));
        explanation.setText(setting.say("more-time.explanation", secondsLeft));
    }

    Touchable more() {
        return more;
    }
}
