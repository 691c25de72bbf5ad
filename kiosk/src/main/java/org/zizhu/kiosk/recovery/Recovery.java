package org.zizhu.kiosk.recovery;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.JournalFailure;
import org.zizhu.kiosk.journal.OpenTransaction;
import org.zizhu.kiosk.recovery.Participant.Progress;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.Unit;

/**
 * Settles the transactions that a crash or power cut left open, each by the {@link Participant} whose kind it is. It never does
 * again what may have been done. What can't be asked now stays open, and is asked again before the next citizen.
 */
public final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Journal journal;
    /** In the order of settling: what money was paid for is known before the money is settled. */
    private final List<Participant> participants;

    private final Set<String> defective = new HashSet<>();

    public Recovery(Unit unit, Desk desk) {
        this.journal = unit.journal();
        this.participants = List.of(
                new DocumentParticipant(unit, desk),
                new BlankParticipant(unit, desk),
                new CardParticipant(unit, desk),
                new LockerParticipant(unit, desk),
                new MoneyParticipant(unit, desk),
                new ClaimParticipant(unit));
    }

    /**
     * Settles what can be settled now. Called by the visit's thread between visits; quick when nothing is open.
     *
     * @return whether something lies there whose holder may still be here
     */
    public boolean settle() {
        List<OpenTransaction> open = journal.open();
        boolean wait = false;
        // Of these nothing was begun; money may wait for one of them.
        for (OpenTransaction one : open) {
            if (participants.stream().noneMatch(participant -> participant.holds(one))) {
                journal.settle(one.id(), "undone");
                told(one, Progress.SETTLED);
            }
        }
        for (Participant participant : participants) {
            for (OpenTransaction one : open) {
                if (participant.holds(one)) {
                    wait |= told(one, settle(participant, one)) == Progress.WAIT_FOR_PAPER;
                }
            }
        }
        return wait;
    }

    /** A defect that one transaction meets keeps nobody else from being served: it stays open, and is told once. */
    private Progress settle(Participant participant, OpenTransaction one) {
        try {
            return participant.settle(one);
        } catch (JournalFailure e) {
            throw e;
        } catch (RuntimeException e) {
            if (defective.add(one.id())) {
                LOG.error(
                        "transaction {} can't be settled: {}",
                        one.id(),
                        e.getClass().getName());
            }
            return Progress.UNSETTLED;
        }
    }

    private static Progress told(OpenTransaction open, Progress progress) {
        if (progress == Progress.SETTLED) {
            LOG.info("transaction {} settled after an interruption", open.id());
        }
        return progress;
    }
}
