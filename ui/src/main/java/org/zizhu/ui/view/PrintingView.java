package org.zizhu.ui.view;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Gauge;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Paper;
import org.zizhu.ui.part.Poster;

/** A document is being printed. */
final class PrintingView extends ScreenView<Screen.Printing> {
    private final Label pages = Lettering.LEAD.of("");

    private final Gauge gauge = new Gauge();

    PrintingView(Screen.Printing screen, Setting setting) {
        super(Screen.Printing.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.Printing screen) {
        count(screen);
        VBox progress = new VBox(20, pages, gauge);
        return new Poster(setting, Paper.coming("document"))
                .line(Lettering.DISPLAY.of(setting.say("printing.title")))
                .line(Lettering.LEAD.of(setting.say(screen.document())))
                .line(progress)
                .line(Lettering.BODY.soft(setting.say("printing.hint")))
                .build();
    }

    @Override
    protected boolean update(Screen.Printing was, Screen.Printing next) {
        if (!was.document().equals(next.document())) {
            return false;
        }
        count(next);
        return true;
    }

    private void count(Screen.Printing screen) {
        pages.setText(setting.say("printing.pages", screen.pagesCompleted(), screen.pagesExpected()));
        gauge.set(screen.pagesExpected() == 0 ? 0 : (double) screen.pagesCompleted() / screen.pagesExpected());
    }
}
