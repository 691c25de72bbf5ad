package org.zizhu.kiosk.recovery;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Completion.Failed;
import org.zizhu.drivers.Completion.Success;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.blank.BlankPrinter;
import org.zizhu.drivers.blank.BlankPrinter.Fed;
import org.zizhu.drivers.blank.BlankPrinter.Place;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.kiosk.document.BlankRecord;
import org.zizhu.kiosk.document.Settlement;
import org.zizhu.kiosk.document.Settlement.Fact;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.OpenTransaction;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.Unit;

/**
 * A numbered blank: what lies on its way goes into the bin, after its number was read if nobody had yet. Before it was presented it was behind
 * a shut outlet, and is spoiled wherever it is; a printed licence that lies there now is kept for its holder at the counter. Whether one
 * that was being taken back is in the bin or in a hand, nobody knows: that is for staff to say. None is ever fed or printed here.
 */
final class BlankParticipant implements Participant {

    private static final Duration ASK_WITHIN = Duration.ofMinutes(1);
    private static final Duration MOVE_WITHIN = Duration.ofSeconds(15);

    private static final String INTERRUPTED = "interrupted";

    private final Unit unit;
    private final Desk desk;
    private final Journal journal;
    private final Settlement settlement;
    private final BlankRecord record;
    private final InterruptedReceipt receipt;

    BlankParticipant(Unit unit, Desk desk) {
        this.unit = unit;
        this.desk = desk;
        this.journal = unit.journal();
        this.settlement = new Settlement(journal, unit.clock());
        this.record = new BlankRecord(journal, unit.clock());
        this.receipt = new InterruptedReceipt(journal);
    }

    @Override
    public boolean holds(OpenTransaction open) {
        return open.last(Entry.Step.BLANK).isPresent()
                || open.last(Entry.Step.RETRACT).isPresent();
    }

    @Override
    public Progress settle(OpenTransaction open) {
        Optional<Entry> taking = open.last(Entry.Step.TAKE);
        if (taking.isPresent() && taking.get().phase() != Phase.INTENT) {
            receipt.settle(open);
            return settled(open, factOf(taking.get()));
        }
        Optional<BlankPrinter> printer = unit.cabinet().blankPrinter();
        Optional<Place> place = printer.flatMap(this::place);
        if (printer.isPresent() && place.isEmpty()) {
            return Progress.UNSETTLED;
        }
        // Taken out of the wiring: whatever was in it, staff have it.
        Way way = new Way(printer, place);
        if (isIntent(open, Entry.Step.BLANK)) {
            lookForIt(open, way);
            return settle(journal.reread(open));
        } else if (isIntent(open, Entry.Step.PRINT)) {
            return askPrinter(open, way);
        } else if (taking.isPresent()) {
            return settlePresented(open, way);
        }
        return settleInside(open, way);
    }

    /**
     * The way of the blanks.
     *
     * @param printer empty where there is none any more, and then there is no place
     */
    private record Way(Optional<BlankPrinter> printer, Optional<Place> place) {
        private boolean lies(Place where) {
            return place.equals(Optional.of(where));
        }
    }

    private Optional<Place> place(BlankPrinter printer) {
        return desk.await(printer.place(MOVE_WITHIN)) instanceof Success<Place> known
                ? Optional.of(known.value())
                : Optional.empty();
    }

    private static boolean isIntent(OpenTransaction open, Entry.Step step) {
        return open.last(step).filter(entry -> entry.phase() == Phase.INTENT).isPresent();
    }

    /** Whether a blank was fed, and which. One between two sensors is carried along by the next feed, and read then. */
    private void lookForIt(OpenTransaction open, Way way) {
        if (way.printer().isPresent() && way.lies(Place.READER)) {
            Completion<Fed> read = desk.await(way.printer().get().read(MOVE_WITHIN));
            Fed fed = read instanceof Success<Fed> seen ? seen.value() : new Fed.Unreadable();
            record.fed(open.id(), fed, unit.context(open));
        } else {
            record.notFed(open.id(), Phase.UNKNOWN, INTERRUPTED);
        }
    }

    private Progress askPrinter(OpenTransaction open, Way way) {
        Entry intent = open.last(Entry.Step.PRINT).orElseThrow();
        Completion<PrintEnd> answer = way.printer().isEmpty()
                ? Completion.success(new PrintEnd.Unknown(0, 1, "no-printer"))
                : desk.await(way.printer()
                        .get()
                        .whatBecameOf(UUID.fromString(intent.demand("job")), intent.at(), ASK_WITHIN));
        if (answer instanceof Success<PrintEnd> end) {
            settlement.printed(open.id(), end.value());
            return settle(journal.reread(open));
        }
        return Progress.UNSETTLED;
    }

