package org.zizhu.kiosk.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zizhu.kiosk.catalogue.Item;
import org.zizhu.kiosk.payment.Yuan;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.WaitingCard;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Citizen.Identity;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/** Finds out whether a new card waits here for the citizen, and has them agree, before anybody is asked to pay. */
public final class FindCard implements Step {

    @Override
    public Next perform(Matter matter) throws VisitOver {
        return waiting(matter).isPresent() && agrees(matter) ? Next.GO_ON : Next.LEAVE;
    }

    /** The card that waits; empty when there is none, and the citizen has been told why. */
    static Optional<WaitingCard> waiting(Matter matter) throws VisitOver {
        while (true) {
            Optional<Identity> identity = matter.citizen().identity();
            if (identity.isEmpty()) {
                return Optional.empty();
            }
            matter.desk()
                    .showUnlessShown(new Screen.Working(
                            Text.of("正在查询", "Looking it up"),
                            List.of(Text.of("查询待领取的社保卡", "Look for the card that waits for you")),
                            0));
            Answer<WaitingCard> answer = matter.desk()
                    .await(matter.unit()
                            .collection()
                            .waitingCard(matter.context(), identity.get().session()));
            if (answer instanceof Answer.Given<WaitingCard> given) {
                return Optional.of(given.value());
            }
            if (!Again.wanted(matter, answer)) {
                return Optional.empty();
            }
        }
    }

    private static boolean agrees(Matter matter) throws VisitOver {
        Optional<Identity> identity = matter.citizen().identity();
        if (identity.isEmpty()) {
            return false;
        }
        Item.Fee fee = matter.item().fee();
        List<Screen.Line> lines = new ArrayList<>();
        lines.add(
                new Screen.Line(Text.of("姓名", "Name"), Text.same(identity.get().name())));
        lines.add(new Screen.Line(
                Text.of("证件号码", "Card number"),
                Text.same(identity.get().session().maskedNumber())));
        lines.add(new Screen.Line(Text.of("领取", "To collect"), Text.of("新的社会保障卡 1 张", "A new social security card")));
        lines.add(new Screen.Line(
                Text.of("收费", "Fee"), fee == null ? Text.of("不收费", "Free of charge") : Yuan.of(fee.fen())));
        Screen confirmation = new Screen.Confirmation(
                Text.of("您的新卡已制好", "Your new card is ready"),
                Text.of("领到后新卡即时启用，旧卡同时停用。", "It works as soon as you have taken it; the old one stops working."),
                lines,
                List.of(
                        Choice.strong("确认领取", "Collect it", new Action.Confirm()),
                        Choice.plain("返回", "Back", new Action.Back())));
        while (true) {
            Action action = matter.desk().ask(confirmation);
            if (action instanceof Action.Confirm) {
                return true;
            }
            if (action instanceof Action.Back) {
                return false;
            }
        }
    }
}
