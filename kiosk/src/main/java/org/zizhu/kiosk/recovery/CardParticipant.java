package org.zizhu.kiosk.recovery;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityCard;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityTalk;
import org.zizhu.drivers.dispenser.CardDispenser;
import org.zizhu.drivers.dispenser.CardDispenser.Position;
import org.zizhu.kiosk.collection.CardRecord;
import org.zizhu.kiosk.collection.CardRecord.Fact;
import org.zizhu.kiosk.collection.ChipNumber;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.OpenTransaction;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.Unit;

/**
 * A card out of the dispenser: the sensors are asked where it is. One that can be taken is left to its holder for as long as in a visit,
 * then it goes into the bin, as does one that is inside; whether one that is gone was taken or captured, the bin's counter says. None
 * is ever drawn here.
 */
final class CardParticipant implements Participant {

    /** As long as a citizen has in a visit that was not interrupted. */
    private static final Duration TAKE_WITHIN = Duration.ofSeconds(60);

    private static final Duration MOVE_WITHIN = Duration.ofSeconds(20);
    private static final Duration ASK_WITHIN = Duration.ofSeconds(5);
    private static final Duration READ_WITHIN = Duration.ofSeconds(15);

    private final Unit unit;
    private final Desk desk;
    private final Journal journal;
    private final CardRecord record;
    private final InterruptedReceipt receipt;
    private final long startedNanos;

    CardParticipant(Unit unit, Desk desk) {
        this.unit = unit;
        this.desk = desk;
        this.journal = unit.journal();
        this.record = new CardRecord(journal, unit.clock());
        this.receipt = new InterruptedReceipt(journal);
        this.startedNanos = desk.nanos();
    }

    @Override
    public boolean holds(OpenTransaction open) {
        return open.last(Entry.Step.CARD).isPresent()
                || open.last(Entry.Step.CAPTURE).isPresent();
    }

    @Override
    public Progress settle(OpenTransaction open) {
        Optional<Entry> taking = open.last(Entry.Step.TAKE);
        if (taking.isPresent() && taking.get().phase() != Phase.INTENT) {
            receipt.settle(open);
            return settled(open, factOf(taking.get()));
        }
        if (inTheBin(open)) {
            return retained(open);
        }
        Optional<CardDispenser> dispenser = unit.cabinet().cardDispenser();
        if (dispenser.isEmpty()) {
            // It was taken out of the wiring: whatever was in it, staff have it.
            return settled(open, Fact.UNKNOWN);
        }
        Completion<Position> asked = desk.await(dispenser.get().position(ASK_WITHIN));
        if (asked instanceof Completion.Failed<Position> failed) {
            return failed.reason().equals("card-jammed") ? jammed(open, taking.isPresent()) : Progress.UNSETTLED;
        }
        return switch (((Completion.Success<Position>) asked).value()) {
            case NONE -> gone(open, dispenser.get(), false);
            case CHIP -> capture(open, dispenser.get());
            // It may be its holder who stands there.
            case GATE ->
                taking.isPresent() && !waitedLongEnough() ? Progress.WAIT_FOR_PAPER : capture(open, dispenser.get());
        };
    }

    /** Whether the card that was drawn last is known to have gone into the bin. */
    private static boolean inTheBin(OpenTransaction open) {
        long drawing = open.last(Entry.Step.CARD, Phase.INTENT).map(Entry::seq).orElse(0L);
        return open.last(Entry.Step.CAPTURE)
                .filter(capture -> capture.phase() == Phase.DONE && capture.seq() > drawing)
                .isPresent();
    }

    /** Who clears a jam takes the card with them. One that had been on its way to the citizen may have come to them. */
    private Progress jammed(OpenTransaction open, boolean presented) {
        if (presented) {
            record.taken(open.id(), Fact.UNKNOWN, "stuck-at-the-gate");
            return settled(open, Fact.UNKNOWN);
        }
        if (open.last(Entry.Step.CARD).map(Entry::phase).orElse(Phase.FAILED) != Phase.FAILED) {
            record.notDrawn(open.id(), "card-jammed");
        }
        return settled(open, Fact.NOT_DISPENSED);
    }

