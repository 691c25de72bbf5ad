package org.zizhu.kiosk.step;

import java.util.ArrayList;
import java.util.List;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
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

    /** What they can only take note of. */
    static void tell(Matter matter, String code) throws VisitOver {
        matter.desk()
                .ask(matter.unit().troubles().screen(code, List.of(Choice.strong("知道了", "OK", new Action.Back()))));
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

    /** What somebody wants to do who could not show one thing, and could perhaps show another. */
    enum Reaction {
        RETRY,
        OTHER_WAY,
        LEAVE
    }

    /** The same where there is perhaps another way to show who they are. */
    static Reaction askFor(Matter matter, String code, boolean otherWay) throws VisitOver {
        Troubles troubles = matter.unit().troubles();
        return react(matter, troubles.screen(code, choices(troubles.words(code).severe(), otherWay)));
    }

    /** The same with what is to be known first of all, before what they can do. */
    static Reaction askFor(Matter matter, String code, Text known, boolean otherWay) throws VisitOver {
        Troubles.Words words = matter.unit().troubles().words(code);
        List<Text> next = new ArrayList<>(List.of(known));
        next.addAll(words.next());
        return react(
                matter,
                new Screen.Trouble(code, words.what(), next, words.severe(), choices(words.severe(), otherWay)));
    }

    /** The same for an answer of the platform. A platform that did not answer would not answer to another card either. */
    static Reaction askFor(Matter matter, Answer<?> answer, String code, boolean otherWay) throws VisitOver {
        if (answer instanceof Answer.Refused<?> refused) {
            Troubles troubles = matter.unit().troubles();
            return troubles.foreseen(code)
                    ? askFor(matter, code, otherWay)
                    : react(
                            matter,
                            new Screen.Trouble(
                                    code,
                                    refused.message(),
                                    troubles.words("refused").next(),
                                    true,
                                    choices(true, otherWay)));
        }
        return askFor(matter, code, false);
    }

    private static List<Choice> choices(boolean severe, boolean otherWay) {
        List<Choice> choices = new ArrayList<>();
        if (!severe) {
            choices.add(Choice.strong("再试一次", "Try again", new Action.Retry()));
        }
        if (otherWay) {
            choices.add(new Choice(Text.of("换一种方式", "Another way"), new Action.AnotherWay(), severe));
        }
        choices.add(Choice.plain("返回", "Back", new Action.Back()));
        return choices;
    }

    private static Reaction react(Matter matter, Screen.Trouble trouble) throws VisitOver {
        while (true) {
            Action action = matter.desk().ask(trouble);
            if (action instanceof Action.Retry) {
                return Reaction.RETRY;
            } else if (action instanceof Action.AnotherWay) {
                return Reaction.OTHER_WAY;
            } else if (action instanceof Action.Back) {
                return Reaction.LEAVE;
            }
        }
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
