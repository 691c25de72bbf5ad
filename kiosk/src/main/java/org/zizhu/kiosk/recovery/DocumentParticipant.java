package org.zizhu.kiosk.recovery;

import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.document.DocumentPrinter;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.kiosk.document.Settlement;
import org.zizhu.kiosk.document.Settlement.Fact;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.OpenTransaction;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.Unit;

/**
 * A sealed document on plain paper: an issue without an answer is withdrawn, a print job without an end is asked for at the
 * printer, sheets are looked for in the tray.
 */
final class DocumentParticipant implements Participant {

    /** As long as a citizen has in a visit that was not interrupted. */
    private static final Duration TAKE_WITHIN = Duration.ofSeconds(90);

    /** The printer answers in milliseconds; a job that still runs has at most some pages left. */
    private static final Duration ASK_WITHIN = Duration.ofMinutes(1);

    private final Unit unit;
    private final Desk desk;
    private final Journal journal;
    private final Settlement settlement;
    private final InterruptedReceipt receipt;
    private final long startedNanos;

    DocumentParticipant(Unit unit, Desk desk) {
        this.unit = unit;
        this.desk = desk;
        this.journal = unit.journal();
        this.settlement = new Settlement(journal, unit.clock());
        this.receipt = new InterruptedReceipt(journal);
        this.startedNanos = desk.nanos();
    }

    @Override
    public boolean holds(OpenTransaction open) {
        return open.last(Entry.Step.ISSUE).isPresent()
                && open.last(Entry.Step.BLANK).isEmpty();
    }

    @Override
    public Progress settle(OpenTransaction open) {
        Entry issue = open.last(Entry.Step.ISSUE).orElseThrow();
        Optional<Entry> print = open.last(Entry.Step.PRINT);
        if (issue.phase() == Phase.FAILED) {
            journal.settle(open.id(), "undone");
        } else if (issue.phase() != Phase.DONE) {
            // The entry that says that nobody knows has no key; the intent has.
            String key = open.last(Entry.Step.ISSUE, Phase.INTENT).orElseThrow().demand("key");
            settlement.withdraw(open.id(), key, unit.context(open));
        } else if (print.isEmpty()) {
            settle(open, Fact.NOT_PRINTED, 0);
        } else {
            return settlePaper(open, print.get());
        }
        return Progress.SETTLED;
    }

    private Progress settlePaper(OpenTransaction open, Entry print) {
        int pages = Integer.parseInt(print.demand("pages"));
        switch (print.phase()) {
            case INTENT -> {
                return askPrinter(open, print, pages);
            }
            case FAILED -> settle(open, pages == 0 ? Fact.NOT_PRINTED : Fact.SPOILED, pages);
            case UNKNOWN -> settle(open, Fact.UNKNOWN, pages);
            case DONE -> {
                return settleTaking(open, pages);
            }
        }
        return Progress.SETTLED;
    }

    private Progress askPrinter(OpenTransaction open, Entry intent, int pages) {
        Optional<DocumentPrinter> printer = unit.cabinet().documentPrinter();
        if (printer.isEmpty()) {
            settlement.printed(open.id(), new PrintEnd.Unknown(0, pages, "no-printer"));
            settle(open, Fact.UNKNOWN, 0);
            return Progress.SETTLED;
        }
        CompletableFuture<Completion<PrintEnd>> asked =
                printer.get().whatBecameOf(UUID.fromString(intent.demand("job")), pages, intent.at(), ASK_WITHIN);
        if (desk.await(asked) instanceof Completion.Success<PrintEnd> answer) {
            settlement.printed(open.id(), answer.value());
            return settle(journal.reread(open));
        }
        return Progress.UNSETTLED;
    }

    private Progress settleTaking(OpenTransaction open, int pages) {
        Optional<Entry> taken = open.last(Entry.Step.TAKE).filter(entry -> entry.phase() != Phase.INTENT);
        if (taken.isPresent()) {
            receipt.settle(open);
            settle(open, factOf(taken.get()), pages);
            return Progress.SETTLED;
        }
        MediaState tray =
                unit.cabinet().documentPrinter().map(p -> p.status().media()).orElse(MediaState.UNKNOWN);
        // Until a printer has been reached, nobody knows whether it has a sensor.
        boolean maySense = unit.cabinet()
                .documentPrinter()
                .map(p -> p.capabilities().sensesOutput() || !p.status().usable())
                .orElse(false);
        if (tray == MediaState.PRESENT && !waitedLongEnough()) {
            return Progress.WAIT_FOR_PAPER;
        }
        if (tray == MediaState.UNKNOWN && maySense && !waitedLongEnough()) {
            return Progress.UNSETTLED;
        }
        Fact fact =
                switch (tray) {
                    case PRESENT -> Fact.NOT_TAKEN;
                    case NOT_PRESENT -> Fact.TAKEN;
                    default -> Fact.PRESENTED;
                };
        settlement.taken(open.id(), fact, fact == Fact.PRESENTED ? "nobody-there" : "tray-sensor");
        settle(open, fact, pages);
        return Progress.SETTLED;
    }

    private boolean waitedLongEnough() {
        return Duration.ofNanos(desk.nanos() - startedNanos).compareTo(TAKE_WITHIN) > 0;
    }

    private static Fact factOf(Entry taken) {
        return switch (taken.phase()) {
            case DONE -> Fact.TAKEN;
            case FAILED -> Fact.NOT_TAKEN;
            default -> Fact.PRESENTED;
        };
    }

    private void settle(OpenTransaction open, Fact fact, int pages) {
        Entry issued = open.last(Entry.Step.ISSUE, Phase.DONE)
                .orElseThrow(() -> new NoSuchElementException("no document in " + open.id()));
        settlement.settle(open.id(), issued.demand("number"), fact, pages, unit.context(open));
    }
}