    private Progress capture(OpenTransaction open, CardDispenser dispenser) {
        if (open.last(Entry.Step.CARD)
                .filter(card -> card.phase() == Phase.INTENT)
                .isPresent()) {
            // Whichever it is, it is accounted for by its number where that can be read.
            if (desk.await(dispenser.converse(new SocialSecurityTalk(), READ_WITHIN))
                    instanceof Completion.Success<SocialSecurityCard> chip) {
                record.wrong(open.id(), new ChipNumber(chip.value()));
            } else {
                record.unreadable(open.id());
            }
        }
        if (open.last(Entry.Step.CAPTURE)
                .filter(last -> last.phase() == Phase.INTENT)
                .isEmpty()) {
            record.captures(open.id(), "interrupted");
        }
        if (desk.await(dispenser.capture(MOVE_WITHIN)) instanceof Completion.Failed) {
            return Progress.UNSETTLED;
        }
        // A card at the gate may have been taken in that moment: the counter knows.
        OpenTransaction now = journal.reread(open);
        return gone(now, dispenser, true);
    }

    /**
     * No card is on its way any more.
     *
     * @param moved whether the dispenser has just said that it captured it
     */
    private Progress gone(OpenTransaction open, CardDispenser dispenser, boolean moved) {
        boolean presented = open.last(Entry.Step.TAKE).isPresent();
        Optional<Entry> capture = open.last(Entry.Step.CAPTURE).filter(last -> last.phase() == Phase.INTENT);
        OptionalInt expected = expectedInBin(open);
        if (expected.isPresent()) {
            if (!(desk.await(dispenser.captured(ASK_WITHIN)) instanceof Completion.Success<Integer> count)) {
                return Progress.UNSETTLED;
            }
            if (count.value() > expected.getAsInt()) {
                if (capture.isEmpty()) {
                    record.captures(open.id(), "at-start");
                }
                record.captured(open.id(), "bin-counter");
                return retained(open);
            }
        } else if (capture.isPresent() && moved) {
            record.captured(open.id(), "move");
            return retained(open);
        }
        if (presented) {
            record.taken(open.id(), Fact.TAKEN, "gate-sensor");
            return settled(open, Fact.TAKEN);
        }
        Phase card = open.last(Entry.Step.CARD).map(Entry::phase).orElse(Phase.FAILED);
        if (card == Phase.DONE) {
            // It was inside, and neither the gate nor the bin has it.
            record.notKnown(open.id(), "card-vanished");
            return settled(open, Fact.UNKNOWN);
        }
        capture.ifPresent(begun -> record.notCaptured(open.id(), "card-vanished"));
        if (card == Phase.INTENT) {
            record.notDrawn(open.id(), "interrupted");
        }
        return settled(open, Fact.NOT_DISPENSED);
    }

    /** What the bin has if nothing went into it since what the journal knows; empty where the device did not say. */
    private static OptionalInt expectedInBin(OpenTransaction open) {
        Optional<Entry> drawing = open.last(Entry.Step.CARD, Phase.INTENT);
        if (drawing.isEmpty() || drawing.get().fact("bin") == null) {
            return OptionalInt.empty();
        }
        long since = open.entries().stream()
                .filter(entry -> entry.seq() > drawing.get().seq()
                        && entry.step() == Entry.Step.CAPTURE
                        && entry.phase() == Phase.DONE)
                .count();
        return OptionalInt.of(Integer.parseInt(drawing.get().demand("bin")) + (int) since);
    }

    private Progress retained(OpenTransaction open) {
        OpenTransaction now = journal.reread(open);
        if (now.last(Entry.Step.TAKE).isPresent()) {
            record.taken(open.id(), Fact.RETAINED, "captured");
        }
        boolean theirs = now.last(Entry.Step.CARD).map(Entry::phase).orElse(Phase.FAILED) == Phase.DONE;
        return settled(now, theirs ? Fact.RETAINED : Fact.NOT_DISPENSED);
    }

    private Progress settled(OpenTransaction open, Fact fact) {
        record.settle(journal.reread(open), fact, unit.context(open));
        return Progress.SETTLED;
    }

    private boolean waitedLongEnough() {
        return Duration.ofNanos(desk.nanos() - startedNanos).compareTo(TAKE_WITHIN) > 0;
    }

    private static Fact factOf(Entry taken) {
        return switch (taken.phase()) {
            case DONE -> Fact.TAKEN;
            case FAILED -> Fact.RETAINED;
            default -> Fact.UNKNOWN;
        };
    }
}
