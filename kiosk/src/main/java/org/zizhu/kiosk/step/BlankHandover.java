package org.zizhu.kiosk.step;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Completion.Failed;
import org.zizhu.drivers.Completion.Success;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.blank.BlankPrinter;
import org.zizhu.drivers.blank.BlankPrinter.Fed;
import org.zizhu.drivers.blank.BlankPrinter.Place;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.kiosk.catalogue.Item.Need;
import org.zizhu.kiosk.document.BlankRecord;
import org.zizhu.kiosk.document.Settlement;
import org.zizhu.kiosk.document.Settlement.Fact;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.platform.IssuedDocument;
import org.zizhu.kiosk.platform.Session;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.step.DocumentHandover.Ended;
import org.zizhu.kiosk.visit.Availability;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.Unit;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * A document on a numbered blank, each blank a transaction of its own: it is fed and its number read, the document is issued for that
 * number, verified, printed, presented, taken and receipted. A blank that is of no use goes into the bin, and the next one is tried.
 * The outlet is shut until the blank is presented: what went wrong before that never reached the citizen. A crash anywhere in here is
 * settled by {@code org.zizhu.kiosk.recovery}.
 */
final class BlankHandover {

    /** The first blank and two more: a stack of which three in a row are bad needs somebody to look at it. */
    private static final int BLANKS = 3;

    /** Some seconds of way, and some for the reader. */
    private static final Duration FEED_WITHIN = Duration.ofSeconds(20);

    private static final Duration MOVE_WITHIN = Duration.ofSeconds(15);

    /** A cold laser, and as much for a printer that has to be cancelled. */
    private static final Duration PRINT_WITHIN = Duration.ofSeconds(75);

    /** As for a document on plain paper. */
    private static final Duration TAKE_WITHIN = Duration.ofSeconds(90);

    private static final Duration TICK = Duration.ofSeconds(1);

    private final Matter matter;
    private final Unit unit;
    private final Desk desk;
    private final Journal journal;
    private final Settlement settlement;
    private final BlankRecord record;
    private final BlankPrinter printer;

    BlankHandover(Matter matter, BlankPrinter printer) {
        this.matter = matter;
        this.unit = matter.unit();
        this.desk = matter.desk();
        this.journal = unit.journal();
        this.settlement = new Settlement(journal, unit.clock());
        this.record = new BlankRecord(journal, unit.clock());
        this.printer = printer;
    }

    /** Tries blank after blank; nothing but a shutdown stops it on the way. */
    Ended run(Session session, String type) throws VisitOver {
        for (int tried = 1; ; tried++) {
            Optional<Ended> ended = new OneBlank().run(session, type);
            if (ended.isPresent()) {
                return ended.get();
            }
            Optional<String> closed = unit.availability().missing(Need.BLANK_PRINTER);
            if (closed.isPresent()) {
                return new Ended.NotHandedOver(closed.get());
            } else if (tried == BLANKS) {
                return new Ended.NotHandedOver("blank-none-good");
            }
            desk.endIfClosing();
        }
    }

    /** One blank's transaction; its end is empty where the next blank may do better. */
    private final class OneBlank {
        private final String transaction = unit.identities().get();
        private final CallContext context = unit.context(matter.item(), transaction);

        Optional<Ended> run(Session session, String type) throws VisitOver {
            matter.purse().gives(journal, transaction);
            journal.begin(transaction, matter.item().id());
            showWorking(0);
            Optional<Place> way = place();
            if (way.isEmpty() || (way.get() != Place.NONE && !clearWay())) {
                settleUnissued();
                return Optional.of(new Ended.NotHandedOver(way.isEmpty() ? "blank-fault" : "blank-jammed"));
            }
            record.feeds(transaction);
            Completion<Fed> fed = desk.await(printer.feed(FEED_WITHIN));
            if (fed instanceof Failed<Fed> failed) {
                return Optional.of(notFed(failed));
            }
            Fed blank = ((Success<Fed>) fed).value();
            Optional<String> wrong = record.fed(transaction, blank, context);
            if (wrong.isPresent()) {
                spoil(wrong.get());
                settleUnissued();
                return Optional.empty();
            }
            return issue(session, type, ((Fed.Ready) blank).number());
        }

