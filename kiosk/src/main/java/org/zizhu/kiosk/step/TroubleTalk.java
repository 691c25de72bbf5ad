package org.zizhu.kiosk.step;

import java.util.List;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.Troubles;
import org.zizhu.kiosk.visit.VisitOver;

/** Tells a citizen what went wrong and asks what they want to do. */
final class TroubleTalk {

    private TroubleTalk() {}

    /** Whether they want another try. Where another try is of no use, it is not offered. */
    static boolean wantsRetry(Matter matter, String code) throws VisitOver {
        Troubles troubles = matter.unit().troubles();
        Choice back = Choice.plain("返回服务列表", "Back to services", new Action.Back());
        List<Choice> choices = troubles.words(code).severe()
                ? List.of(back)
                : List.of(Choice.strong("再试一次", "Try again", new Action.Retry()), back);
        return ask(matter, troubles.screen(code, choices));
    }

    /** The same for an answer of the platform; one that we have no words for is told in the platform's own. */
    static boolean wantsRetry(Matter matter, Answer<?> answer) throws VisitOver {
        String code = answer.code();
        if (answer instanceof Answer.Refused<?> refused
                && !matter.unit().troubles().foreseen(code)) {
            Troubles.Words words = matter.unit().troubles().words("refused");
            List<Choice> choices = List.of(Choice.plain("返回服务列表", "Back to services", new Action.Back()));
            return ask(matter, new Screen.Trouble(code, refused.message(), words.next(), true, choices));
        }
        return wantsRetry(matter, code);
    }

    private static boolean ask(Matter matter, Screen.Trouble trouble) throws VisitOver {
        while (true) {
            Action action = matter.desk().ask(trouble);
            if (action instanceof Action.Retry) {
                return true;
            }
            if (action instanceof Action.Back) {
                return false;
            }
        }
    }
}
