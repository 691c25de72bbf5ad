package org.zizhu.kiosk.step;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.chipcard.ChipCardReader;
import org.zizhu.drivers.chipcard.staff.StaffCard;
import org.zizhu.drivers.chipcard.staff.StaffCardTalk;
import org.zizhu.kiosk.admin.StaffSignIn;
import org.zizhu.kiosk.identity.Evidence;
import org.zizhu.kiosk.identity.staff.StaffMember;
import org.zizhu.kiosk.identity.staff.StaffRefusal;
import org.zizhu.kiosk.identity.staff.StaffRole;
import org.zizhu.kiosk.identity.staff.StaffTrust;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.platform.Session;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Screen.CardPhase;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Citizen.Identity;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * Help by staff (帮办): somebody of the staff comes, compares the citizen with the photo on the card in their hand, and answers for that
 * with their own card and PIN. However it ends, the citizen is still here and has the other ways. Staff see a masked name and no
 * more; the journal has their certificate's serial number and no name.
 */
final class AskAttendant implements Showing {

    /** Somebody has to come over from their place. Whoever waits longer waits for nobody. */
    private static final Duration COMES_WITHIN = Duration.ofMinutes(2);

    /** Less than the desk's idle time, so that the choice of ways comes back before the visit would end. */
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(45);

    /** The certificate comes in four answers, well within a second. */
    private static final Duration READ_WITHIN = Duration.ofSeconds(5);

    /** What the attendant says. */
    private enum Answer {
        CONFIRMED,
        DECLINED,
        /** They went back, or did not answer. */
        NONE,
        /** The card was pulled first. */
        PULLED
    }

    @Override
    public Outcome of(Matter matter, boolean otherWay) throws VisitOver {
        while (true) {
            Optional<ChipCardReader> reader = matter.unit().cabinet().chipCardReader();
            if (reader.isEmpty() || !reader.get().status().usable()) {
                Optional<Outcome> end = Recognition.after(TroubleTalk.askFor(matter, "card-reader-fault", otherWay));
                if (end.isPresent()) {
                    return end.get();
                }
                continue;
            }
            Optional<Outcome> gone = awaitCard(matter, reader.get(), otherWay);
            if (gone.isPresent()) {
                return gone.get();
            }
            if (StaffSignIn.cardIn(reader.get())) {
                Optional<Outcome> end = attended(matter, reader.get(), otherWay);
                if (end.isPresent()) {
                    return end.get();
                }
            }
        }
    }

    /** Waits for a card that is put in now; one that is in already is taken out first. Where to, when nobody comes or they go. */
    private static Optional<Outcome> awaitCard(Matter matter, ChipCardReader reader, boolean otherWay)
            throws VisitOver {
        Optional<Text> hint = Optional.of(
                matter.unit().troubles().words("card-before-staff").next().get(0));
        boolean lift = StaffSignIn.cardIn(reader);
        long end = matter.desk().nanos() + COMES_WITHIN.toNanos();
        while (reader.status().usable()) {
            boolean present = StaffSignIn.cardIn(reader);
            if (present && !lift) {
                return Optional.empty();
            }
            lift &= present;
            matter.desk()
                    .showUnlessShown(
                            lift
                                    ? screen(matter, CardPhase.LIFT, hint, ShowIdCard.choices(otherWay))
                                    : screen(
                                            matter, CardPhase.WAITING, Optional.empty(), ShowIdCard.choices(otherWay)));
            matter.desk().stayAwake();
            Optional<Outcome> away = Wait.away(matter.desk().listen(Wait.TICK));
            if (away.isPresent()) {
                return away;
            }
            if (matter.desk().nanos() >= end) {
                return Optional.of(elsewhere(otherWay));
            }
        }
        return Optional.empty();
    }

    /** A card is in; empty when another is to be put in. */
    private static Optional<Outcome> attended(Matter matter, ChipCardReader reader, boolean otherWay) throws VisitOver {
        Optional<Identity> citizen = matter.citizen().identity();
        Optional<StaffTrust> trust = matter.unit().staff().trust();
        if (citizen.isEmpty() || trust.isEmpty()) {
            return Optional.of(elsewhere(otherWay));
        }
        matter.desk().update(screen(matter, CardPhase.READING, Optional.empty(), List.of()));
        Completion<StaffCard> read = matter.desk().await(reader.converse(new StaffCardTalk(), READ_WITHIN));
        if (!(read instanceof Completion.Success<StaffCard> card)) {
            return told(matter, unread((Completion.Failed<StaffCard>) read), otherWay);
        }
        String transaction = matter.unit().identities().get();
        matter.unit().journal().begin(transaction, matter.item().id());
        // Nothing of it has to be settled after a power cut: what happened is in its entries.
        matter.unit().journal().settle(transaction, "staff");
        StaffSignIn.Ended ended = new StaffSignIn(matter.unit(), matter.desk(), reader, transaction)
                .of(card.value(), trust.get(), StaffRole.ANSWERING_FOR_CITIZENS);
        if (ended instanceof StaffSignIn.Ended.Refused refused) {
            return told(matter, refused.why().code(), otherWay);
        } else if (ended instanceof StaffSignIn.Ended.Pulled) {
            return told(matter, "attendant-left", otherWay);
        } else if (ended instanceof StaffSignIn.Ended.In in) {
            return answered(
                    matter,
                    reader,
                    new Witness(in.member(), transaction),
                    citizen.get().session(),
                    otherWay);
        }
        return Optional.of(elsewhere(otherWay));
    }

