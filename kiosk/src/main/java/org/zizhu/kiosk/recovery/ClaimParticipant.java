package org.zizhu.kiosk.recovery;

import java.util.Optional;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.OpenTransaction;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.payment.PaymentRecord;
import org.zizhu.kiosk.visit.Unit;

/**
 * A slip that a citizen had brought: what was given for it says what becomes of it, as in the visit. Where nothing was, or it is not known
 * whether it was taken over at all, it is let go, so that its holder may go to any kiosk.
 */
final class ClaimParticipant implements Participant {

    private final Unit unit;
    private final Journal journal;
    private final PaymentRecord record;

    ClaimParticipant(Unit unit) {
        this.unit = unit;
        this.journal = unit.journal();
        this.record = new PaymentRecord(journal);
    }

    @Override
    public boolean holds(OpenTransaction open) {
        return open.last(Entry.Step.CLAIM).isPresent();
    }

    @Override
    public Progress settle(OpenTransaction open) {
        Phase taking = open.last(Entry.Step.CLAIM).orElseThrow().phase();
        if (taking == Phase.FAILED) {
            journal.settle(open.id(), "undone");
            return Progress.SETTLED;
        }
        if (taking != Phase.DONE) {
            record.letGo(open, unit.context(open));
            return Progress.SETTLED;
        }
        Optional<PaymentRecord.Verdict> verdict = record.verdict(open);
        verdict.ifPresent(known -> record.settle(open, known, unit.context(open)));
        return verdict.isPresent() ? Progress.SETTLED : Progress.UNSETTLED;
    }
}
