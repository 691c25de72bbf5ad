package org.zizhu.ui.view;

import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Advice;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Poster;
import org.zizhu.ui.part.Sheet;

/** The whole kiosk can't serve now. */
final class OutOfServiceView extends ScreenView<Screen.OutOfService> {
    OutOfServiceView(Screen.OutOfService screen, Setting setting) {
        super(Screen.OutOfService.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.OutOfService screen) {
        HBox next = new HBox(Advice.reminders(setting, screen.whatNext()));
        next.setAlignment(Pos.CENTER);
        return new Poster(setting, Sheet.badge(setting, MaterialDesignW.WRENCH_OUTLINE, "grey", 200))
                .line(Lettering.DISPLAY.of(setting.say("out-of-service")))
                .line(Lettering.LEAD.of(setting.say(screen.why())))
                .line(next)
                .build();
    }
}
