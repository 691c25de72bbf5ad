package org.zizhu.kiosk.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zizhu.drivers.blank.BlankPrinter.Fed;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Place;
import org.zizhu.kiosk.journal.Witness;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.stock.Balance;
import org.zizhu.kiosk.stock.Ledger;
import org.zizhu.kiosk.stock.Store;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.TableBlankPrinter;
import org.zizhu.kiosk.tabletop.Tabletop;

/**
 * The power is cut before and after each journal entry of a licence on its blank, in the good path and in the bad ones; then the unit starts again, settles,
 * and gives the next citizen a licence. Each blank is where the books say, by its number.
 */
class BlankPowerCutTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final int LOADED = 20;

    /** BLANK, ISSUE, PRINT, TAKE and RECEIPT, each with intent and outcome. */
    private static final int ENTRIES = 10;

    /** With RETRACT inside of TAKE. */
    private static final int ENTRIES_NOT_TAKEN = 12;

    @TempDir
    Path folder;

    private static final class PowerCut extends Error {
        PowerCut() {
            super("power cut", null, false, false);
        }
    }

    /** Where the power is cut: after an entry, before anything else has happened; or later, when the next thing is about to be written. */
    record Cut(int entry, boolean late) {
        @Override
        public String toString() {
            return (late ? "late " : "") + "after entry " + entry;
        }
    }

    private static Stream<Cut> cuts(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .boxed()
                .flatMap(entry -> Stream.of(new Cut(entry, false), new Cut(entry, true)));
    }

    static Stream<Cut> goodPath() {
        return cuts(1, ENTRIES);
    }

    static Stream<Cut> openOutlet() {
        return cuts(7, 7);
    }

    static Stream<Cut> printed() {
        return cuts(5, 9);
    }

    static Stream<Cut> fed() {
        return cuts(1, 6);
    }

    static Stream<Cut> together() {
        return cuts(2, 4);
    }

    static Stream<Cut> presented() {
        return cuts(7, ENTRIES_NOT_TAKEN);
    }

    @ParameterizedTest
    @MethodSource("goodPath")
    void goodPath_isAccountedFor(Cut cut) {
        accounts(cut, table -> {}, before -> {});
    }

    @ParameterizedTest
    @MethodSource("openOutlet")
    void licenceThatIsTakenInTheDark_isAccountedFor(Cut cut) {
        accounts(cut, table -> {}, before -> before.blankPrinter.takeBlank());
    }

    @ParameterizedTest
    @MethodSource("printed")
    void blankThatJams_isAccountedFor(Cut cut) {
        accounts(cut, table -> table.blankPrinter.nextEnds(new PrintEnd.Partly(0, 1, "media-jam")), before -> {});
    }

    @ParameterizedTest
    @MethodSource("fed")
    void tornBlank_isAccountedFor(Cut cut) {
        accounts(cut, table -> table.blankPrinter.tear(1), before -> {});
    }

    @ParameterizedTest
    @MethodSource("together")
    void twoFedAtOnce_areAccountedFor(Cut cut) {
        accounts(
                cut,
                table -> table.blankPrinter.next(
                        new Fed.Several(List.of(TableBlankPrinter.number(0), TableBlankPrinter.number(1)))),
                before -> {});
    }

    @ParameterizedTest
    @MethodSource("presented")
    void licenceThatNobodyTakes_isAccountedFor(Cut cut) {
        accounts(cut, table -> table.blankPrinter.blanksAreTakenAfter(Duration.ofHours(2)), before -> {});
    }

    private void accounts(Cut cut, Consumer<Tabletop> world, Consumer<Tabletop> inTheDark) {
        Tabletop before = play(cut, world);
        inTheDark.accept(before);
        before.reader.lift();
        before.blankPrinter.blanksAreTakenAfter(Duration.ofSeconds(4));
        try (Tabletop after = new Tabletop(folder, PAPER, before)) {
            after.comesFor("business-licence")
                    .on("confirmation", new Action.Confirm())
                    .on("review", new Action.SkipReview())
                    .runUntil("home");

            assertEquals(List.of(), after.journal.open(), after::listing);
            assertEquals(List.of(), after.troubles(), after::listing);
            TableBlankPrinter blanks = after.blankPrinter;
            assertEquals(
                    new HashSet<>(blanks.printed).size(), blanks.printed.size(), "a blank is printed on once at most");
            assertEquals(
                    new HashSet<>(after.platform.blanks).size(),
                    after.platform.blanks.size(),
                    "a blank carries one licence at most");
            Ledger ledger = new Ledger(after.journal);
            Balance books = ledger.balance(Store.BLANKS);
            assertTrue(books.holds(), () -> books + after.listing());
            assertEquals(blanks.magazine.size(), books.left(), after::listing);
            // Whoever looks into the bin says of one that may be in a hand where it is.
            int doubtful = after.journal.unknown().size();
            assertEquals(doubtful, books.underWay(), after::listing);
            assertEquals(LOADED, books.left() + books.underWay() + books.taken() + books.binned());
            assertEquals(blanks.taken.size() + blanks.bin.size(), books.taken() + books.binned() + doubtful);
            Map<String, Place> places = ledger.numbers(Store.BLANKS).places();
            for (String number : blanks.taken) {
                assertTrue(
                        places.get(number) == Place.TAKEN || (doubtful > 0 && places.get(number) == Place.UNDER_WAY),
                        () -> number + after.listing());
            }
            for (String number : blanks.bin) {
                Place place = places.getOrDefault(number, Place.SPOILED);
                assertTrue(place != Place.TAKEN && place != Place.STORE, () -> number + " " + place + after.listing());
            }
        }
    }

    private Tabletop play(Cut cut, Consumer<Tabletop> world) {
        int[] entries = {-2};
        Tabletop table = Tabletop.withBlanks(LOADED, folder, PAPER, new Witness() {
            @Override
            public void appended(Entry written) {
                // The first two are of the staff who have loaded the blanks.
                if (++entries[0] == cut.entry() && !cut.late()) {
                    throw new PowerCut();
                }
            }

            @Override
            public void commits() {
                if (entries[0] == cut.entry() && cut.late()) {
                    throw new PowerCut();
                }
            }
        });
        world.accept(table);
        table.comesFor("business-licence")
                .on("confirmation", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .on("trouble", new Action.Back());
        try {
            assertThrows(PowerCut.class, () -> table.runUntil("never"));
        } finally {
            table.close();
        }
        return table;
    }
}
