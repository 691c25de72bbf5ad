package org.zizhu.ui.view;

import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignQ;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Chip;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Poster;
import org.zizhu.ui.part.Sheet;

/** Hold the code on the phone in front of the scanner. */
final class ShowCodeView extends ScreenView<Screen.ShowCode> {
    ShowCodeView(Screen.ShowCode screen, Setting setting) {
        super(Screen.ShowCode.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.ShowCode screen) {
        Region hint = Lettering.LEAD.of(screen.hint().map(setting::say).orElseGet(() -> setting.say("code.hint")));
        hint.getStyleClass().add("soft");
        return new Poster(setting, Sheet.badge(setting, MaterialDesignQ.QRCODE_SCAN, "blue", 300))
                .line(Lettering.DISPLAY.of(setting.say("code.show")))
                .line(hint)
                .line(Chip.of(setting.say("card.for", setting.say(screen.item()))))
                .choices(screen.choices())
                .build();
    }
}