    /** Who is asked, and under which transaction the journal has what they say. */
    private record Witness(StaffMember member, String transaction) {}

    private static Optional<Outcome> answered(
            Matter matter, ChipCardReader reader, Witness witness, Session citizen, boolean otherWay) throws VisitOver {
        switch (ask(matter, reader, citizen)) {
            case CONFIRMED -> {
                note(matter, witness, citizen, Phase.DONE, "confirmed");
                if (!taken(matter, reader)) {
                    return Optional.of(elsewhere(otherWay));
                }
                return Optional.of(Recognition.noted(matter, otherWay, Evidence.ATTENDANT, session -> matter.unit()
                        .platform()
                        .staffAnswered(
                                matter.context(), session, witness.member().certificate())));
            }
            case DECLINED -> {
                note(matter, witness, citizen, Phase.FAILED, "declined");
                matter.citizen().close(Evidence.ATTENDANT, "attendant-declined");
                return Optional.of(told(matter, "attendant-declined", otherWay).orElse(Outcome.OTHER_WAY));
            }
            case PULLED -> {
                return told(matter, "attendant-left", otherWay);
            }
            default -> {
                return Optional.of(elsewhere(otherWay));
            }
        }
    }

    private static Answer ask(Matter matter, ChipCardReader reader, Session citizen) throws VisitOver {
        matter.desk().show(question(matter, citizen));
        long end = matter.desk().nanos() + ANSWERS_WITHIN.toNanos();
        while (matter.desk().nanos() < end) {
            Optional<Action> action = matter.desk().listen(Wait.TICK);
            if (!StaffSignIn.cardIn(reader)) {
                // What was touched while the card came out was perhaps not touched by staff.
                return Answer.PULLED;
            } else if (action.isPresent() && action.get() instanceof Action.Agree) {
                return Answer.CONFIRMED;
            } else if (action.isPresent() && action.get() instanceof Action.Decline) {
                return Answer.DECLINED;
            }
        }
        return Answer.NONE;
    }

    /** Neither answer is drawn larger than the other: nobody is to confirm because it is the nearest button. */
    private static Screen question(Matter matter, Session citizen) {
        return new Screen.Confirmation(
                Text.of("请工作人员当面核对", "Staff: please compare"),
                Text.of("您用工作证为这次核对负责，系统会记录", "You answer for this with your card; it is recorded"),
                List.of(
                        new Screen.Line(Text.of("姓名", "Name"), Text.same(citizen.maskedName())),
                        new Screen.Line(
                                Text.of("请比对", "Compare"),
                                Text.of(
                                        "面前的人，和他手中证件上的照片、姓名",
                                        "This person with photo and name on the card in their hand")),
                        new Screen.Line(
                                Text.of("办理事项", "Service"), matter.item().name())),
                List.of(
                        Choice.plain("不能确认", "I can't confirm", new Action.Decline()),
                        Choice.plain("是本人", "It is the holder", new Action.Agree())));
    }

    /** Whether the card was taken out: one that stays in would be there for whoever comes next. */
    private static boolean taken(Matter matter, ChipCardReader reader) throws VisitOver {
        long end = matter.desk().nanos() + ANSWERS_WITHIN.toNanos();
        while (StaffSignIn.cardIn(reader)) {
            if (matter.desk().nanos() >= end) {
                return false;
            }
            matter.desk().showUnlessShown(screen(matter, CardPhase.LIFT, Optional.empty(), List.of()));
            var unused = matter.desk().listen(Wait.TICK);
        }
        return true;
    }

    private static void note(Matter matter, Witness witness, Session citizen, Phase phase, String answer) {
        matter.unit()
                .journal()
                .append(
                        witness.transaction(),
                        Entry.Step.ANSWER_FOR,
                        phase,
                        Map.of(
                                "certificate",
                                witness.member().certificate(),
                                "answer",
                                answer,
                                "person",
                                citizen.handle(),
                                "case",
                                matter.caseNumber()));
    }

    private static Screen screen(Matter matter, CardPhase phase, Optional<Text> hint, List<Choice> choices) {
        return new Screen.InsertCard(matter.item().name(), Screen.ChipCard.STAFF_CARD, phase, hint, choices);
    }

    private static String unread(Completion.Failed<StaffCard> failed) {
        return switch (failed.reason()) {
            case "not-a-staff-card" -> "not-a-staff-card";
            case "card-removed", "no-card" -> "attendant-left";
            default -> StaffRefusal.UNREADABLE.code();
        };
    }

    private static Optional<Outcome> told(Matter matter, String code, boolean otherWay) throws VisitOver {
        return Recognition.after(TroubleTalk.askFor(matter, code, otherWay));
    }

    /** Back to the choice; where there is none, one step further, or it would begin anew for ever. */
    private static Outcome elsewhere(boolean otherWay) {
        return otherWay ? Outcome.OTHER_WAY : Outcome.BACK;
    }
}
