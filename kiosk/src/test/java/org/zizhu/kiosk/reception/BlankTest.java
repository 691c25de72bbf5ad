package org.zizhu.kiosk.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zizhu.kiosk.tabletop.TableBlankPrinter.number;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.blank.BlankPrinter.Fed;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.kiosk.catalogue.Item.Need;
import org.zizhu.kiosk.document.Settlement;
import org.zizhu.kiosk.journal.OpenTransaction;
import org.zizhu.kiosk.journal.Place;
import org.zizhu.kiosk.journal.Witness;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.screen.View;
import org.zizhu.kiosk.stock.Balance;
import org.zizhu.kiosk.stock.ExchangeBook;
import org.zizhu.kiosk.stock.Ledger;
import org.zizhu.kiosk.stock.SerialRange;
import org.zizhu.kiosk.stock.Store;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.TablePlatform;
import org.zizhu.kiosk.tabletop.Tabletop;

/** A business licence on a numbered blank: each blank is accounted for, whatever becomes of it. */
class BlankTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final int LOADED = 20;
    private static final PrintEnd JAM = new PrintEnd.Partly(0, 1, "media-jam");

    @TempDir
    Path folder;

    private Tabletop table;

    @BeforeEach
    void lay() {
        table = Tabletop.withBlanks(LOADED, folder, PAPER, Witness.NONE);
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void licenceIsIssuedForTheBlankThatWasFed_printedOnItAndTaken() {
        getsOne();

        assertEquals(List.of(number(0)), table.blankPrinter.taken);
        assertEquals(List.of(number(0)), table.platform.blanks);
        assertBooks(Place.TAKEN, 0);
        assertTrue(table.listing().contains("business-licence  done"), table.listing());
    }

    @Test
    void whatSomebodyRunsIsToldBeforeTheyAgree_andWhoRunsNothingUsesUpNoBlank() {
        comes().runUntil("take-paper");
        Screen.Confirmation told = table.views.stream()
                .map(View::screen)
                .filter(Screen.Confirmation.class::isInstance)
                .map(Screen.Confirmation.class::cast)
                .findFirst()
                .orElseThrow();
        assertTrue(told.toString().contains("示范芙蓉书屋"), told::toString);
    }

    @Test
    void whoeverRunsNothing_isToldSo_andNoBlankIsFed() {
        table.platform.answers(
                TablePlatform.Call.LICENCE, new Answer.Refused<>("no-business", Text.of("没有登记", "No business")));
        table.comesFor("business-licence").on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of("no-business"), table.troubles());
        assertEquals(LOADED, table.blankPrinter.magazine.size());
    }

    @Test
    void blankThatIsSpoiled_goesIntoTheBin_andTheLicenceIsIssuedAnewOnTheNext() {
        table.blankPrinter.nextEnds(JAM);
        getsOne();

        assertEquals(List.of(number(0)), table.blankPrinter.bin);
        assertEquals(List.of(number(1)), table.blankPrinter.taken);
        assertEquals(List.of(number(0), number(1)), table.platform.blanks);
        assertBooks(Place.SPOILED, 0);
        assertBooks(Place.TAKEN, 1);
    }

    @Test
    void blankThatSticksOnItsWayToTheBin_isSpoiledAllTheSame_andTheNextIsNotFedBehindIt() {
        table.blankPrinter.nextEnds(JAM);
        table.blankPrinter.jamsBeforeTheBin();
        comes().on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of("blank-jammed"), table.troubles());
        assertEquals(LOADED - 1, table.blankPrinter.magazine.size());
        assertBooks(Place.SPOILED, 0);
    }

    @Test
    void threeSpoiledInARow_areEnough_andSixCloseTheItemUntilStaffHaveCounted() {
        table.blankPrinter.tear(6);
        comes().on("trouble", new Action.Retry())
                .on("trouble", new Action.Back())
                .runUntil("home");
        assertEquals(List.of("blank-none-good"), table.troubles());
        assertEquals(6, table.blankPrinter.bin.size());
        assertEquals(Optional.of("blank-none-good"), closed());

        ExchangeBook book = new ExchangeBook(table.journal, () -> "exchange");
        book.count(
                book.begin(Store.BLANKS, "5ea1"),
                new ExchangeBook.Count(LOADED - 6, List.of(), 6, 0, Optional.empty()),
                "5ea1");
        assertEquals(Optional.empty(), closed());
        assertTrue(balance().holds(), () -> balance().toString());
    }

    @Test
    void unreadableNumber_isKnownWhenTheNextOneIsRead() {
        table.blankPrinter.next(new Fed.Unreadable());
        getsOne();

        assertEquals(List.of(number(1)), table.blankPrinter.taken);
        assertBooks(Place.SPOILED, 0);
        assertBooks(Place.TAKEN, 1);
        assertTrue(table.listing().contains(":missed"), table.listing());
    }

    @Test
    void twoFedAtOnce_areBothVoid_andToldToThePlatform() {
        table.blankPrinter.next(new Fed.Several(List.of(number(0), number(1))));
        getsOne();

        assertEquals(List.of(number(2)), table.blankPrinter.taken);
        assertBooks(Place.SPOILED, 0, 1);
        assertTrue(table.listing().contains("/v1/blanks/voids"), table.listing());
    }

    @Test
    void numberOutOfSequence_isNotUsed_andThoseBehindItAreGood() {
        getsOne();
        table.blankPrinter.next(new Fed.Ready(number(400)));
        getsOne();

        assertEquals(List.of(number(400)), table.blankPrinter.bin);
        assertEquals(List.of(number(0), number(2)), table.blankPrinter.taken);
        assertEquals(List.of(number(0), number(2)), table.platform.blanks);
        assertEquals(LOADED - 3, balance().left());
    }

    @Test
    void sheetOfAnotherBoxThatStaffHaveCounted_isUsed_andSoAreThoseUnderIt() {
        getsOne();
        table.blankPrinter.next(new Fed.Ready(number(400)));
        ExchangeBook book = new ExchangeBook(table.journal, () -> "exchange");
        ExchangeBook.Count mixed = new ExchangeBook.Count(
                LOADED - 1,
                List.of(new SerialRange(number(400), 1), new SerialRange(number(2), LOADED - 2)),
                0,
                0,
                Optional.empty());
        book.count(book.begin(Store.BLANKS, "5ea1"), mixed, "5ea1");
        book.agree(book.open(Store.BLANKS).orElseThrow(), "5ea2");
        getsOne();
        getsOne();

        assertEquals(List.of(number(0), number(400), number(2)), table.blankPrinter.taken);
        assertEquals(List.of(), table.blankPrinter.bin);
    }

    @Test
    void blanksThatNobodyHasCountedIn_areNotPrintedOn() {
        ExchangeBook book = new ExchangeBook(table.journal, () -> "exchange");
        ExchangeBook.Bracket bracket = book.begin(Store.BLANKS, "5ea1");
        book.count(bracket, new ExchangeBook.Count(0, List.of(), 0, 0, Optional.empty()), "5ea1");
        book.agree(book.open(Store.BLANKS).orElseThrow(), "5ea2");

        assertEquals(Optional.of("blank-uncounted"), closed());
    }

    @Test
    void emptyMagazine_closesTheItemInPlainWords() {
        table.blankPrinter.leave(0);
        assertEquals(Optional.of("blank-none"), closed());
    }

    @Test
    void lastBlankUsedUp_theNextCitizenIsToldBeforeAnything() {
        table.blankPrinter.leave(1);
        table.blankPrinter.nextEnds(JAM);
        comes().on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of("blank-none"), table.troubles());
        assertTrue(table.listing().contains("business-licence  undone"), table.listing());
    }

    @Test
    void licenceThatNobodyTakes_isKeptForTheCounter_andItsBlankRetained() {
        table.blankPrinter.blanksAreTakenAfter(Duration.ofHours(2));
        comes().on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of("licence-kept"), table.troubles());
        assertEquals(List.of(number(0)), table.blankPrinter.bin);
        assertBooks(Place.RETAINED, 0);
    }

    @Test
    void licenceThatSticksAtTheOutlet_isInDoubt_untilStaffHaveLooked() {
        table.blankPrinter.blanksAreTakenAfter(Duration.ofHours(2));
        table.blankPrinter.jamsBeforeTheBin();
        comes().on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of("licence-in-doubt"), table.troubles());
        List<OpenTransaction> unknown = table.journal.unknown();
        assertEquals(1, unknown.size());
        assertEquals(1, balance().underWay());

        new Settlement(table.journal, table.time)
                .answered(
                        unknown.get(0), Settlement.Fact.NOT_TAKEN, table.unit().context(unknown.get(0)), "5ea1");
        assertBooks(Place.SPOILED, 0);
        assertEquals(List.of(), table.journal.unknown());
    }

    @Test
    void platformThatAnswersNothing_leavesABlankThatIsVoid_andADocumentThatIsWithdrawn() {
        table.platform.answers(TablePlatform.Call.ISSUE, new Answer.Failed<>(Answer.Why.TOO_SLOW));
        comes().on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of(number(0)), table.blankPrinter.bin);
        assertTrue(table.listing().contains("/v1/withdrawals"), table.listing());
        assertTrue(table.listing().contains("/v1/blanks/voids"), table.listing());
        assertBooks(Place.SPOILED, 0);
    }

    @Test
    void blankPaperIsNoPaper() {
        getsOne();
        assertEquals(0, table.journal.pagesPrintedSince(Tabletop.NIGHT));
        assertTrue(table.journal.paperSettled());
        assertFalse(table.blankPrinter.printed.isEmpty());
    }

    private void getsOne() {
        table.reader.lift();
        comes().on("review", new Action.SkipReview()).runUntil("home");
    }

    private Tabletop comes() {
        return table.comesFor("business-licence").on("confirmation", new Action.Confirm());
    }

    private Optional<String> closed() {
        return table.unit().availability().missing(Need.BLANK_PRINTER);
    }

    private Balance balance() {
        return new Ledger(table.journal).balance(Store.BLANKS);
    }

    private void assertBooks(Place place, int... places) {
        List<String> wanted = Arrays.stream(places).mapToObj(at -> number(at)).toList();
        assertEquals(wanted, new Ledger(table.journal).numbers(Store.BLANKS).in(place), table::listing);
        assertTrue(balance().holds(), table::listing);
        assertEquals(0, balance().underWay(), table::listing);
        assertEquals(List.of(), table.journal.open());
    }
}
