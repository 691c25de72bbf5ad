package org.zizhu.kiosk.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.kiosk.collection.CardRecord;
import org.zizhu.kiosk.collection.LockerRecord;
import org.zizhu.kiosk.configuration.Configuration;
import org.zizhu.kiosk.document.Settlement;
import org.zizhu.kiosk.identity.staff.StaffRole;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Message;
import org.zizhu.kiosk.journal.Move;
import org.zizhu.kiosk.journal.OpenTransaction;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.journal.Place;
import org.zizhu.kiosk.journal.Witness;
import org.zizhu.kiosk.payment.Bill;
import org.zizhu.kiosk.payment.PaymentRecord;
import org.zizhu.kiosk.platform.Box;
import org.zizhu.kiosk.platform.PaymentOrder.Means;
import org.zizhu.kiosk.platform.PaymentPlatform.Due;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.stock.Balance;
import org.zizhu.kiosk.stock.ExchangeBook;
import org.zizhu.kiosk.stock.Ledger;
import org.zizhu.kiosk.stock.Store;
import org.zizhu.kiosk.stock.Supplies;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.StaffOffice;
import org.zizhu.kiosk.tabletop.StaffOffice.Badge;
import org.zizhu.kiosk.tabletop.TableBlankPrinter;
import org.zizhu.kiosk.tabletop.Tabletop;

