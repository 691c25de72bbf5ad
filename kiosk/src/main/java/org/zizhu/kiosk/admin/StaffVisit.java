package org.zizhu.kiosk.admin;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.zizhu.drivers.chipcard.ChipCardReader;
import org.zizhu.drivers.chipcard.staff.StaffCard;
import org.zizhu.kiosk.identity.staff.StaffMember;
import org.zizhu.kiosk.identity.staff.StaffRefusal;
import org.zizhu.kiosk.identity.staff.StaffRole;
import org.zizhu.kiosk.identity.staff.StaffTrust;
import org.zizhu.kiosk.identity.staff.Standing;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.ServiceState;
import org.zizhu.kiosk.visit.Unit;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * One staff card from being put in to being pulled: its holder signs in, and then the staff's desk is theirs. What came of it stands in
 * the journal with the certificate's serial number, and no name.
 */
final class StaffVisit {

    private static final Duration TICK = Duration.ofSeconds(1);

    /** How long a refusal stays after the card was taken: to be read. */
    static final Duration REFUSAL_STAYS = Duration.ofSeconds(15);

    private final Unit unit;
    private final Desk desk;
    private final StaffTrust trust;
    private final ServiceState service;
    private final ChipCardReader reader;
    private final String transaction;

    StaffVisit(Unit unit, Desk desk, StaffTrust trust, ServiceState service, ChipCardReader reader) {
        this.unit = unit;
        this.desk = desk;
        this.trust = trust;
        this.service = service;
        this.reader = reader;
        this.transaction = unit.identities().get();
    }

    /** Receives whose card it is. */
    void receive(StaffCard card) throws VisitOver {
        unit.journal().begin(transaction, "staff");
        // Nothing of it has to be settled after a power cut: what happened is in its entries.
        unit.journal().settle(transaction, "staff");
        StaffSignIn signIn = new StaffSignIn(unit, desk, reader, transaction);
        StaffSignIn.Ended ended = signIn.of(card, trust, EnumSet.allOf(StaffRole.class));
        StaffEnrolment enrolment = new StaffEnrolment(unit, desk, trust, reader, transaction);
        if (trust.examine(card.certificate()) instanceof Standing.Refused refused
                && refused.why() == StaffRefusal.OTHER_DIVISION
                && enrolment.possible()) {
            if (!enrolment.offer(refused.certificate())) {
                return;
            }
            ended = signIn.of(card, trust, EnumSet.allOf(StaffRole.class));
        }
        if (ended instanceof StaffSignIn.Ended.In in) {
            note(
                    Entry.Step.SIGN_IN,
                    in.member().certificate(),
                    Map.of("roles", in.member().inOrder().toString()));
            serve(in.member());
        } else if (ended instanceof StaffSignIn.Ended.Refused refused) {
            tell(refused.why());
        }
    }

    private void serve(StaffMember member) throws VisitOver {
        String why = "card-pulled";
        try {
            if (new StaffDesk(unit, desk, member, service, reader, transaction).serve()) {
                why = "signed-out";
            }
        } catch (VisitOver over) {
            why = over.why() == VisitOver.Why.WALKED_AWAY ? "walked-away" : "shut-down";
            throw over;
        } finally {
            note(Entry.Step.SIGN_OUT, member.certificate(), Map.of("why", why));
        }
    }

    private void tell(StaffRefusal why) throws VisitOver {
        desk.show(unit.troubles().screen(why.code(), List.of(Choice.strong("知道了", "OK", new Action.Back()))));
        long until = desk.nanos() + REFUSAL_STAYS.toNanos();
        while (StaffSignIn.cardIn(reader) || desk.nanos() < until) {
            if (desk.listen(TICK).isPresent()) {
                return;
            }
        }
    }

    private void note(Entry.Step step, String certificate, Map<String, String> facts) {
        Map<String, String> all = new HashMap<>(facts);
        all.put("certificate", certificate);
        unit.journal().append(transaction, step, Phase.DONE, all);
    }
}
