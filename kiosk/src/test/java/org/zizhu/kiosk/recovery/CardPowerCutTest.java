package org.zizhu.kiosk.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Place;
import org.zizhu.kiosk.journal.Witness;
import org.zizhu.kiosk.platform.PaymentOrder.Fate;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.stock.Ledger;
import org.zizhu.kiosk.stock.Store;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.TableCollection;
import org.zizhu.kiosk.tabletop.TablePlatform;
import org.zizhu.kiosk.tabletop.Tabletop;

/**
 * The power is cut after each journal entry of a card that is paid for, with somebody else's card on top of the stacker; once with a citizen
 * who takes the card whenever it comes out, and once with one who has gone.
 */
class CardPowerCutTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final long FEE = 1600;

    /** PAY twice, GIVE; CARD twice and CAPTURE twice for the wrong one; CARD, TAKE and RECEIPT, each with intent and outcome. */
    private static final int ENTRIES = 13;

    /** The same, but the card is captured in place of a receipt. */
    private static final int ENTRIES_NOT_TAKEN = 13;

    @TempDir
    Path folder;

    private static final class PowerCut extends Error {
        PowerCut() {
            super("power cut", null, false, false);
        }
    }

    static IntStream everyEntry() {
        return IntStream.rangeClosed(1, ENTRIES);
    }

    static IntStream everyEntryNotTaken() {
        return IntStream.rangeClosed(1, ENTRIES_NOT_TAKEN);
    }

    @ParameterizedTest
    @MethodSource("everyEntry")
    void powerCutAfterEntry_theMoneyIsWhereTheCardIs(int entry) {
        cutAfter(entry, true);
    }

    @ParameterizedTest
    @MethodSource("everyEntryNotTaken")
    void powerCutAfterEntry_withNobodyThere(int entry) {
        cutAfter(entry, false);
    }

    private void cutAfter(int entry, boolean takes) {
        int[] entries = {0};
        Tabletop before = new Tabletop(folder, PAPER, new Witness() {
            @Override
            public void appended(Entry written) {
                if (++entries[0] == entry) {
                    throw new PowerCut();
                }
            }
        });
        before.dispenser.load(TableCollection.somebodyElses(1), TableCollection.theirs());
        if (!takes) {
            before.dispenser.nobodyTakes();
        }
        before.comesFor("social-card-collection")
                .on("choose-way", new Action.ChooseWay("phone-code"))
                .on("type-code", () -> TablePlatform.PHONE_CODE
                        .chars()
                        .forEach(digit -> before.does(new Action.TypeDigit(digit - '0'))))
                .on("confirmation", new Action.Confirm())
                .on("choose-means", new Action.ChooseMeans("WECHAT_PAY"))
                .on("pay-by-code", before.cash::pay);
        assertThrows(PowerCut.class, () -> before.runUntil("home"));
        before.close();

        try (Tabletop after = new Tabletop(folder, PAPER, before)) {
            after.time.after(Duration.ofMinutes(3), () -> after.does(new Action.Begin()));
            after.runUntil("home");
            after.carry();

            assertEquals(List.of(), after.journal.open(), after::listing);
            boolean paid = entry > 1;
            boolean taken = !after.dispenser.taken.isEmpty();
            assertEquals(paid ? FEE : 0, after.cash.takenFen());
            assertEquals(taken ? FEE : 0, after.cash.fen(Fate.DELIVERED), after::listing);
            assertEquals(paid && !taken ? FEE : 0, after.cash.returnedFen(), after::listing);
            assertEquals(2, after.dispenser.inStacker() + after.dispenser.taken.size() + after.dispenser.bin.size());
            assertTrue(after.dispenser.taken.size() <= 1);
            assertEquals(
                    after.dispenser.bin.size(),
                    new Ledger(after.journal)
                            .numbers(Store.CARDS)
                            .in(Place.RETAINED)
                            .size());
            assertEquals(
                    after.dispenser.taken.size(),
                    new Ledger(after.journal)
                            .numbers(Store.CARDS)
                            .in(Place.TAKEN)
                            .size());
            assertEquals(taken, after.collection.cardFacts().contains("TAKEN"), after::listing);
        }
    }
}
