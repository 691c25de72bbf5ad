package org.zizhu.kiosk.admin;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.zizhu.kiosk.catalogue.Item;
import org.zizhu.kiosk.identity.staff.StaffMember;
import org.zizhu.kiosk.journal.OpenTransaction;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Unit;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * Documents, cards and boxes of which the machine does not know what became of them (存疑): staff who have looked say it, and what they say goes
 * to the journal with their certificate's serial number and to the platform, and settles what was paid.
 */
final class DoubtTalk {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    /** As many as a person settles in one go. */
    private static final int SHOWN = 12;

    private final Unit unit;
    private final StaffTalk talk;
    private final StaffMember member;

    DoubtTalk(Unit unit, StaffTalk talk, StaffMember member) {
        this.unit = unit;
        this.talk = talk;
        this.member = member;
    }

    /** Those that wait for a person, oldest first. */
    List<OpenTransaction> waiting() {
        return unit.journal().unknown().stream()
                .filter(unknown -> Doubt.of(unit, unknown).isPresent())
                .toList();
    }

    void run() throws VisitOver, CardPulled {
        while (true) {
            List<OpenTransaction> waiting = waiting().stream().limit(SHOWN).toList();
            if (waiting.isEmpty()) {
                talk.tell(Deed.DOUBTS.title(), Text.of("没有存疑的业务。", "There are none."), List.of());
                return;
            }
            Action action = talk.ask(new Screen.StaffMenu(
                    Deed.DOUBTS.title(),
                    List.of(),
                    waiting.stream()
                            .map(unknown -> new Screen.StaffDeed(unknown.id(), "doubt", name(unknown), when(unknown)))
                            .toList(),
                    List.of(Choice.plain("返回", "Back", new Action.Back()))));
            Optional<OpenTransaction> chosen = waiting.stream()
                    .filter(unknown -> action.equals(new Action.ChooseDeed(unknown.id())))
                    .findFirst();
            if (chosen.isEmpty()) {
                return;
            }
            settle(chosen.get());
        }
    }

    private void settle(OpenTransaction unknown) throws VisitOver, CardPulled {
        Doubt doubt = Doubt.of(unit, unknown).orElseThrow();
        Action action = talk.ask(new Screen.Confirmation(
                doubt.question(),
                doubt.hint(),
                List.of(
                        new Screen.Line(Text.of("事项", "Item"), name(unknown)),
                        new Screen.Line(Text.of("时间", "When"), when(unknown)),
                        doubt.which()),
                List.of(
                        Choice.plain("先不定", "Leave open", new Action.Back()),
                        new Choice(doubt.no(), new Action.Decline(), false),
                        new Choice(doubt.yes(), new Action.Agree(), false))));
        if (action instanceof Action.Agree || action instanceof Action.Decline) {
            doubt.answered(unit, unknown, action instanceof Action.Agree, member.certificate());
        }
    }

    private Text name(OpenTransaction unknown) {
        return unit.catalogue().items().stream()
                .filter(item -> item.id().equals(unknown.item()))
                .findFirst()
                .map(Item::name)
                .orElse(Text.same(unknown.item()));
    }

    private static Text when(OpenTransaction unknown) {
        return Text.same(MOMENT.format(unknown.entries().get(0).at().atZone(Unit.ZONE)));
    }
}
