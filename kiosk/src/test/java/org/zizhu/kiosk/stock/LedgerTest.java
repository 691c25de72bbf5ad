package org.zizhu.kiosk.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.JournalFailure;
import org.zizhu.kiosk.journal.Move;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.journal.Place;
import org.zizhu.kiosk.stock.ExchangeBook.Bracket;
import org.zizhu.kiosk.stock.ExchangeBook.Count;
import org.zizhu.kiosk.stock.ExchangeBook.Outcome;
import org.zizhu.kiosk.stock.ExchangeBook.Why;
import org.zizhu.kiosk.tabletop.SimulatedInbox;
import org.zizhu.kiosk.tabletop.Tabletop;

/** The books of cards and blanks: every piece that was loaded is somewhere. */
class LedgerTest {

    private static final String ANNA = "5ea1";
    private static final String BORIS = "5ea2";

    @TempDir
    Path folder;

    private final SimulatedInbox time = new SimulatedInbox(Tabletop.NIGHT);
    private Journal journal;
    private Ledger ledger;
    private ExchangeBook book;
    private int identities;

    @BeforeEach
    void setUp() {
        journal = Journal.open(folder.resolve("journal.db"), time);
        ledger = new Ledger(journal);
        book = new ExchangeBook(journal, () -> "x" + ++identities);
    }

    @AfterEach
    void tearDown() {
        journal.close();
    }

    // --- moves ----------------------------------------------------------------------------------------------------

    @Test
    void cardFromHopperToCitizen_isOneLessLeft_andOneMoreTaken() {
        loads(Store.CARDS, 100);
        moves("t1", Move.one("cards", Place.STORE, Place.UNDER_WAY, "c0ffee"));
        assertEquals(new Balance(100, 99, 1, 0, 0, 0, 0, 0), ledger.balance(Store.CARDS));
        moves("t1", Move.one("cards", Place.UNDER_WAY, Place.TAKEN, "c0ffee"));
        assertEquals(new Balance(100, 99, 0, 1, 0, 0, 0, 0), ledger.balance(Store.CARDS));
        assertTrue(ledger.balance(Store.CARDS).holds());
    }

    @Test
    void sameMoveTwiceInOneTransaction_isOne_asWhenRecoveryWritesWhatTheVisitWrote() {
        loads(Store.CARDS, 100);
        moves("t1", Move.one("cards", Place.STORE, Place.TAKEN, "c0ffee"));
        journal.append(
                "t1",
                Entry.Step.TAKE,
                Phase.DONE,
                Map.of(),
                List.of(Move.one("cards", Place.STORE, Place.TAKEN, "c0ffee")));
        assertEquals(1, ledger.balance(Store.CARDS).taken());
    }

    @Test
    void moveWithoutItsEntry_isNotWritten() {
        loads(Store.CARDS, 100);
        assertThrows(
                JournalFailure.class,
                () -> journal.append(
                        "never-begun",
                        Entry.Step.TAKE,
                        Phase.DONE,
                        Map.of(),
                        List.of(Move.one("cards", Place.STORE, Place.TAKEN, "c0ffee"))));
        assertEquals(100, ledger.balance(Store.CARDS).left());
    }

    @Test
    void cardOutOfAnEmptyHopper_breaksTheInvariant_andIsSeen() {
        moves("t1", Move.one("cards", Place.STORE, Place.TAKEN, "c0ffee"));
        assertFalse(ledger.balance(Store.CARDS).holds());
    }

    @Test
    void blanks_areReconciledByNumber() {
        loads("ZZ000101", 50);
        moves("t1", Move.one("blanks", Place.STORE, Place.SPOILED, "ZZ000101"));
        moves("t1", Move.one("blanks", Place.STORE, Place.TAKEN, "ZZ000102"));
        moves("t2", Move.one("blanks", Place.STORE, Place.RETAINED, "ZZ000103"));
        Ledger.Numbers numbers = ledger.numbers(Store.BLANKS);
        assertEquals(List.of("ZZ000101"), numbers.in(Place.SPOILED));
        assertEquals(List.of("ZZ000102"), numbers.in(Place.TAKEN));
        assertEquals(List.of("ZZ000103"), numbers.in(Place.RETAINED));
        assertEquals(47, numbers.in(Place.STORE).size());
        assertEquals(List.of(), numbers.strays());
        assertTrue(ledger.balance(Store.BLANKS).holds());
    }

    @Test
    void blankThatNobodyLoaded_orThatIsGone_isAStray() {
        loads("ZZ000101", 50);
        moves("t1", Move.one("blanks", Place.STORE, Place.TAKEN, "ZZ000777"));
        moves("t2", Move.one("blanks", Place.STORE, Place.TAKEN, "ZZ000101"));
        moves("t3", Move.one("blanks", Place.STORE, Place.TAKEN, "ZZ000101"));
        assertEquals(
                List.of("ZZ000777", "ZZ000101"), ledger.numbers(Store.BLANKS).strays());
    }

