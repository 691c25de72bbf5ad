package org.zizhu.ui.look;

import java.util.function.Consumer;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Presentation;
import org.zizhu.kiosk.screen.Text;

/**
 * The circumstances in which a view is drawn. Lengths are in design pixels: the shorter side of the panel is 1080 of them, whatever
 * the panel's own resolution.
 *
 * @param act takes what the citizen did
 * @param stillHere takes a touch that stays within the window, such as turning to the next lines of a guide
 */
public record Setting(
        Presentation presentation, double width, double height, Words words, Consumer<Action> act, Runnable stillHere) {

    /** Room between neighbours. */
    public static final double GAP = 24;

    /** Room at the panel's edges. */
    public static final double EDGE = 36;

    /** The height of the footer when the buttons of the header have come down to it; in usual and in large type. */
    public static final double LOW_FOOTER = 260;

    public static final double LOW_FOOTER_LARGE = 310;

    public boolean landscape() {
        return width > height;
    }

    public boolean large() {
        return presentation.largeType();
    }

    /** Whether everything that is touched has to stay in the lower half: a landscape panel is low enough as it is. */
    public boolean lowReach() {
        return presentation.lowReach() && !landscape();
    }

    public String say(Text text) {
        return text.in(presentation.language());
    }

    public String say(String key, Object... values) {
        return words.say(key, values);
    }

    /** One of two lengths, by the size of type. */
    public double size(double usual, double large) {
        return large() ? large : usual;
    }
}
