package org.zizhu.kiosk.step;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.document.DocumentPrinter;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.kiosk.document.Settlement;
import org.zizhu.kiosk.document.Settlement.Fact;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.platform.IssuedDocument;
import org.zizhu.kiosk.platform.Session;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Availability;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.Unit;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * One transaction: a sealed document is issued, verified, printed, taken, and receipted. Each effect is preceded by its
 * intent in the journal and followed by its outcome; whatever goes wrong is compensated before the citizen is told. A
 * crash anywhere in here is settled by {@code org.zizhu.kiosk.recovery}.
 */
final class DocumentHandover {

    /** Half a minute for the first page of a cold laser, and as much for a printer that has to be cancelled. */
    private static final Duration PRINT_WITHIN = Duration.ofMinutes(1);

    /** The slowest laser takes this from page to page. */
    private static final Duration PER_PAGE = Duration.ofSeconds(2);

    /** Long enough for somebody slow who has dropped their bag; then the paper must not lie about any more. */
    private static final Duration TAKE_WITHIN = Duration.ofSeconds(90);

    /** Sheets that fall into the tray swing for a moment before its sensor is believed. */
    private static final Duration TRAY_SETTLES = Duration.ofSeconds(6);

    private static final Duration TICK = Duration.ofSeconds(1);

    private final Matter matter;
    private final Unit unit;
    private final Desk desk;
    private final Journal journal;
    private final Settlement settlement;
    private final DocumentPrinter printer;
    private final String transaction;
    private final CallContext context;

    DocumentHandover(Matter matter, DocumentPrinter printer) {
        this.matter = matter;
        this.unit = matter.unit();
        this.desk = matter.desk();
        this.journal = unit.journal();
        this.settlement = new Settlement(journal, unit.clock());
        this.printer = printer;
        this.transaction = unit.identities().get();
        this.context = unit.context(matter.item(), transaction);
    }

    /** How it ended. */
    sealed interface Ended {
        /** The citizen has it. */
        record HandedOver(IssuedDocument document) implements Ended {}

        /** The platform did not give the document. */
        record NotAnswered(Answer<?> answer) implements Ended {}

        /** The citizen has not got it, and whatever had been done is undone or left to staff. */
        record NotHandedOver(String code) implements Ended {}
    }

    /** Runs the transaction to its end; nothing but a shutdown stops it on the way. */
    Ended run(Session session, String type) throws VisitOver {
        matter.purse().gives(journal, transaction);
        journal.begin(transaction, matter.item().id());
        String key = transaction + ":issue";
        journal.append(transaction, Entry.Step.ISSUE, Phase.INTENT, Map.of("key", key, "type", type));
        showWorking(0);
        Answer<IssuedDocument> issued = desk.await(unit.platform().issue(context, session, type, key));
        if (!(issued instanceof Answer.Given<IssuedDocument> given)) {
            return notIssued(issued, key);
        }
        IssuedDocument document = given.value();
        journal.append(
                transaction,
                Entry.Step.ISSUE,
                Phase.DONE,
                Map.of("number", document.number(), "pages", "" + document.pages()));
        showWorking(1);
        Answer<byte[]> content = desk.await(unit.platform().content(context, session, document));
        if (!(content instanceof Answer.Given<byte[]> bytes)) {
            settle(document, Fact.NOT_PRINTED, 0);
            return new Ended.NotAnswered(content);
        }
        showWorking(2);
        Optional<String> wrong = unit.seals().wrong(bytes.value(), document.sha256(), document.pages());
        if (wrong.isPresent()) {
            settle(document, Fact.NOT_PRINTED, 0);
            return new Ended.NotHandedOver("seal-invalid");
        }
        PrintEnd end;
        try {
            end = print(document, bytes.value());
        } finally {
            Arrays.fill(bytes.value(), (byte) 0);
        }
        return afterPrinting(document, end);
    }

    private Ended notIssued(Answer<IssuedDocument> answer, String key) {
        boolean certainlyNot = answer instanceof Answer.Refused
                || (answer instanceof Answer.Failed<IssuedDocument> failed && failed.why() == Answer.Why.UNREACHABLE);
        if (certainlyNot) {
            journal.append(transaction, Entry.Step.ISSUE, Phase.FAILED, Map.of("code", answer.code()));
            journal.settle(transaction, "undone");
        } else {
            journal.append(transaction, Entry.Step.ISSUE, Phase.UNKNOWN, Map.of("code", answer.code()));
            settlement.withdraw(transaction, key, context);
        }
        return new Ended.NotAnswered(answer);
    }

    private PrintEnd print(IssuedDocument document, byte[] pdf) {
        UUID job = UUID.fromString(unit.identities().get());
        journal.append(
                transaction,
                Entry.Step.PRINT,
                Phase.INTENT,
                Map.of("job", job.toString(), "pages", "" + document.pages(), "document", document.number()));
        AtomicInteger pagesCompleted = new AtomicInteger();
        desk.show(new Screen.Printing(document.name(), 0, document.pages()));
        CompletableFuture<Completion<PrintEnd>> printing = printer.print(
                new DocumentPrinter.PrintRequest(job, pdf, document.pages(), false),
                progress -> {
                    pagesCompleted.set(progress.pagesCompleted());
                    desk.wake();
                },
                PRINT_WITHIN.plus(PER_PAGE.multipliedBy(document.pages())));
        Completion<PrintEnd> completion = desk.await(
                printing,
                () -> desk.update(new Screen.Printing(document.name(), pagesCompleted.get(), document.pages())));
        PrintEnd end = completion instanceof Completion.Success<PrintEnd> success
                ? success.value()
                : unfinished((Completion.Failed<PrintEnd>) completion, document);
        settlement.printed(transaction, end);
        return end;
    }