    @Test
    void whateverHappens_everythingLoadedIsSomewhere_alsoAfterARestart() {
        SplittableRandom random = new SplittableRandom(5);
        loads("ZZ000001", 200);
        List<String> numbers = new SerialRange("ZZ000001", 200).numbers();
        for (int i = 0; i < 150; i++) {
            Place to = List.of(Place.TAKEN, Place.RETAINED, Place.SPOILED).get(random.nextInt(3));
            moves("t" + i, Move.one("blanks", Place.STORE, Place.UNDER_WAY, numbers.get(i)));
            if (random.nextInt(10) > 0) {
                moves("t" + i, Move.one("blanks", Place.UNDER_WAY, to, numbers.get(i)));
            }
            assertTrue(ledger.balance(Store.BLANKS).holds());
        }
        Balance before = ledger.balance(Store.BLANKS);
        journal.close();
        journal = Journal.open(folder.resolve("journal.db"), time);
        Ledger after = new Ledger(journal);
        assertEquals(before, after.balance(Store.BLANKS));
        assertEquals(50, after.balance(Store.BLANKS).left());
        for (Place place : List.of(Place.STORE, Place.UNDER_WAY, Place.TAKEN, Place.RETAINED, Place.SPOILED)) {
            assertEquals(
                    journal.balance("blanks").getOrDefault(place, 0L),
                    after.numbers(Store.BLANKS).in(place).size(),
                    place::toString);
        }
    }

    // --- exchange -------------------------------------------------------------------------------------------------

    @Test
    void countThatAgrees_closesTheBracket_emptiesTheBin_andLoads() {
        loads(Store.CARDS, 100);
        moves("t1", Move.one("cards", Place.STORE, Place.RETAINED, "c0ffee"));
        moves("t2", Move.one("cards", Place.STORE, Place.TAKEN, "beef"));
        Bracket bracket = book.begin(Store.CARDS, ANNA);
        assertInstanceOf(Outcome.Closed.class, book.count(bracket, cards(98, 1, 50), ANNA));
        assertEquals(new Balance(150, 148, 0, 1, 0, 0, 1, 0), ledger.balance(Store.CARDS));
        assertEquals(Optional.empty(), book.open(Store.CARDS));
    }

    @Test
    void countThatDiffers_waitsForASecondCard_whichIsNotTheFirst() {
        loads(Store.CARDS, 100);
        Bracket bracket = book.begin(Store.CARDS, ANNA);
        assertInstanceOf(Outcome.SecondCardNeeded.class, book.count(bracket, cards(97, 1, 0), ANNA));
        assertEquals(100, ledger.balance(Store.CARDS).left());

        Bracket waiting = book.open(Store.CARDS).orElseThrow();
        assertEquals(new Outcome.Refused(Why.SAME_CARD), book.agree(waiting, ANNA));
        assertInstanceOf(Outcome.Closed.class, book.agree(waiting, BORIS));
        // Three too few in the hopper, one too many in the bin.
        assertEquals(new Balance(100, 97, 0, 0, 0, 0, 1, 2), ledger.balance(Store.CARDS));
        assertTrue(ledger.balance(Store.CARDS).holds());
        assertEquals(
                BORIS,
                journal.newest(Entry.Step.EXCHANGE, "store", "cards")
                        .orElseThrow()
                        .fact("agreed"));
    }

    @Test
    void bracketThatAPowerCutInterrupts_isOpenAtTheNextStart() {
        book.begin(Store.CARDS, ANNA);
        journal.close();
        journal = Journal.open(folder.resolve("journal.db"), time);
        Bracket found = new ExchangeBook(journal, () -> "y").open(Store.CARDS).orElseThrow();
        assertEquals(ANNA, found.certificate());
        assertEquals(List.of(), journal.open());
    }

    @Test
    void bracketGivenUp_isClosed_andChangesNothing() {
        loads(Store.CARDS, 100);
        book.giveUp(book.begin(Store.CARDS, ANNA), ANNA);
        assertEquals(Optional.empty(), book.open(Store.CARDS));
        assertEquals(100, ledger.balance(Store.CARDS).left());
    }

    @Test
    void blanksMissingFromTheMiddle_areMissingByNumber() {
        loads("ZZ000101", 50);
        Bracket bracket = book.begin(Store.BLANKS, ANNA);
        Count count = new Count(48, List.of(new SerialRange("ZZ000103", 48)), 0, 0, Optional.empty());
        assertInstanceOf(Outcome.SecondCardNeeded.class, book.count(bracket, count, ANNA));
        book.agree(book.open(Store.BLANKS).orElseThrow(), BORIS);
        assertEquals(
                List.of("ZZ000101", "ZZ000102"), ledger.numbers(Store.BLANKS).in(Place.DIFFERENCE));
        assertEquals(new Balance(50, 48, 0, 0, 0, 0, 0, 2), ledger.balance(Store.BLANKS));
        assertEquals(List.of(), ledger.numbers(Store.BLANKS).strays());
    }

