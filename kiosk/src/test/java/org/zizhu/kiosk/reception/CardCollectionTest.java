package org.zizhu.kiosk.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.chipcard.emulator.EmulatedBankCard;
import org.zizhu.drivers.chipcard.emulator.EmulatedChipCard;
import org.zizhu.drivers.dispenser.CardDispenser.Position;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.PaymentOrder.Fate;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.TableCollection;
import org.zizhu.kiosk.tabletop.TablePlatform;
import org.zizhu.kiosk.tabletop.Tabletop;

/** A citizen pays for a new card, and gets the right one or the money back; each card is in the stacker, with somebody, or in the bin. */
class CardCollectionTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final long FEE = 1600;

    @TempDir
    Path folder;

    private Tabletop table;

    @BeforeEach
    void unit() {
        table = new Tabletop(folder, PAPER);
    }

    @AfterEach
    void everyFenIsAccountedFor() {
        table.carry();
        assertEquals(List.of(), table.journal.open(), table::listing);
        assertEquals(
                table.cash.takenFen(),
                table.cash.returnedFen() + table.cash.fen(Fate.DELIVERED) + table.cash.fen(Fate.CLAIMED),
                table::listing);
        table.close();
    }

    private Tabletop comes() {
        return table.comesFor("social-card-collection")
                .on("choose-way", new Action.ChooseWay("phone-code"))
                .on("type-code", () -> TablePlatform.PHONE_CODE
                        .chars()
                        .forEach(digit -> table.does(new Action.TypeDigit(digit - '0'))));
    }

    private Tabletop pays() {
        return comes().on("confirmation", new Action.Confirm())
                .on("choose-means", new Action.ChooseMeans("WECHAT_PAY"))
                .on("pay-by-code", table.cash::pay);
    }

    @Test
    void paidComparedAndTaken_theCardIsTheirs() {
        table.dispenser.load(TableCollection.theirs(), TableCollection.somebodyElses(1));
        pays().on("review", new Action.SkipReview()).runUntil("home");

        assertEquals(List.of(), table.troubles());
        assertEquals(1, table.dispenser.taken.size());
        assertEquals(1, table.dispenser.inStacker());
        assertDelivered();
    }

    @Test
    void noCardWaits_nobodyIsAskedToPay() {
        table.dispenser.load(TableCollection.somebodyElses(1));
        table.collection.answers(
                TableCollection.Call.WAITING_CARD,
                new Answer.Refused<>("card-none-waiting", Text.of("没有待领取的社保卡", "No card waits")));
        comes().on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of("card-none-waiting"), table.troubles());
        assertEquals(0, table.cash.orders());
        assertEquals(0, table.dispenser.drawn);
    }

    @Test
    void somebodyElsesCardOnTop_goesIntoTheBin_andTheNextIsTheirs() {
        table.dispenser.load(TableCollection.somebodyElses(1), TableCollection.theirs());
        pays().on("review", new Action.SkipReview()).runUntil("home");

        assertEquals(1, table.dispenser.bin.size());
        assertEquals(1, table.dispenser.taken.size());
        assertDelivered();
        assertEquals(1, table.collection.wrong.size(), "the platform knows whose card lies in the bin");
    }

    @Test
    void stackerFilledWrongly_noMoreThanThreeGoIntoTheBin_andTheMoneyGoesBack() {
        table.dispenser.load(
                TableCollection.somebodyElses(1),
                TableCollection.somebodyElses(2),
                TableCollection.somebodyElses(3),
                TableCollection.theirs());
        pays().on("trouble", new Action.Back()).on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of("new-card-not-found", "payment-goes-back"), table.troubles());
        assertEquals(3, table.dispenser.bin.size());
        assertReturned("NOT_DISPENSED");
    }

    @Test
    void chipThatCannotBeRead_isNotHandedOut() {
        table.dispenser.load(EmulatedChipCard.mute());
        pays().on("trouble", () -> table.does(new Action.Back()))
                .on("trouble", new Action.Back())
                .runUntil("home");

        assertEquals(1, table.dispenser.bin.size());
        assertTrue(table.dispenser.taken.isEmpty());
        assertReturned("NOT_DISPENSED");
    }

    @Test
    void bankCardInTheStacker_isNotHandedOut_andTheNextIsTheirs() {
        table.dispenser.load(new EmulatedBankCard(), TableCollection.theirs());
        pays().on("review", new Action.SkipReview()).runUntil("home");

        assertEquals(1, table.dispenser.bin.size());
        assertDelivered();
    }

    @Test
    void stackerEmptiedAfterPayment_theMoneyGoesBack() {
        table.dispenser.load(TableCollection.theirs());
        table.dispenser.nextDrawFails(FailureCode.NOT_READY, "stacker-empty", false);
        pays().on("trouble", new Action.Back()).on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of("dispenser-no-cards", "payment-goes-back"), table.troubles());
        assertReturned("NOT_DISPENSED");
    }

    @Test
    void emptiedAndFilledAgain_aSecondTryIsPaidOnce() {
        table.dispenser.load(TableCollection.theirs());
        table.dispenser.nextDrawFails(FailureCode.NOT_READY, "stacker-empty", false);
        pays().on("trouble", new Action.Retry())
                .on("review", new Action.SkipReview())
                .runUntil("home");

        assertEquals(1, table.cash.orders());
        assertEquals(List.of("NOT_DISPENSED", "TAKEN"), facts());
        assertEquals(FEE, table.cash.fen(Fate.DELIVERED));
    }

    @Test
    void jamWhileDrawing_theMoneyGoesBack_andTheItemCloses() {
        table.dispenser.load(TableCollection.theirs());
        table.dispenser.nextDrawFails(FailureCode.HARDWARE_ERROR, "card-jammed", false);
        pays().on("trouble", new Action.Back()).on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of("dispenser-jammed", "payment-goes-back"), table.troubles());
        assertReturned("NOT_DISPENSED");
        assertEquals(
                "dispenser-jammed",
                table.unit()
                        .availability()
                        .closed(table.unit().catalogue().item("social-card-collection"))
                        .orElseThrow());
    }

    @Test
    void jamHalfOutOfTheGate_isAClaim_andTheCardStaysOutOfUse() {
        table.dispenser.load(TableCollection.theirs());
        table.dispenser.nextHoldFails(FailureCode.HARDWARE_ERROR, "card-jammed", true);
        pays().on("trouble", new Action.Back()).on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of("card-in-doubt", "payment-claimed"), table.troubles());
        assertEquals(List.of("UNKNOWN"), facts());
        assertEquals(FEE, table.cash.fen(Fate.CLAIMED));
    }

    @Test
    void moveWithoutAnAnswer_theSensorsSeeTheCard_andItGoesOn() {
        table.dispenser.load(TableCollection.theirs());
        table.dispenser.nextDrawFails(FailureCode.HARDWARE_ERROR, "outcome-unknown", true);
        table.dispenser.nextHoldFails(FailureCode.HARDWARE_ERROR, "outcome-unknown", true);
        pays().on("review", new Action.SkipReview()).runUntil("home");

        assertEquals(1, table.dispenser.drawn);
        assertDelivered();
    }

    @Test
    void nobodyTakesTheCard_itGoesIntoTheBin_andTheMoneyBack() {
        table.dispenser.load(TableCollection.theirs());
        table.dispenser.nobodyTakes();
        pays().on("trouble", new Action.Back()).on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of("card-not-taken", "payment-goes-back"), table.troubles());
        assertEquals(1, table.dispenser.bin.size());
        assertReturned("RETAINED");
    }

    @Test
    void walkedAwayFromTheGate_itGoesIntoTheBin_beforeTheNextCitizen() {
        table.dispenser.load(TableCollection.theirs());
        table.dispenser.nobodyTakes();
        pays().runUntil("attract");

        assertEquals(1, table.dispenser.bin.size());
        assertReturned("RETAINED");
    }

    @Test
    void takenInTheMomentOfCapturing_counts() {
        table.dispenser.load(TableCollection.theirs());
        table.dispenser.cardsAreTakenAfter(Duration.ofMillis(61_500));
        pays().on("review", new Action.SkipReview()).runUntil("home");

        assertDelivered();
    }

    @Test
    void cardThatCannotBeCaptured_isAskedForUntilItIsKnown() {
        table.dispenser.load(TableCollection.theirs());
        table.dispenser.nobodyTakes();
        table.dispenser.nextCaptureFails(FailureCode.HARDWARE_ERROR, "outcome-unknown", true);
        pays().on("trouble", new Action.Back())
                .on("home", new Action.EndVisit())
                .runUntil("attract");

        assertEquals(List.of("card-in-doubt"), table.troubles());
        assertReturned("RETAINED");
    }

    @Test
    void cardLeftInTheWay_isCapturedBeforeAnythingIsDrawn() {
        table.dispenser.load(TableCollection.theirs());
        table.dispenser.leave(TableCollection.somebodyElses(1), Position.CHIP);
        pays().on("review", new Action.SkipReview()).runUntil("home");

        assertEquals(1, table.dispenser.bin.size());
        assertEquals(1, table.dispenser.drawn);
        assertDelivered();
    }

    @Test
    void emptyStacker_closesTheItem() {
        assertFalse(table.unit()
                .availability()
                .closed(table.unit().catalogue().item("scan-code"))
                .isPresent());
        table.dispenser.load();
        assertEquals(
                "dispenser-no-cards",
                table.unit()
                        .availability()
                        .closed(table.unit().catalogue().item("social-card-collection"))
                        .orElseThrow());
        table.dispenser.says(DeviceStatus.online(MediaState.NOT_PRESENT));
    }

    private List<String> facts() {
        table.carry();
        return table.collection.cardFacts();
    }

    private void assertDelivered() {
        assertEquals(List.of("TAKEN"), facts());
        assertEquals(FEE, table.cash.fen(Fate.DELIVERED), table::listing);
        assertEquals(0, table.cash.returnedFen());
    }

    private void assertReturned(String fact) {
        assertEquals(List.of(fact), facts());
        assertEquals(FEE, table.cash.returnedFen(), table::listing);
        assertTrue(table.dispenser.taken.isEmpty());
    }
}