    /** Only a refusal before the job was sent proves that nothing comes out. */
    private static PrintEnd unfinished(Completion.Failed<PrintEnd> failed, IssuedDocument document) {
        return switch (failed.code()) {
            case NOT_READY, UNSUPPORTED -> new PrintEnd.NotPrinted(failed.reason());
            default -> new PrintEnd.Unknown(0, document.pages(), failed.reason());
        };
    }

    private Ended afterPrinting(IssuedDocument document, PrintEnd end) throws VisitOver {
        if (end instanceof PrintEnd.Printed printed) {
            return take(document, printed.pages());
        }
        String code;
        if (end instanceof PrintEnd.NotPrinted not) {
            settle(document, Fact.NOT_PRINTED, 0);
            String cause = Availability.printerTrouble(not.reason());
            code = cause.equals("printer-fault") ? "print-nothing" : cause;
        } else if (end instanceof PrintEnd.Partly partly) {
            settle(document, Fact.SPOILED, partly.pagesCompleted());
            code = "print-partly";
        } else {
            if (matter.purse().paid().isEmpty()) {
                // Of what is paid for there will be a slip that says so.
                new ReceiptTalk(matter).unsettledSlip(transaction);
            }
            settle(document, Fact.UNKNOWN, ((PrintEnd.Unknown) end).pagesSeen());
            code = "print-unknown";
        }
        return new Ended.NotHandedOver(code);
    }

    private Ended take(IssuedDocument document, int pages) throws VisitOver {
        journal.append(transaction, Entry.Step.TAKE, Phase.INTENT, Map.of());
        Fact fact;
        String evidence;
        if (printer.capabilities().sensesOutput()) {
            fact = watchTray(document);
            evidence = "tray-sensor";
        } else {
            boolean said = askWhetherTaken(document);
            fact = said ? Fact.TAKEN : Fact.PRESENTED;
            evidence = said ? "citizen-said" : "nobody-there";
        }
        settlement.taken(transaction, fact, evidence);
        if (fact == Fact.NOT_TAKEN) {
            settle(document, fact, pages);
            return new Ended.NotHandedOver("paper-not-taken");
        }
        new ReceiptTalk(matter).documentReceipt(transaction, document);
        settle(document, fact, pages);
        return new Ended.HandedOver(document);
    }

    private Fact watchTray(IssuedDocument document) throws VisitOver {
        long start = desk.nanos();
        boolean seen = false;
        desk.show(takeScreen(document, TAKE_WITHIN, List.of()));
        while (true) {
            desk.endIfClosing();
            MediaState tray = printer.status().media();
            Duration passed = Duration.ofNanos(desk.nanos() - start);
            seen |= tray == MediaState.PRESENT;
            if (tray == MediaState.NOT_PRESENT && (seen || passed.compareTo(TRAY_SETTLES) > 0)) {
                return Fact.TAKEN;
            }
            if (passed.compareTo(TAKE_WITHIN) > 0) {
                return tray == MediaState.PRESENT ? Fact.NOT_TAKEN : Fact.PRESENTED;
            }
            desk.update(takeScreen(document, TAKE_WITHIN.minus(passed), List.of()));
            desk.pause(TICK);
        }
    }

    private boolean askWhetherTaken(IssuedDocument document) throws VisitOver {
        long start = desk.nanos();
        List<Choice> choices = List.of(Choice.strong("我已取走", "I have taken it", new Action.PaperTaken()));
        desk.show(takeScreen(document, TAKE_WITHIN, choices));
        while (true) {
            Duration passed = Duration.ofNanos(desk.nanos() - start);
            if (passed.compareTo(TAKE_WITHIN) > 0) {
                return false;
            }
            Optional<Action> action = desk.listenPatiently(TICK);
            if (action.isPresent() && action.get() instanceof Action.PaperTaken) {
                return true;
            }
            desk.update(takeScreen(document, TAKE_WITHIN.minus(passed), choices));
        }
    }

    private static Screen takeScreen(IssuedDocument document, Duration left, List<Choice> choices) {
        return new Screen.TakePaper(
                document.name(), "document", OptionalInt.of((int) Math.max(0, left.toSeconds())), choices);
    }

    private void settle(IssuedDocument document, Fact fact, int pages) {
        settlement.settle(transaction, document.number(), fact, pages, context);
    }

    private void showWorking(int current) {
        Screen working = new Screen.Working(
                Text.of("正在为您开具", "Preparing your document"),
                List.of(
                        Text.of("政务平台开具并盖章", "The platform issues and seals it"),
                        Text.of("取回文件", "Fetch it"),
                        Text.of("验证电子印章", "Verify its seal")),
                current);
        desk.showUnlessShown(working);
    }
}
