package org.zizhu.kiosk.step;

import java.util.List;
import java.util.Map;
import org.zizhu.kiosk.identity.ConsentWords;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * Asks whether the camera may look, separately from all else, and writes the answer down before anything is done with it: what
 * was asked, in which words, what was answered and when. No picture goes with it.
 */
final class AskConsent {

    private static final ConsentWords WORDS = ConsentWords.shipped();

    /** What they said. Neither answer is drawn larger than the other, for the consent is to be free. */
    enum Given {
        YES,
        NO,
        /** They went back without an answer. */
        NONE
    }

    private AskConsent() {}

    static Given toFaceCheck(Matter matter) throws VisitOver {
        Screen screen = new Screen.Consent(
                WORDS.heading(),
                WORDS.points(),
                List.of(
                        Choice.plain("不同意，换一种方式", "No, another way", new Action.Decline()),
                        Choice.plain("同意，开始比对", "Yes, go ahead", new Action.Agree())));
        while (true) {
            Action action = matter.desk().ask(screen);
            if (action instanceof Action.Agree) {
                note(matter, "given");
                return Given.YES;
            } else if (action instanceof Action.Decline) {
                note(matter, "refused");
                return Given.NO;
            } else if (action instanceof Action.Back) {
                return Given.NONE;
            }
        }
    }

    private static void note(Matter matter, String answer) {
        matter.unit()
                .journal()
                .note(
                        matter.unit().identities().get(),
                        matter.item().id(),
                        Entry.Step.CONSENT,
                        answer.equals("given") ? Phase.DONE : Phase.FAILED,
                        Map.of(
                                "asked",
                                "face-check",
                                "words",
                                WORDS.version(),
                                "answer",
                                answer,
                                "case",
                                matter.caseNumber()));
    }
}