/** Staff count and load at the screen, and say what became of what nobody knew. */
class ExchangeTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final StaffOffice OFFICE = new StaffOffice();
    private static final Badge ANNA = OFFICE.badge(StaffRole.STOCK_KEEPER);
    private static final Badge BORIS = OFFICE.badge(StaffRole.STOCK_KEEPER);

    @TempDir
    Path folder;

    private Tabletop table;

    @BeforeEach
    void setUp() {
        table = new Tabletop(folder, PAPER);
        trusting();
    }

    @AfterEach
    void tearDown() {
        table.close();
    }

    // --- count and load -------------------------------------------------------------------------------------------

    @Test
    void cardsAreLoaded_andTheStaffScreenForecastsThem() {
        signsIn(ANNA, "attract");
        loads(100);
        table.on("staff-menu", new Action.Back()).runUntil("attract");
        assertEquals(new Balance(100, 100, 0, 0, 0, 0, 0, 0), books());
        dispenses("t1", 20);
        Supplies.Level level = new Supplies(
                        table.journal, table.unit().cabinet(), table.time, () -> Configuration.USUAL_STOCK_WARNING)
                .levels().stream()
                        .filter(one -> one.supply() == Supply.CARDS)
                        .findFirst()
                        .orElseThrow();
        assertEquals(80, level.count().orElseThrow().left());
        assertEquals(4 * 7 * 24, level.count().orElseThrow().hoursLeft().orElseThrow());
    }

    @Test
    void countThatDiffers_isClosedByAnotherStockKeeper_andByNobodyAlone() {
        signsIn(ANNA, "attract");
        loads(100);
        opens();
        types("98", "0", "0");
        table.on("confirmation", new Action.Confirm())
                // A second person has to agree …
                .on("confirmation", new Action.Back());
        table.on("staff-menu", new Action.ChooseDeed("exchange"))
                // … and whoever counted is refused, however they came to say it.
                .on("confirmation", new Action.Agree())
                .on("confirmation", new Action.Back())
                .on("staff-menu", table.chipCards::pull);
        signsIn(BORIS, "attract");
        table.on("staff-menu", new Action.ChooseDeed("exchange"))
                .on("confirmation", new Action.Agree())
                .on("confirmation", new Action.Back())
                .on("staff-menu", new Action.Back())
                .runUntil("attract");
        assertEquals(new Balance(100, 98, 0, 0, 0, 0, 0, 2), books());
        Entry closed =
                table.journal.newest(Entry.Step.EXCHANGE, "store", "cards").orElseThrow();
        assertEquals(ANNA.serial(), closed.fact("certificate"));
        assertEquals(BORIS.serial(), closed.fact("agreed"));
    }

    @Test
    void bracketThatAPowerCutInterrupts_isShownToTheNextOfTheStaff_whoCountsAgain() {
        signsIn(ANNA, "attract");
        opens();
        table.runUntil("type-number");
        Tabletop before = table;
        before.close();
        before.chipCards.pull();
        table = new Tabletop(folder, PAPER, before);
        trusting();
        signsIn(BORIS, "attract");
        table.on("staff-menu", new Action.ChooseDeed("exchange")).on("confirmation", new Action.Confirm());
        types("0", "0", "50");
        table.on("confirmation", new Action.Confirm())
                .on("confirmation", new Action.Back())
                .on("staff-menu", new Action.Back())
                .runUntil("attract");
        Screen.StaffMenu menu = table.views.stream()
                .map(view -> view.screen())
                .filter(Screen.StaffMenu.class::isInstance)
                .map(Screen.StaffMenu.class::cast)
                .findFirst()
                .orElseThrow();
        assertTrue(
                menu.state().stream().anyMatch(line -> line.value().english().equals("Card hopper: not finished")),
                menu.state()::toString);
        assertEquals(50, books().left());
        assertEquals(Optional.empty(), book().open(Store.CARDS));
    }

    @Test
    void stackThatIsMixed_isCountedRangeByRange_andACountThatCantBeIsAskedAgain() throws IOException {
        table.close();
        table = Tabletop.withBlanks(50, Files.createDirectory(folder.resolve("blanks")), PAPER, Witness.NONE);
        trusting();
        signsIn(ANNA, "attract");
        table.on("staff-menu", new Action.ChooseDeed("exchange"));
        table.on("staff-menu", new Action.ChooseDeed("blanks")).on("confirmation", new Action.Confirm());
        // A sheet out of another box, and fifty of ours that can't be fifty: 48 of them.
        types("49", "777", "1", TableBlankPrinter.number(2).replaceAll("[^0-9]", ""));
        types("50", "48", "0", "0");
        table.on("confirmation", new Action.Confirm())
                .on("confirmation", new Action.Back())
                .on("staff-menu", new Action.Back())
                .on("staff-menu", new Action.Back())
                .runUntil("attract");
        Screen.Confirmation check = table.views.stream()
                .map(view -> view.screen())
                .filter(Screen.Confirmation.class::isInstance)
                .map(Screen.Confirmation.class::cast)
                .filter(screen -> screen.explanation().english().startsWith("Please check"))
                .findFirst()
                .orElseThrow();
        assertTrue(
                check.lines().stream().anyMatch(line -> line.value().english().equals("2 missing, 1 not in the books")),
                check::toString);
    }

    @Test
    void cardPulledWhileCounting_signsOut_andTheBracketStaysOpen() {
        signsIn(ANNA, "attract");
        opens();
        table.on("type-number", table.chipCards::pull).runUntil("attract");
        assertTrue(book().open(Store.CARDS).isPresent());
        assertEquals(List.of(), table.journal.open());
    }

    @Test
    void bracketOpenedForNothing_isGivenUp() {
        signsIn(ANNA, "attract");
        opens();
        table.on("type-number", new Action.Back())
                .on("staff-menu", new Action.ChooseDeed("exchange"))
                .on("confirmation", new Action.Decline())
                .on("staff-menu", new Action.Back())
                .runUntil("attract");
        assertFalse(book().open(Store.CARDS).isPresent());
    }

    // --- what nobody knows ------------------------------------------------------------------------------------------

    @Test
    void documentOfWhichNobodyKnows_isSettledByStaff_withTheirCertificate_andThePlatformIsTold() {
        doubt("t1", "ZZ-DOC-1");
        doubt("t2", "ZZ-DOC-2");
        signsIn(ANNA, "attract");
        table.on("staff-menu", new Action.ChooseDeed("doubts"))
                .on("staff-menu", new Action.ChooseDeed("t1"))
                .on("confirmation", new Action.Agree())
                .on("staff-menu", new Action.ChooseDeed("t2"))
                .on("confirmation", new Action.Back())
                .on("staff-menu", new Action.ChooseDeed("t2"))
                .on("confirmation", new Action.Decline())
                .on("confirmation", new Action.Back())
                .on("staff-menu", new Action.Back())
                .runUntil("attract");
        assertEquals(List.of(), table.journal.unknown());
        assertEquals(Optional.of("done"), table.journal.outcome("t1"));
        assertEquals(Optional.of("undone"), table.journal.outcome("t2"));
        List<Entry> entries = table.journal.entries("t1");
        Entry answer = entries.get(entries.size() - 1);
        assertEquals(Map.of("certificate", ANNA.serial(), "answer", "taken"), answer.facts());
        assertEquals(
                List.of(
                        "/v1/documents/ZZ-DOC-1/delivery UNKNOWN",
                        "/v1/documents/ZZ-DOC-2/delivery UNKNOWN",
                        "/v1/documents/ZZ-DOC-1/delivery TAKEN",
                        "/v1/documents/ZZ-DOC-2/delivery NOT_TAKEN"),
                told());
    }

    @Test
    void answerThatComesSecond_changesNothing() {
        doubt("t1", "ZZ-DOC-1");
        OpenTransaction unknown = table.journal.unknown().get(0);
        Settlement settlement = new Settlement(table.journal, table.time);
        settlement.answered(unknown, Settlement.Fact.TAKEN, table.unit().context(unknown), ANNA.serial());
        settlement.answered(unknown, Settlement.Fact.NOT_TAKEN, table.unit().context(unknown), BORIS.serial());
        assertEquals(Optional.of("done"), table.journal.outcome("t1"));
        assertEquals(
                1,
                table.journal.entries("t1").stream()
                        .filter(entry -> entry.step() == Entry.Step.ANSWER)
                        .count());
    }

    @Test
    void cardOfWhichNobodyKnows_isSettledByStaff_andSoIsWhatWasPaidForIt() {
        cardInDoubt("pay", "card");
        assertEquals(1, books().underWay());
        signsIn(ANNA, "attract");
        table.on("staff-menu", new Action.ChooseDeed("doubts"))
                .on("staff-menu", new Action.ChooseDeed("card"))
                .on("confirmation", new Action.Decline())
                .on("confirmation", new Action.Back())
                .on("staff-menu", new Action.Back())
                .runUntil("attract");

        assertEquals(List.of(), table.journal.unknown());
        assertEquals(Optional.of("undone"), table.journal.outcome("card"));
        assertEquals(Optional.of("undone"), table.journal.outcome("pay"));
        assertEquals(0, books().underWay());
        assertEquals(1, books().binned());
        assertEquals(
                List.of(
                        "/v1/cards/CARD-1/delivery UNKNOWN",
                        "/v1/payments/orders/ORDER-0001/claim",
                        "/v1/claims/settle REFUND",
                        "/v1/cards/CARD-1/delivery RETAINED"),
                told());
    }

    @Test
    void boxOfWhichNobodyKnows_isSettledByWhoHasOpenedIt() {
        boxInDoubt("in", "BOX-1", LockerRecord.Use.DEPOSIT);
        boxInDoubt("out", "BOX-2", LockerRecord.Use.COLLECT);
        signsIn(ANNA, "attract");
        table.on("staff-menu", new Action.ChooseDeed("doubts"))
                .on("staff-menu", new Action.ChooseDeed("in"))
                .on("confirmation", new Action.Agree())
                .on("staff-menu", new Action.ChooseDeed("out"))
                .on("confirmation", new Action.Decline())
                .on("confirmation", new Action.Back())
                .on("staff-menu", new Action.Back())
                .runUntil("attract");

        assertEquals(List.of(), table.journal.unknown());
        assertEquals(
                List.of(
                        "/v1/lockers/BOX-1/outcome UNKNOWN",
                        "/v1/lockers/BOX-2/outcome UNKNOWN",
                        "/v1/lockers/BOX-1/outcome DEPOSITED",
                        "/v1/lockers/BOX-2/outcome NOT_MOVED"),
                told());
    }

    /** What waits for the platform: where to, and what fact or decision is told. */
    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (Optional<Message> next = table.journal.nextMessage();
                next.isPresent();
                next = table.journal.nextMessage()) {
            Matcher word = Pattern.compile("\"(fact|decision)\":\"([A-Z_]+)\"")
                    .matcher(next.get().body());
            told.add(next.get().path() + (word.find() ? " " + word.group(2) : ""));
            table.journal.answered(next.get(), "accepted");
        }
        return told;
    }

    /** A card that is paid for, and stuck where nobody can say whether it was pulled out. */
    private void cardInDoubt(String payment, String transaction) {
        PaymentRecord money = new PaymentRecord(table.journal);
        Due fee = new Due(1600, Text.of("财政", "Treasury"), Text.of("工本费", "Fee"));
        money.asks(
                payment,
                "social-card-collection",
                payment + ":order",
                new Bill(Bill.Gives.THING, List.of(fee), List.of(Means.WECHAT_PAY)),
                Means.WECHAT_PAY);
        money.paid(payment, "ORDER-0001");
        money.gives(payment, transaction);
        CardRecord cards = new CardRecord(table.journal, table.time);
        table.journal.begin(transaction, "social-card-collection");
        cards.draws(transaction, "CARD-1", OptionalInt.of(0));
        table.journal.append(
                transaction,
                Entry.Step.CARD,
                Phase.DONE,
                Map.of("card", "0a1b"),
                List.of(Move.one("cards", Place.STORE, Place.UNDER_WAY, "0a1b")));
        cards.presents(transaction);
        cards.taken(transaction, CardRecord.Fact.UNKNOWN, "stuck-at-the-gate");
        OpenTransaction open = table.journal.reread(transaction, "social-card-collection");
        cards.settle(open, CardRecord.Fact.UNKNOWN, table.unit().context(open));
        OpenTransaction paid = table.journal.reread(payment, "social-card-collection");
        money.settle(paid, money.verdict(paid).orElseThrow(), table.unit().context(paid));
    }

    private void boxInDoubt(String transaction, String handle, LockerRecord.Use use) {
        LockerRecord lockers = new LockerRecord(table.journal, table.time);
        table.journal.begin(transaction, "locker-collection");
        lockers.opens(transaction, new Box(handle, 3, Text.of("材料", "Documents")), use);
        lockers.opened(transaction, "door-switch");
        lockers.handled(transaction, use, LockerRecord.Fact.UNKNOWN, "nobody-there");
        OpenTransaction open = table.journal.reread(transaction, "locker-collection");
        lockers.settle(open, LockerRecord.Fact.UNKNOWN, table.unit().context(open));
    }

    private void doubt(String transaction, String document) {
        Settlement settlement = new Settlement(table.journal, table.time);
        table.journal.begin(transaction, "insurance-certificate");
        table.journal.append(transaction, Entry.Step.ISSUE, Phase.DONE, Map.of("number", document, "pages", "2"));
        settlement.printed(transaction, new PrintEnd.Unknown(1, 2, "link-lost"));
        OpenTransaction open = table.journal.reread(transaction, "insurance-certificate");
        settlement.settle(
                transaction, document, Settlement.Fact.UNKNOWN, 1, table.unit().context(open));
    }

    private void dispenses(String transaction, int cards) {
        table.journal.begin(transaction, "social-card-collection");
        for (int i = 0; i < cards; i++) {
            table.journal.append(
                    transaction,
                    Entry.Step.TAKE,
                    Phase.DONE,
                    Map.of(),
                    List.of(Move.one("cards", Place.STORE, Place.TAKEN, "digest-" + i)));
        }
    }

    private void signsIn(Badge badge, String at) {
        table.on(at, () -> table.chipCards.insert(badge.card())).on("staff-pin", () -> {
            StaffOffice.PIN.chars().forEach(digit -> table.does(new Action.TypeDigit(digit - '0')));
            table.does(new Action.Confirm());
        });
    }

    private void opens() {
        table.on("staff-menu", new Action.ChooseDeed("exchange")).on("confirmation", new Action.Confirm());
    }

    private void loads(int cards) {
        opens();
        types("0", "0", "" + cards);
        table.on("confirmation", new Action.Confirm()).on("confirmation", new Action.Back());
    }

    /** Each number is asked for on a screen of its own. */
    private void types(String... numbers) {
        for (String number : numbers) {
            table.on("type-number", () -> {
                number.chars().forEach(digit -> table.does(new Action.TypeDigit(digit - '0')));
                table.does(new Action.Confirm());
            });
        }
    }

    private void trusting() {
        table.trusts(OFFICE.trust(folder, table.journal, table.time, Tabletop.NIGHT.minus(Duration.ofDays(1))));
    }

    private ExchangeBook book() {
        return new ExchangeBook(table.journal, () -> "never");
    }

    private Balance books() {
        return new Ledger(table.journal).balance(Store.CARDS);
    }
}
