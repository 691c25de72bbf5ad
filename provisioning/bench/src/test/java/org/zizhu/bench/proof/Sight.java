package org.zizhu.bench.proof;

import java.util.stream.Collectors;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.View;

/**
 * What a citizen sees at one moment, in one line.
 *
 * @param view the view's number, to touch it
 * @param screen the screen's id
 * @param detail what matters on it: a trouble's code, why the certificate is closed, what is to be taken, which ways are open
 */
record Sight(long view, String screen, String detail) {

    static Sight of(View view) {
        return new Sight(view.number(), view.screen().id(), detail(view.screen()));
    }

    boolean is(String id) {
        return screen.equals(id);
    }

    boolean is(String id, String beginning) {
        return screen.equals(id) && detail.startsWith(beginning);
    }

    private static String detail(Screen screen) {
        if (screen instanceof Screen.Trouble trouble) {
            return trouble.code();
        } else if (screen instanceof Screen.Home home) {
            return home.tiles().get(0).closed().map(text -> text.english()).orElse("open");
        } else if (screen instanceof Screen.Guide guide) {
            return guide.closed().map(text -> text.english()).orElse("open");
        } else if (screen instanceof Screen.OutOfService out) {
            return out.why().english();
        } else if (screen instanceof Screen.PresentCard present) {
            return present.phase() + " "
                    + present.hint().map(text -> text.english()).orElse("");
        } else if (screen instanceof Screen.TakePaper take) {
            return take.outlet() + " " + take.secondsLeft().orElse(0);
        } else if (screen instanceof Screen.Printing printing) {
            return printing.pagesCompleted() + " of " + printing.pagesExpected();
        } else if (screen instanceof Screen.ChooseWay choice) {
            return choice.ways().stream()
                    .filter(way -> way.closed().isEmpty())
                    .map(Screen.WayTile::way)
                    .collect(Collectors.joining(" "));
        } else if (screen instanceof Screen.FaceCheck check) {
            return check.pose() + " " + check.good();
        } else if (screen instanceof Screen.OpenBox open) {
            return (open.open() ? "open " : "opening ") + open.box();
        } else if (screen instanceof Screen.PayByCode pay) {
            return pay.code();
        } else if (screen instanceof Screen.ChooseDues dues) {
            return dues.dues().stream()
                    .filter(due -> !due.marked())
                    .map(Screen.DueTile::due)
                    .collect(Collectors.joining(" "));
        } else if (screen instanceof Screen.Confirmation confirmation) {
            return confirmation.choices().stream()
                    .map(choice -> choice.action().getClass().getSimpleName())
                    .collect(Collectors.joining(" "));
        } else if (screen instanceof Screen.TypeNumber typing) {
            return typing.question().english();
        } else if (screen instanceof Screen.Review review) {
            return review.level().isPresent() ? "rated" : "";
        }
        return "";
    }
}
