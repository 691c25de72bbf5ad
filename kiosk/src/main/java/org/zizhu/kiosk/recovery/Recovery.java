package org.zizhu.kiosk.recovery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.document.DocumentPrinter;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.drivers.receipt.ReceiptPrinter;
import org.zizhu.kiosk.catalogue.Item;
import org.zizhu.kiosk.document.Settlement;
import org.zizhu.kiosk.document.Settlement.Fact;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.OpenTransaction;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.Unit;

/**
 * Settles the transactions that a crash or power cut left open. It never does again what may have been done: an issue without
 * an answer is withdrawn, a print job without an end is asked for at the printer, sheets are looked for in the tray. What
 * can't be asked now stays open, and is asked again before the next citizen.
 */
public final class Recovery {

    /** How far it has come. */
    public enum Progress {
        /** Nothing is open. */
        SETTLED,
        /** Something is open, and its device can't be asked at present. */
        UNSETTLED,
        /** A document of the interrupted visit lies in the tray, and its holder may still be here. */
        WAIT_FOR_PAPER
    }

    /** As long as a citizen has in a visit that was not interrupted. */
    private static final Duration TAKE_WITHIN = Duration.ofSeconds(90);

    /** The printer answers in milliseconds; a job that still runs has at most some pages left. */
    private static final Duration ASK_WITHIN = Duration.ofMinutes(1);

    private static final Duration RETRACT_WITHIN = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Unit unit;
    private final Desk desk;
    private final Journal journal;
    private final Settlement settlement;
    private final long startedNanos;

    public Recovery(Unit unit, Desk desk) {
        this.unit = unit;
        this.desk = desk;
        this.journal = unit.journal();
        this.settlement = new Settlement(journal, unit.clock());
        this.startedNanos = desk.nanos();
    }

    /** Settles what can be settled now. Called by the visit's thread between visits; quick when nothing is open. */
    public Progress settle() {
        Progress progress = Progress.SETTLED;
        for (OpenTransaction open : journal.open()) {
            Progress one = settle(open);
            if (one.compareTo(progress) > 0) {
                progress = one;
            }
        }
        return progress;
    }

    private Progress settle(OpenTransaction open) {
        Optional<Entry> issue = open.last(Entry.Step.ISSUE);
        Optional<Entry> print = open.last(Entry.Step.PRINT);
        if (issue.isEmpty() || issue.get().phase() == Phase.FAILED) {
            journal.settle(open.id(), "undone");
        } else if (issue.get().phase() != Phase.DONE) {
            settlement.withdraw(open.id(), fact(issue.get(), "key"), context(open));
        } else if (print.isEmpty()) {
            settle(open, Fact.NOT_PRINTED, 0);
        } else {
            return settlePaper(open, print.get());
        }
        return settled(open);
    }

    private Progress settlePaper(OpenTransaction open, Entry print) {
        int pages = Integer.parseInt(fact(print, "pages"));
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
        return settled(open);
    }

    private Progress askPrinter(OpenTransaction open, Entry intent, int pages) {
        Optional<DocumentPrinter> printer = unit.cabinet().documentPrinter();
        if (printer.isEmpty()) {
            settlement.printed(open.id(), new PrintEnd.Unknown(0, pages, "no-printer"));
            settle(open, Fact.UNKNOWN, 0);
            return settled(open);
        }
        CompletableFuture<Completion<PrintEnd>> asked =
                printer.get().whatBecameOf(UUID.fromString(fact(intent, "job")), pages, intent.at(), ASK_WITHIN);
        if (desk.await(asked) instanceof Completion.Success<PrintEnd> answer) {
            settlement.printed(open.id(), answer.value());
            return settle(reread(open));
        }
        return Progress.UNSETTLED;
    }

    private Progress settleTaking(OpenTransaction open, int pages) {
        Optional<Entry> taken = open.last(Entry.Step.TAKE).filter(entry -> entry.phase() != Phase.INTENT);
        if (taken.isPresent()) {
            settleReceipt(open);
            settle(open, factOf(taken.get()), pages);
            return settled(open);
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
        return settled(open);
    }

    /** A receipt is not printed again; one that still lies in the presenter is drawn back. */
    private void settleReceipt(OpenTransaction open) {
        Optional<Entry> receipt = open.last(Entry.Step.RECEIPT);
        if (receipt.isPresent() && receipt.get().phase() == Phase.INTENT) {
            journal.append(open.id(), Entry.Step.RECEIPT, Phase.UNKNOWN, Map.of("reason", "interrupted"));
            Optional<ReceiptPrinter> printer = unit.cabinet().receiptPrinter();
            if (printer.isPresent() && printer.get().status().media() == MediaState.PRESENT) {
                desk.await(printer.get().retract(RETRACT_WITHIN));
            }
        }
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
        settlement.settle(open.id(), fact(issued, "number"), fact, pages, context(open));
    }

    private static Progress settled(OpenTransaction open) {
        LOG.info("transaction {} settled after an interruption", open.id());
        return Progress.SETTLED;
    }

    private OpenTransaction reread(OpenTransaction open) {
        return new OpenTransaction(open.id(), open.item(), journal.entries(open.id()));
    }

    /** The item may have left the catalogue since; the platform knows the case by its number. */
    private CallContext context(OpenTransaction open) {
        List<Item> items = unit.catalogue().items();
        Item item = items.stream()
                .filter(candidate -> candidate.id().equals(open.item()))
                .findFirst()
                .orElse(items.get(0));
        return unit.context(item, open.id());
    }

    private static String fact(Entry entry, String name) {
        String value = entry.fact(name);
        if (value == null) {
            throw new NoSuchElementException("entry " + entry.seq() + " has no " + name);
        }
        return value;
    }
}
