package org.zizhu.ui.view;

import java.util.stream.Collectors;
import javafx.scene.layout.Region;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Poster;
import org.zizhu.ui.part.QrCode;

/** Take a photo of this: the code of a slip that could not be printed, and what it is for. */
final class SlipView extends ScreenView<Screen.Slip> {

    private static final double PLATE = 560;

    private static final double PLATE_LARGE = 520;

    private static final Text COLON = Text.of("：", ": ");

    SlipView(Screen.Slip screen, Setting setting) {
        super(Screen.Slip.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.Slip screen) {
        QrCode code = new QrCode(screen.code(), setting.size(PLATE, PLATE_LARGE));
        code.setAccessibleText(setting.say(screen.heading()));
        return new Poster(setting, code)
                .kept()
                .above(Lettering.TITLE.of(setting.say(screen.heading())))
                .above(Lettering.BODY.soft(setting.say(screen.explanation())))
                .line(Lettering.BODY.of(screen.lines().stream()
                        .map(line -> setting.say(line.label()) + setting.say(COLON) + setting.say(line.value()))
                        .collect(Collectors.joining("\n"))))
                .choices(screen.choices())
                .build();
    }
}
