package org.zizhu.kiosk.admin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.zizhu.drivers.chipcard.ChipCardReader;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.VisitOver;

/** Screens at which staff answer, for as long as their card is in. */
final class StaffTalk {

    private static final Duration TICK = Duration.ofSeconds(1);

    private final Desk desk;
    private final ChipCardReader reader;

    StaffTalk(Desk desk, ChipCardReader reader) {
        this.desk = desk;
        this.reader = reader;
    }

    /** Shows a screen, follows what changes on it, and returns what was done; empty when the card was pulled. */
    Optional<Action> choose(Supplier<Screen> screen) throws VisitOver {
        desk.show(screen.get());
        return listen(screen);
    }

    private Optional<Action> listen(Supplier<Screen> screen) throws VisitOver {
        while (StaffSignIn.cardIn(reader)) {
            Optional<Action> action = desk.listen(TICK);
            if (action.isPresent()) {
                // What was touched while the card came out is not done any more.
                return StaffSignIn.cardIn(reader) ? action : Optional.empty();
            }
            desk.update(screen.get());
        }
        return Optional.empty();
    }

    Action ask(Screen screen) throws VisitOver, CardPulled {
        return choose(() -> screen).orElseThrow(CardPulled::new);
    }

    /** Says something that has to be read. */
    void tell(Text heading, Text words, List<Screen.Line> lines) throws VisitOver, CardPulled {
        ask(new Screen.Confirmation(heading, words, lines, List.of(Choice.strong("知道了", "OK", new Action.Back()))));
    }

    /**
     * Has digits typed.
     *
     * @param hint what to type
     * @param letters what stands before them and stays
     * @param most how many digits
     * @return with the letters; empty when they went back
     */
    Optional<String> number(Text title, Text question, Text hint, String letters, int most)
            throws VisitOver, CardPulled {
        String entered = letters;
        boolean wrong = false;
        desk.show(new Screen.TypeNumber(title, question, entered, hint, false, choices()));
        while (true) {
            Screen shown = new Screen.TypeNumber(title, question, entered, hint, wrong, choices());
            // An update: the finger that types goes on.
            desk.update(shown);
            Action action = listen(() -> shown).orElseThrow(CardPulled::new);
            wrong = false;
            if (action instanceof Action.Back) {
                return Optional.empty();
            } else if (action instanceof Action.TypeDigit digit && entered.length() < letters.length() + most) {
                entered += digit.digit();
            } else if (action instanceof Action.EraseDigit && entered.length() > letters.length()) {
                entered = entered.substring(0, entered.length() - 1);
            } else if (action instanceof Action.Confirm) {
                if (entered.length() > letters.length()) {
                    return Optional.of(entered);
                }
                wrong = true;
            }
        }
    }

    private static List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        choices.add(Choice.plain("返回", "Back", new Action.Back()));
        choices.add(Choice.strong("下一步", "Next", new Action.Confirm()));
        return choices;
    }
}
