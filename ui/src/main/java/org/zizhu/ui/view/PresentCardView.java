package org.zizhu.ui.view;

import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.CardOnReader;
import org.zizhu.ui.part.Chip;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Poster;
import org.zizhu.ui.part.Spinner;

/** Put the card on the reader. */
final class PresentCardView extends ScreenView<Screen.PresentCard> {
    PresentCardView(Screen.PresentCard screen, Setting setting) {
        super(Screen.PresentCard.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.PresentCard screen) {
        String phase =
                switch (screen.phase()) {
                    case WAITING -> "card.waiting";
                    case READING -> "card.reading";
                    case LIFT -> "card.lift";
                };
        Region picture = new CardOnReader(screen.phase());
        String hint = screen.hint().map(setting::say).orElseGet(() -> setting.say(phase + ".hint"));
        Region hintLine = Lettering.LEAD.of(hint);
        hintLine.getStyleClass().add(screen.hint().isPresent() ? "warn" : "soft");
        Poster poster = new Poster(setting, picture)
                .line(Lettering.DISPLAY.of(setting.say(phase)))
                .line(hintLine);
        if (screen.phase() == Screen.CardPhase.READING) {
            poster.line(new HBox(new Spinner(72)));
        }
        return poster.line(Chip.of(setting.say("card.for", setting.say(screen.item()))))
                .choices(screen.choices())
                .build();
    }
}
