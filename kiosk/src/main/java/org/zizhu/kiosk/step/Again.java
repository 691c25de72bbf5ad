package org.zizhu.kiosk.step;

import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/** Another try of a question that the platform did not answer, with a new session where the old one has ended. */
final class Again {

    private Again() {}

    static boolean wanted(Matter matter, Answer<?> answer) throws VisitOver {
        boolean expired = answer.code().equals("session-expired");
        if (expired) {
            matter.citizen().sessionExpired();
        }
        return TroubleTalk.wantsRetry(matter, answer)
                && (!expired || new Identify().perform(matter) == Step.Next.GO_ON);
    }
}
