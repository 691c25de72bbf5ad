package org.zizhu.kiosk.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zizhu.kiosk.catalogue.Item;
import org.zizhu.kiosk.payment.Bill;
import org.zizhu.kiosk.payment.Yuan;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.Dues;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Citizen.Identity;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/** Shows what somebody owes, of the kinds that the item is for, and has them mark what they want to pay in one go. */
public final class ChooseDues implements Step {

    private static final Duration TICK = Duration.ofSeconds(1);

    @Override
    public Next perform(Matter matter) throws VisitOver {
        Item.Owed owed = matter.item().owed();
        if (owed == null) {
            throw new IllegalStateException(matter.item().id() + " says nothing of what is owed");
        }
        while (true) {
            Optional<Identity> identity = matter.citizen().identity();
            if (identity.isEmpty()) {
                return Next.LEAVE;
            }
            matter.desk().show(asking());
            Answer<Dues> answer = matter.desk()
                    .await(matter.unit()
                            .dues()
                            .dues(matter.context(), identity.get().session(), owed.kinds()));
            if (answer instanceof Answer.Given<Dues> given) {
                return given.value().dues().isEmpty()
                        ? nothingDue(matter)
                        : choose(
                                matter,
                                matter.item().name(),
                                owed,
                                given.value().dues());
            }
            if (!Again.wanted(matter, answer)) {
                return Next.LEAVE;
            }
        }
    }

    static Screen asking() {
        return new Screen.Working(
                Text.of("正在查询应缴费用", "Looking up what is due"), List.of(Text.of("向政务平台查询", "The platform is asked")), 0);
    }

    private static Next nothingDue(Matter matter) throws VisitOver {
        TroubleTalk.tell(matter, "nothing-due");
        return Next.LEAVE;
    }

    /**
     * Has them marked; all are at first.
     *
     * @param title whose they are, where that has to be seen
     */
    static Next choose(Matter matter, Text title, Item.Owed owed, List<Dues.Entry> dues) throws VisitOver {
        Set<String> marked = dues.stream().map(Dues.Entry::id).collect(Collectors.toCollection(LinkedHashSet::new));
        matter.desk().show(screen(title, dues, marked));
        while (true) {
            Optional<Action> action = matter.desk().listen(TICK);
            if (action.isEmpty()) {
                continue;
            }
            if (action.get() instanceof Action.Back) {
                return Next.LEAVE;
            }
            if (action.get() instanceof Action.Confirm && !marked.isEmpty()) {
                matter.purse()
                        .owes(new Bill(
                                Bill.Gives.ENTRY,
                                dues.stream()
                                        .filter(due -> marked.contains(due.id()))
                                        .map(Dues.Entry::line)
                                        .toList(),
                                owed.means()));
                return Next.GO_ON;
            }
            if (action.get() instanceof Action.ToggleDue toggle && !marked.remove(toggle.due())) {
                dues.stream().map(Dues.Entry::id).filter(toggle.due()::equals).forEach(marked::add);
            }
            matter.desk().update(screen(title, dues, marked));
        }
    }

    private static Screen screen(Text title, List<Dues.Entry> dues, Set<String> marked) {
        List<Choice> choices = new ArrayList<>();
        if (!marked.isEmpty()) {
            choices.add(Choice.strong("去付款", "Pay", new Action.Confirm()));
        }
        choices.add(Choice.plain("返回", "Back", new Action.Back()));
        long total = dues.stream()
                .filter(due -> marked.contains(due.id()))
                .mapToLong(Dues.Entry::fen)
                .sum();
        return new Screen.ChooseDues(
                title,
                dues.stream()
                        .map(due -> new Screen.DueTile(
                                due.id(), due.title(), detail(due), Yuan.of(due.fen()), marked.contains(due.id())))
                        .toList(),
                Yuan.of(total),
                choices);
    }

    private static Text detail(Dues.Entry due) {
        List<Dues.Detail> details = due.details();
        if (details.isEmpty()) {
            return due.payee();
        }
        return Text.of(
                details.stream()
                        .map(detail ->
                                detail.label().chinese() + " " + detail.value().chinese())
                        .collect(Collectors.joining(" · ")),
                details.stream()
                        .map(detail ->
                                detail.label().english() + " " + detail.value().english())
                        .collect(Collectors.joining(" · ")));
    }
}
