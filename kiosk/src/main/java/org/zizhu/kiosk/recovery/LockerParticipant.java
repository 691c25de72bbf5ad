package org.zizhu.kiosk.recovery;

import java.time.Duration;
import java.util.Optional;
import org.zizhu.drivers.locker.Locker;
import org.zizhu.drivers.locker.Locker.Door;
import org.zizhu.kiosk.collection.LockerRecord;
import org.zizhu.kiosk.collection.LockerRecord.Fact;
import org.zizhu.kiosk.collection.LockerRecord.Use;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.OpenTransaction;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.Unit;

/**
 * A box of the locker: one that was only kept is free again; at a door that stands open somebody may still be busy. What was done behind a
 * door that is closed nobody can see: a person has to look.
 */
final class LockerParticipant implements Participant {

    /** As long as a citizen has in a visit that was not interrupted. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(90);

    private final Unit unit;
    private final Desk desk;
    private final Journal journal;
    private final LockerRecord record;
    private final InterruptedReceipt receipt;
    private final long startedNanos;

    LockerParticipant(Unit unit, Desk desk) {
        this.unit = unit;
        this.desk = desk;
        this.journal = unit.journal();
        this.record = new LockerRecord(journal, unit.clock());
        this.receipt = new InterruptedReceipt(journal);
        this.startedNanos = desk.nanos();
    }

    @Override
    public boolean holds(OpenTransaction open) {
        return open.last(Entry.Step.LOCKER).isPresent()
                || open.last(Entry.Step.RESERVE).isPresent();
    }

    @Override
    public Progress settle(OpenTransaction open) {
        Optional<Entry> intent = open.last(Entry.Step.LOCKER, Phase.INTENT);
        return intent.isPresent() ? settleOpening(open, intent.get()) : settleReservation(open);
    }

    private Progress settleReservation(OpenTransaction open) {
        Entry reserve = open.last(Entry.Step.RESERVE).orElseThrow();
        switch (reserve.phase()) {
            case DONE -> record.settle(open, Fact.NOT_OPENED, unit.context(open));
            case FAILED -> journal.settle(open.id(), "undone");
            case INTENT, UNKNOWN ->
                record.release(
                        open.id(),
                        open.last(Entry.Step.RESERVE, Phase.INTENT)
                                .orElseThrow()
                                .demand("key"),
                        unit.context(open));
        }
        return Progress.SETTLED;
    }

    private Progress settleOpening(OpenTransaction open, Entry intent) {
        Use use = LockerRecord.use(intent);
        Optional<Fact> handled = LockerRecord.handled(open, use);
        if (handled.isPresent()) {
            receipt.settle(open);
            return settled(open, handled.get());
        }
        Entry opening = open.last(Entry.Step.LOCKER).orElseThrow();
        if (opening.phase() == Phase.FAILED) {
            return settled(open, "already-open".equals(opening.fact("code")) ? Fact.FOUND_OPEN : Fact.NOT_OPENED);
        }
        Door door = unit.cabinet()
                .locker()
                .map(Locker::doors)
                .map(doors -> doors.get(Integer.parseInt(intent.demand("box"))))
                .orElse(Door.UNKNOWN);
        if (opening.phase() == Phase.INTENT && door == Door.OPEN) {
            record.opened(open.id(), "door-switch");
        }
        if (door != Door.CLOSED && !waitedLongEnough()) {
            return door == Door.OPEN ? Progress.WAIT_FOR_PAPER : Progress.UNSETTLED;
        }
        record.handled(open.id(), use, Fact.UNKNOWN, door == Door.OPEN ? "door-left-open" : "nobody-there");
        return settled(open, Fact.UNKNOWN);
    }

    private Progress settled(OpenTransaction open, Fact fact) {
        record.settle(journal.reread(open), fact, unit.context(open));
        return Progress.SETTLED;
    }

    private boolean waitedLongEnough() {
        return Duration.ofNanos(desk.nanos() - startedNanos).compareTo(CLOSE_WITHIN) > 0;
    }
}