        /** Something of an earlier life, which the books have where it belongs already. */
        private boolean clearWay() {
            record.retracts(transaction, "left-over");
            if (desk.await(printer.retract(MOVE_WITHIN)) instanceof Failed<Place> failed
                    && failed.code() != FailureCode.SEQUENCE_ERROR) {
                record.nothingRetracted(transaction, failed.reason());
                return false;
            }
            record.spoiled(transaction);
            return true;
        }

        private Ended notFed(Failed<Fed> failed) {
            boolean certainlyNot =
                    failed.code() == FailureCode.NOT_READY || failed.code() == FailureCode.SEQUENCE_ERROR;
            record.notFed(transaction, certainlyNot ? Phase.FAILED : Phase.UNKNOWN, failed.reason());
            settleUnissued();
            return new Ended.NotHandedOver(Availability.blankTrouble(failed.reason()));
        }

        private Optional<Ended> issue(Session session, String type, String blank) throws VisitOver {
            String key = transaction + ":issue";
            journal.append(
                    transaction, Entry.Step.ISSUE, Phase.INTENT, Map.of("key", key, "type", type, "blank", blank));
            showWorking(1);
            Answer<IssuedDocument> issued =
                    desk.await(unit.platform().issueOnBlank(context, session, type, blank, key));
            if (!(issued instanceof Answer.Given<IssuedDocument> given)) {
                return notIssued(issued);
            }
            IssuedDocument document = given.value();
            journal.append(
                    transaction,
                    Entry.Step.ISSUE,
                    Phase.DONE,
                    Map.of("number", document.number(), "pages", "" + document.pages(), "blank", blank));
            Answer<byte[]> content = desk.await(unit.platform().content(context, session, document));
            if (!(content instanceof Answer.Given<byte[]> bytes)) {
                spoiled(document, Fact.NOT_PRINTED, 0, "not-fetched");
                return Optional.of(new Ended.NotAnswered(content));
            }
            showWorking(2);
            if (unit.seals()
                    .wrong(bytes.value(), document.sha256(), document.pages())
                    .isPresent()) {
                spoiled(document, Fact.NOT_PRINTED, 0, "seal-invalid");
                return Optional.of(new Ended.NotHandedOver("seal-invalid"));
            }
            PrintEnd end;
            try {
                end = print(document, bytes.value(), blank);
            } finally {
                Arrays.fill(bytes.value(), (byte) 0);
            }
            if (end instanceof PrintEnd.Printed) {
                return Optional.of(take(document, blank));
            }
            int pages = end instanceof PrintEnd.Partly partly ? partly.pagesCompleted() : 0;
            spoiled(document, Fact.SPOILED, pages, "print-failed");
            return Optional.empty();
        }

        private Optional<Ended> notIssued(Answer<IssuedDocument> answer) {
            boolean certainlyNot = answer instanceof Answer.Refused
                    || (answer instanceof Answer.Failed<IssuedDocument> failed
                            && failed.why() == Answer.Why.UNREACHABLE);
            journal.append(
                    transaction,
                    Entry.Step.ISSUE,
                    certainlyNot ? Phase.FAILED : Phase.UNKNOWN,
                    Map.of("code", answer.code()));
            spoil("not-issued");
            settleUnissued();
            return answer.code().equals("blank-used") ? Optional.empty() : Optional.of(new Ended.NotAnswered(answer));
        }

        private PrintEnd print(IssuedDocument document, byte[] pdf, String blank) {
            UUID job = UUID.fromString(unit.identities().get());
            journal.append(
                    transaction,
                    Entry.Step.PRINT,
                    Phase.INTENT,
                    Map.of("job", job.toString(), "pages", "1", "document", document.number(), "blank", blank));
            desk.show(new Screen.Printing(document.name(), 0, 1));
            Completion<PrintEnd> completion = desk.await(printer.print(job, pdf, PRINT_WITHIN));
            PrintEnd end = completion instanceof Success<PrintEnd> success
                    ? success.value()
                    : unfinished((Failed<PrintEnd>) completion);
            settlement.printed(transaction, end);
            return end;
        }

        private static PrintEnd unfinished(Failed<PrintEnd> failed) {
            return switch (failed.code()) {
                case NOT_READY, SEQUENCE_ERROR, UNSUPPORTED -> new PrintEnd.NotPrinted(failed.reason());
                default -> new PrintEnd.Unknown(0, 1, failed.reason());
            };
        }

