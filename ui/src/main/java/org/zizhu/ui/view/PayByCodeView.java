package org.zizhu.ui.view;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Icons;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Notice;
import org.zizhu.ui.part.Poster;
import org.zizhu.ui.part.QrCode;
import org.zizhu.ui.part.Sheet;
import org.zizhu.ui.part.Spinner;

/** Scan this with the phone and pay: the amount and the payee, the code, how long it can be paid. */
final class PayByCodeView extends ScreenView<Screen.PayByCode> {
    /** On the usual panel, 4 px to the millimetre, the code within the white is 9 cm or more. */
    private static final double PLATE = 520;

    private static final double PLATE_LARGE = 484;

    private final Label left = Lettering.TITLE.of("");

    PayByCodeView(Screen.PayByCode screen, Setting setting) {
        super(Screen.PayByCode.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.PayByCode screen) {
        QrCode code = new QrCode(screen.code(), setting.size(PLATE, PLATE_LARGE));
        code.setAccessibleText(setting.say("pay.scan", setting.say(screen.means())));
        Label amount = Lettering.DISPLAY.of(setting.say(screen.amount()));
        amount.getStyleClass().add("amount");
        Poster poster = new Poster(setting, code)
                .kept()
                .above(means(screen))
                .above(amount)
                .above((setting.large() ? Lettering.CAPTION : Lettering.BODY)
                        .soft(setting.say("pay.payee", setting.say(screen.payee()))))
                .choices(screen.choices());
        if (screen.checking()) {
            code.spent(new Spinner(180));
            return poster.line(Lettering.TITLE.of(setting.say("pay.checking")))
                    .line(Lettering.BODY.soft(setting.say("pay.checking.hint")))
                    .build();
        }
        left.getStyleClass().add("countdown");
        count(screen.secondsLeft());
        return poster.line(left)
                .line(Notice.of(setting, MaterialDesignI.INFORMATION_OUTLINE, setting.say("pay.once")))
                .build();
    }

    private Region means(Screen.PayByCode screen) {
        HBox line = new HBox(
                20,
                Sheet.badge(setting, Icons.means(screen.icon()), Icons.meansColour(screen.icon()), 80),
                Lettering.TITLE.of(setting.say("pay.scan", setting.say(screen.means()))));
        line.setAlignment(Pos.CENTER);
        return line;
    }

    /** The code stays as it is drawn while the seconds go on: a phone may be looking at it. */
    @Override
    protected boolean update(Screen.PayByCode was, Screen.PayByCode next) {
        if (next.checking() || !at(was, next.secondsLeft()).equals(next)) {
            return false;
        }
        count(next.secondsLeft());
        return true;
    }

    private static Screen.PayByCode at(Screen.PayByCode screen, int secondsLeft) {
        return new Screen.PayByCode(
                screen.means(),
                screen.icon(),
                screen.code(),
                screen.amount(),
                screen.payee(),
                secondsLeft,
                screen.checking(),
                screen.choices());
    }

    private void count(int seconds) {
        left.setText(setting.say("pay.left", String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)));
    }
}
