package org.zizhu.kiosk.step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.zizhu.kiosk.catalogue.Item;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.Dues;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * Has a household's number (户号) typed, and what it owes marked. Anybody may pay it, and nobody need say who they are; that it is the right
 * one is seen by the masked name of its customer. The number is forgotten with this step.
 */
public final class ChooseDuesOfHousehold implements Step {

    private static final int DIGITS = 10;

    /** Numbers that are read off a bill are right sooner; who tries more is looking for other people's. */
    private static final int MOST_NUMBERS = 5;

    /** As they are printed. */
    private static final int GROUP = 4;

    private static final Duration TICK = Duration.ofSeconds(1);

    private static final Text WHERE = Text.of("10 位数字，印在水费单上", "Ten digits, printed on the water bill");

    @Override
    public Next perform(Matter matter) throws VisitOver {
        Item.Owed owed = matter.item().owed();
        if (owed == null) {
            throw new IllegalStateException(matter.item().id() + " says nothing of what is owed");
        }
        String number = "";
        for (int unknown = 0; unknown < MOST_NUMBERS; unknown++) {
            Optional<String> typed = type(matter, number);
            if (typed.isEmpty()) {
                return Next.LEAVE;
            }
            number = typed.get();
            Optional<Answer<Dues>> answer = ask(matter, number, owed);
            if (answer.isEmpty()) {
                return Next.LEAVE;
            }
            if (answer.get() instanceof Answer.Given<Dues> given) {
                return choose(matter, owed, given.value());
            }
            if (!TroubleTalk.wantsRetry(matter, answer.get())) {
                return Next.LEAVE;
            }
        }
        return Next.LEAVE;
    }

    /** The platform's answer; one that failed is asked for again as long as they want. Empty when they don't. */
    private static Optional<Answer<Dues>> ask(Matter matter, String number, Item.Owed owed) throws VisitOver {
        while (true) {
            matter.desk().show(ChooseDues.asking());
            Answer<Dues> answer =
                    matter.desk().await(matter.unit().dues().duesOfHousehold(matter.context(), number, owed.kinds()));
            if (!(answer instanceof Answer.Failed)) {
                return Optional.of(answer);
            }
            if (!TroubleTalk.wantsRetry(matter, answer)) {
                return Optional.empty();
            }
        }
    }

    private static Next choose(Matter matter, Item.Owed owed, Dues dues) throws VisitOver {
        if (dues.dues().isEmpty()) {
            TroubleTalk.tell(matter, "household-nothing-due");
            return Next.LEAVE;
        }
        Text item = matter.item().name();
        String holder = dues.holder();
        Text title =
                holder == null ? item : Text.of(item.chinese() + " · 户名 " + holder, item.english() + " · " + holder);
        return ChooseDues.choose(matter, title, owed, dues.dues());
    }

    /** Empty when they went back. */
    private static Optional<String> type(Matter matter, String before) throws VisitOver {
        String number = before;
        boolean early = false;
        matter.desk().show(screen(matter, number, false));
        while (true) {
            Optional<Action> heard = matter.desk().listen(TICK);
            if (heard.isEmpty()) {
                continue;
            }
            Action action = heard.get();
            early = false;
            if (action instanceof Action.Back) {
                return Optional.empty();
            } else if (action instanceof Action.TypeDigit digit && number.length() < DIGITS) {
                number += digit.digit();
            } else if (action instanceof Action.EraseDigit && !number.isEmpty()) {
                number = number.substring(0, number.length() - 1);
            } else if (action instanceof Action.Confirm) {
                if (number.length() == DIGITS) {
                    return Optional.of(number);
                }
                early = true;
            }
            matter.desk().update(screen(matter, number, early));
        }
    }

    private static Screen screen(Matter matter, String number, boolean early) {
        int missing = DIGITS - number.length();
        return new Screen.TypeNumber(
                matter.item().name(),
                Text.of("请输入户号", "Type the household number"),
                number.replaceAll("(.{" + GROUP + "})(?=.)", "$1 "),
                early ? Text.of("还差 " + missing + " 位数字", missing + " more to type") : WHERE,
                early,
                List.of(
                        Choice.plain("返回", "Back", new Action.Back()),
                        Choice.strong("查询", "Look up", new Action.Confirm())));
    }
}