    /** It was never presented: nobody can have it. */
    private Progress settleInside(OpenTransaction open, Way way) {
        Optional<Entry> print = open.last(Entry.Step.PRINT);
        boolean printed = print.filter(entry -> entry.phase() == Phase.DONE).isPresent();
        if (printed && (way.lies(Place.OUTLET) || retracted(open))) {
            return keep(open, way);
        }
        spoil(open, way);
        if (open.last(Entry.Step.ISSUE, Phase.DONE).isEmpty()) {
            record.settleUnissued(journal.reread(open), unit.context(open));
            return Progress.SETTLED;
        }
        return settled(open, print.isEmpty() ? Fact.NOT_PRINTED : Fact.SPOILED);
    }

    private Progress settlePresented(OpenTransaction open, Way way) {
        if (way.lies(Place.OUTLET) || retracted(open)) {
            return keep(open, way);
        }
        Optional<Phase> retract = retract(open);
        if (retract.equals(Optional.of(Phase.INTENT))) {
            record.retractUnknown(open.id(), INTERRUPTED);
        }
        // A move that found nothing to take back says that it was gone.
        boolean taken = way.lies(Place.NONE)
                && retract.map(phase -> phase == Phase.FAILED).orElse(true);
        record.taken(open.id(), taken ? Fact.TAKEN : Fact.PRESENTED, taken ? "outlet-sensor" : "nobody-sees");
        return settled(open, taken ? Fact.TAKEN : Fact.PRESENTED);
    }

    /** How far the taking back of this transaction's own blank has come; what had to be cleared away before it was fed does not count. */
    private static Optional<Phase> retract(OpenTransaction open) {
        long fed = open.last(Entry.Step.BLANK).map(Entry::seq).orElse(0L);
        return open.last(Entry.Step.RETRACT).filter(entry -> entry.seq() > fed).map(Entry::phase);
    }

    private static boolean retracted(OpenTransaction open) {
        return retract(open).equals(Optional.of(Phase.DONE));
    }

    /** A good licence stays in the machine for its holder. */
    private Progress keep(OpenTransaction open, Way way) {
        if (!retracted(open)) {
            retracts(open);
            Completion<Place> moved = desk.await(way.printer().orElseThrow().retract(MOVE_WITHIN));
            if (moved instanceof Failed<Place> failed) {
                if (failed.code() == FailureCode.HARDWARE_ERROR) {
                    // Stuck where a hand may reach it.
                    record.retractUnknown(open.id(), failed.reason());
                    record.taken(open.id(), Fact.PRESENTED, "stuck-at-the-outlet");
                    return settled(open, Fact.PRESENTED);
                }
                return Progress.UNSETTLED;
            }
            record.retained(open.id());
        }
        record.taken(open.id(), Fact.RETAINED, "retracted");
        return settled(open, Fact.RETAINED);
    }

    private void spoil(OpenTransaction open, Way way) {
        boolean lies = way.place().filter(place -> place != Place.NONE).isPresent();
        boolean fed = open.last(Entry.Step.BLANK)
                .filter(blank -> !"0".equals(blank.fact("sheets")))
                .isPresent();
        Optional<Phase> retract = retract(open);
        boolean told = retract.filter(phase -> phase != Phase.INTENT).isPresent();
        if (!lies && (told || (!fed && retract.isEmpty()))) {
            return;
        }
        retracts(open);
        if (!lies) {
            record.spoiledOnTheWay(open.id(), INTERRUPTED);
        } else if (desk.await(way.printer().orElseThrow().retract(MOVE_WITHIN)) instanceof Failed<Place> failed) {
            record.spoiledOnTheWay(open.id(), failed.reason());
        } else {
            record.spoiled(open.id());
        }
    }

    private void retracts(OpenTransaction open) {
        if (!retract(open).equals(Optional.of(Phase.INTENT))) {
            record.retracts(open.id(), INTERRUPTED);
        }
    }

    private static Fact factOf(Entry taken) {
        return switch (taken.phase()) {
            case DONE -> Fact.TAKEN;
            case FAILED -> Fact.RETAINED;
            default -> Fact.PRESENTED;
        };
    }

    private Progress settled(OpenTransaction open, Fact fact) {
        Entry issued = open.last(Entry.Step.ISSUE, Phase.DONE).orElseThrow();
        boolean printed = open.last(Entry.Step.PRINT, Phase.DONE).isPresent();
        settlement.settle(open.id(), issued.demand("number"), fact, printed ? 1 : 0, unit.context(open));
        return Progress.SETTLED;
    }
}
