package org.zizhu.ui.view;

import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.CardInReader;
import org.zizhu.ui.part.Chip;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Poster;
import org.zizhu.ui.part.Spinner;

/** Put a card into the chip reader: the citizen theirs, or staff theirs. */
final class InsertCardView extends ScreenView<Screen.InsertCard> {
    InsertCardView(Screen.InsertCard screen, Setting setting) {
        super(Screen.InsertCard.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.InsertCard screen) {
        String card =
                switch (screen.card()) {
                    case SOCIAL_SECURITY_CARD -> "insert.";
                    case STAFF_CARD -> "insert.staff.";
                };
        String phase = card
                + switch (screen.phase()) {
                    case WAITING -> "waiting";
                    case READING -> "reading";
                    case LIFT -> "out";
                };
        Region hint = Lettering.LEAD.of(screen.hint().map(setting::say).orElseGet(() -> setting.say(phase + ".hint")));
        hint.getStyleClass().add(screen.hint().isPresent() ? "warn" : "soft");
        Poster poster = new Poster(setting, new CardInReader(screen.phase()))
                .line(Lettering.DISPLAY.of(setting.say(phase)))
                .line(hint);
        if (screen.phase() == Screen.CardPhase.READING) {
            poster.line(new HBox(new Spinner(72)));
        }
        return poster.line(Chip.of(setting.say("card.for", setting.say(screen.item()))))
                .choices(screen.choices())
                .build();
    }
}
