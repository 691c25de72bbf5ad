package org.zizhu.kiosk.step;

import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/** Another try of a question that the platform did not answer: in a new session where the old one has ended, with more proof where it wants more. */
final class Again {

    private Again() {}

    static boolean wanted(Matter matter, Answer<?> answer) throws VisitOver {
        boolean expired = answer.code().equals("session-expired");
        boolean tooLittle = answer.code().equals("assurance-too-low");
        if (expired) {
            matter.citizen().sessionExpired();
        }
        if (!TroubleTalk.wantsRetry(matter, answer)) {
            return false;
        }
        if (tooLittle) {
            // It may count less than we thought was shown, or demand more than our catalogue knows.
            matter.citizen().unconfirmed();
            return new Identify(matter.item().identity().inPerson()).perform(matter) == Step.Next.GO_ON;
        }
        return !expired || new Identify().perform(matter) == Step.Next.GO_ON;
    }
}