        private Ended take(IssuedDocument document, String blank) throws VisitOver {
            record.presents(transaction);
            boolean opened = desk.await(printer.present(MOVE_WITHIN)) instanceof Success;
            Optional<Place> left = opened ? watch(document) : place();
            if (left.equals(Optional.of(Place.OUTLET))) {
                return takeBack(document, blank);
            } else if (left.equals(Optional.of(Place.NONE))) {
                return taken(document, blank);
            }
            return inDoubt(document, blank, "nobody-sees");
        }

        /** Where the blank is in the end; empty when nobody can say. */
        private Optional<Place> watch(IssuedDocument document) throws VisitOver {
            long start = desk.nanos();
            desk.show(takeScreen(document, TAKE_WITHIN));
            while (true) {
                desk.endIfClosing();
                Duration passed = Duration.ofNanos(desk.nanos() - start);
                if (printer.status().media() == MediaState.NOT_PRESENT) {
                    return Optional.of(Place.NONE);
                }
                if (passed.compareTo(TAKE_WITHIN) > 0) {
                    return place();
                }
                desk.update(takeScreen(document, TAKE_WITHIN.minus(passed)));
                desk.pause(TICK);
            }
        }

        private Ended takeBack(IssuedDocument document, String blank) throws VisitOver {
            record.retracts(transaction, "not-taken");
            Completion<Place> moved = desk.await(printer.retract(MOVE_WITHIN));
            if (moved instanceof Failed<Place> failed) {
                if (failed.code() == FailureCode.SEQUENCE_ERROR) {
                    // Whoever takes it at the last moment has it.
                    record.nothingRetracted(transaction, failed.reason());
                    return taken(document, blank);
                }
                record.retractUnknown(transaction, failed.reason());
                return inDoubt(document, blank, "stuck-at-the-outlet");
            }
            record.retained(transaction);
            record.taken(transaction, Fact.RETAINED, "retracted");
            new ReceiptTalk(matter).keptSlip(transaction, document, blank);
            settle(document, Fact.RETAINED, 1);
            return new Ended.NotHandedOver("licence-kept");
        }

        private Ended taken(IssuedDocument document, String blank) throws VisitOver {
            record.taken(transaction, Fact.TAKEN, "outlet-sensor");
            new ReceiptTalk(matter).blankReceipt(transaction, document, blank);
            settle(document, Fact.TAKEN, 1);
            return new Ended.HandedOver(document);
        }

        private Ended inDoubt(IssuedDocument document, String blank, String evidence) throws VisitOver {
            record.taken(transaction, Fact.PRESENTED, evidence);
            new ReceiptTalk(matter).doubtfulSlip(transaction, document, blank);
            settle(document, Fact.PRESENTED, 1);
            return new Ended.NotHandedOver("licence-in-doubt");
        }

        private Optional<Place> place() {
            return desk.await(printer.place(MOVE_WITHIN)) instanceof Success<Place> known
                    ? Optional.of(known.value())
                    : Optional.empty();
        }

        /** The blank goes into the bin, or no further: it is of no use either way, and nobody can get at it. */
        private void spoil(String why) {
            record.retracts(transaction, why);
            if (desk.await(printer.retract(MOVE_WITHIN)) instanceof Failed<Place> failed) {
                record.spoiledOnTheWay(transaction, failed.reason());
            } else {
                record.spoiled(transaction);
            }
        }

        private void spoiled(IssuedDocument document, Fact fact, int pages, String why) {
            spoil(why);
            settle(document, fact, pages);
        }

        private void settleUnissued() {
            record.settleUnissued(journal.reread(transaction, matter.item().id()), context);
        }

        private void settle(IssuedDocument document, Fact fact, int pages) {
            settlement.settle(transaction, document.number(), fact, pages, context);
        }
    }

    private static Screen takeScreen(IssuedDocument document, Duration left) {
        return new Screen.TakePaper(
                document.name(), "blank", OptionalInt.of((int) Math.max(0, left.toSeconds())), List.of());
    }

    private void showWorking(int current) {
        desk.showUnlessShown(new Screen.Working(
                Text.of("正在为您开具", "Preparing your licence"),
                List.of(
                        Text.of("送入空白证照，读取编号", "Feed a blank and read its number"),
                        Text.of("政务平台按编号开具并盖章", "The platform issues it for that number"),
                        Text.of("核对电子印章", "Verify its seal")),
                current));
    }
}