    @Test
    void mixedStack_isCountedRangeByRange_andRangesThatOverlapAreRefused() {
        loads("ZZ000101", 50);
        Bracket bracket = book.begin(Store.BLANKS, ANNA);
        assertEquals(
                new Outcome.Refused(Why.NUMBERS_TWICE),
                book.count(bracket, mixed(new SerialRange("ZZ000140", 1), new SerialRange("ZZ000103", 48)), ANNA));
        Count count = mixed(new SerialRange("ZZ000777", 1), new SerialRange("ZZ000103", 48));
        assertInstanceOf(Outcome.SecondCardNeeded.class, book.count(bracket, count, ANNA));
        Bracket waiting = book.open(Store.BLANKS).orElseThrow();
        assertEquals(count, waiting.disputed().orElseThrow().count());
        assertEquals(
                new ExchangeBook.ByNumber(List.of("ZZ000101", "ZZ000102"), List.of("ZZ000777")),
                book.byNumber(Store.BLANKS, count));
        book.agree(waiting, BORIS);
        assertEquals(
                List.of("ZZ000101", "ZZ000102"), ledger.numbers(Store.BLANKS).in(Place.DIFFERENCE));
        assertEquals(49, ledger.numbers(Store.BLANKS).in(Place.STORE).size());
        assertEquals(new Balance(50, 49, 0, 0, 0, 0, 0, 1), ledger.balance(Store.BLANKS));
    }

    @Test
    void storeThatIsFoundEmpty_hasNoNumberInTheBooksEither() {
        loads("ZZ000101", 50);
        Count none = new Count(0, List.of(), 0, 0, Optional.empty());
        book.count(book.begin(Store.BLANKS, ANNA), none, ANNA);
        book.agree(book.open(Store.BLANKS).orElseThrow(), BORIS);
        assertEquals(List.of(), ledger.numbers(Store.BLANKS).in(Place.STORE));
        assertEquals(new Balance(50, 0, 0, 0, 0, 0, 0, 50), ledger.balance(Store.BLANKS));
    }

    private static Count mixed(SerialRange... ranges) {
        int left = Stream.of(ranges).mapToInt(SerialRange::count).sum();
        return new Count(left, List.of(ranges), 0, 0, Optional.empty());
    }

    @Test
    void blanksLoadedTwice_orMoreThanFit_areRefused() {
        loads("ZZ000101", 50);
        Bracket bracket = book.begin(Store.BLANKS, ANNA);
        assertEquals(
                new Outcome.Refused(Why.NUMBERS_KNOWN),
                book.count(bracket, new Count(50, List.of(), 0, 10, Optional.of("ZZ000145")), ANNA));
        assertEquals(
                new Outcome.Refused(Why.TOO_MANY),
                book.count(bracket, new Count(50, List.of(), 0, 250, Optional.of("ZZ000500")), ANNA));
    }

    // --- ranges ---------------------------------------------------------------------------------------------------

    @Test
    void numbersFollowEachOther_withTheirZeros() {
        assertEquals(List.of("ZZ0098", "ZZ0099", "ZZ0100"), new SerialRange("ZZ0098", 3).numbers());
        assertEquals(3, SerialRange.between("ZZ0098", "ZZ0100").orElseThrow().count());
        assertEquals(Optional.empty(), SerialRange.between("ZZ0100", "ZZ0098"));
        assertEquals(Optional.empty(), SerialRange.between("ZZ0098", "ZY0100"));
        assertEquals(Optional.empty(), SerialRange.between("0001", "9999"));
    }

    private void loads(Store store, int count) {
        assertInstanceOf(Outcome.Closed.class, book.count(book.begin(store, ANNA), cards(0, 0, count), ANNA));
    }

    private void loads(String first, int count) {
        assertInstanceOf(
                Outcome.Closed.class,
                book.count(
                        book.begin(Store.BLANKS, ANNA), new Count(0, List.of(), 0, count, Optional.of(first)), ANNA));
    }

    private static Count cards(int left, int binned, int loaded) {
        return new Count(left, List.of(), binned, loaded, Optional.empty());
    }

    private void moves(String transaction, Move move) {
        if (journal.entries(transaction).isEmpty()) {
            journal.begin(transaction, "business-licence");
        }
        journal.append(transaction, Entry.Step.TAKE, Phase.DONE, Map.of(), List.of(move));
    }
}
