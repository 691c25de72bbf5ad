package org.zizhu.kiosk.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.drivers.receipt.Receipt;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.PaymentOrder.Fate;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.TableCashDesk.Call;
import org.zizhu.kiosk.tabletop.Tabletop;

/** What could not be finished at one kiosk is finished at another, by the slip that the citizen carried away. */
class FinishSlipTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final long FEE = 1000;
    private static final int SLIP = 6;
    private static final int EXPIRES = 4;

    @TempDir
    Path folder;

    private Tabletop first;
    private Tabletop other;

    @BeforeEach
    void kiosk() {
        first = new Tabletop(folder, PAPER);
        first.cash.signer = this::signed;
    }

    /** With a journal of its own, and the same platform. */
    private void goesToAnother() throws IOException {
        other = new Tabletop(Files.createDirectories(folder.resolve("other")), PAPER, first);
    }

    @AfterEach
    void everyFenIsAccountedFor_andNoSlipIsInAKiosksHand() {
        other.carry();
        assertEquals(List.of(), other.journal.open(), other::listing);
        assertFalse(other.cash.anyTaken());
        assertEquals(
                other.cash.takenFen(),
                other.cash.returnedFen()
                        + other.cash.fen(Fate.DELIVERED)
                        + other.cash.fen(Fate.CLAIMED)
                        + other.cash.fen(Fate.OWED),
                other::listing);
        first.close();
        other.close();
    }

    @Test
    void printerLostWhilePrinting_theExtractIsPrintedAtAnotherKiosk_andPaidForOnce() throws IOException {
        String slip = leavesAClaim();
        assertTrue(slip.startsWith("ZZ1:"), "signed by the platform");

        bringsItTo(other, slip)
                .on("confirmation", new Action.Confirm())
                .on("present-card", other.reader::put)
                .on("confirmation", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .runUntil("home");

        other.carry();
        assertEquals(List.of(), other.troubles());
        assertEquals(1, other.cash.orders());
        assertEquals(FEE, other.cash.fen(Fate.DELIVERED), other::listing);
        assertEquals(SealedPaper.PAGES, other.printer.paper.size());
    }

    @Test
    void broughtBackWhenAllIsDone_isToldSo_andNothingIsGivenAgain() throws IOException {
        String slip = leavesAClaim();
        bringsItTo(other, slip)
                .on("confirmation", new Action.Confirm())
                .on("present-card", other.reader::put)
                .on("confirmation", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .on("home", () -> {
                    other.carry();
                    other.does(new Action.ChooseItem("scan-code"));
                })
                .on("show-code", () -> other.scanner.show(slip))
                .on("confirmation", new Action.Confirm())
                .runUntil("home");

        Screen.Confirmation told = last(other);
        assertEquals("这件事已经办完", told.heading().chinese());
        assertEquals(1, told.choices().size());
        assertEquals(SealedPaper.PAGES, other.printer.paper.size());
    }

    @Test
    void whatMayHaveBeenGiven_isNotPaidBackByTheMachine() throws IOException {
        String slip = leavesAClaim();
        bringsItTo(other, slip).on("confirmation", new Action.Back()).runUntil("home");

        assertEquals(
                List.of(new Action.Confirm(), new Action.Back()),
                last(other).choices().stream().map(Choice::action).toList());
    }

    @Test
    void printedInVainAgain_theSlipStaysGood() throws IOException {
        String slip = leavesAClaim();
        other.printer.endsAfter(0, Completion.success(new PrintEnd.NotPrinted("media-jam")));
        bringsItTo(other, slip)
                .on("confirmation", new Action.Confirm())
                .on("present-card", other.reader::put)
                .on("confirmation", new Action.Confirm())
                .on("trouble", new Action.Back())
                .on("trouble", new Action.Back())
                .runUntil("home");

        assertEquals("slip-kept", other.troubles().get(1));
        other.carry();
        assertEquals(FEE, other.cash.fen(Fate.CLAIMED), other::listing);
        assertFalse(other.cash.anyTaken());
    }

    @Test
    void walkedAwayBeforePrinting_theSlipIsLetGo() throws IOException {
        String slip = leavesAClaim();
        bringsItTo(other, slip)
                .on("confirmation", new Action.Confirm())
                .on("present-card", other.reader::put)
                .on("confirmation", new Action.EndVisit())
                .runUntil("attract");

        other.carry();
        assertFalse(other.cash.anyTaken());
        assertEquals(FEE, other.cash.fen(Fate.CLAIMED));
    }

    @Test
    void twoKiosksAtTheSameSlip_theOtherOneSaysSo_andGivesNothing() throws IOException {
        String slip = leavesAClaim();
        other.cash.takenElsewhere();
        bringsItTo(other, slip)
                .on("confirmation", new Action.Confirm())
                .on("present-card", other.reader::put)
                .on("trouble", new Action.Back())
                .runUntil("home");

        assertEquals(List.of("slip-taken"), other.troubles());
        assertEquals(0, other.printer.paper.size());
    }

    @Test
    void slipWhoseMoneyHasToBeLookedAt_givesNothing_andSaysWhomToCall() throws IOException {
        String slip = leavesAClaim();
        first.cash.inQuestion();
        bringsItTo(other, slip).on("confirmation", new Action.Confirm()).runUntil("home");

        Screen.Confirmation told = last(other);
        assertEquals("Staff have to look into this payment", told.heading().english());
        assertEquals(1, told.choices().size(), "neither the thing nor the money");
        assertEquals(0, other.printer.paper.size());
    }

    @Test
    void slipOfSomebodyElsesExtract_isNotGivenToWhoFoundIt() throws IOException {
        String slip = leavesAClaim();
        other.cash.answers(Call.TAKE, new Answer.Refused<>("slip-other-person", Text.of("不是本人", "Not theirs")));
        bringsItTo(other, slip)
                .on("confirmation", new Action.Confirm())
                .on("present-card", other.reader::put)
                .on("trouble", new Action.Back())
                .runUntil("home");

        assertEquals(List.of("slip-other-person"), other.troubles());
        assertEquals(0, other.printer.paper.size());
    }

    @Test
    void answerLostWhileTaking_theSlipIsLetGo_soThatAnyKioskMayHaveIt() throws IOException {
        String slip = leavesAClaim();
        other.cash.failsAfterwards = true;
        other.cash.answers(Call.TAKE, new Answer.Failed<>(Answer.Why.TOO_SLOW));
        bringsItTo(other, slip)
                .on("confirmation", new Action.Confirm())
                .on("present-card", other.reader::put)
                .on("trouble", new Action.Back())
                .runUntil("home");

        assertEquals(List.of("slip-offline"), other.troubles());
        assertTrue(other.cash.anyTaken());
        other.carry();
        assertFalse(other.cash.anyTaken());
    }

    @Test
    void platformLostAfterPayment_theSlipHasTheBareNumber_andTheMoneyGoesBackAtAnotherKiosk() throws IOException {
        String slip = paysAndThePlatformIsLost();
        assertTrue(slip.startsWith("ZZS:"), "nobody was there to sign it");
        other.cash.worksAgain();

        bringsItTo(other, slip)
                .on("confirmation", new Action.Decline())
                .on("trouble", new Action.Back())
                .runUntil("home");

        assertEquals(List.of("payment-goes-back"), other.troubles());
        other.carry();
        assertEquals(FEE, other.cash.returnedFen(), other::listing);
    }

    @Test
    void platformLostAfterPayment_theExtractCanBeHadInsteadOfTheMoney() throws IOException {
        String slip = paysAndThePlatformIsLost();
        other.cash.worksAgain();

        bringsItTo(other, slip)
                .on("confirmation", new Action.Confirm())
                .on("present-card", other.reader::put)
                .on("confirmation", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .runUntil("home");

        other.carry();
        assertEquals(FEE, other.cash.fen(Fate.DELIVERED), other::listing);
    }

    @Test
    void noReceiptPrinter_theSlipIsOnTheScreen() throws IOException {
        first.receipts.says(DeviceStatus.without(DeviceState.NO_DEVICE));
        first.printer.endsAfter(0, Completion.success(new PrintEnd.Unknown(0, SealedPaper.PAGES, "link-lost")));
        pays().on("confirmation", new Action.Confirm())
                .on("trouble", new Action.Back())
                .on("slip", new Action.Confirm())
                .on("trouble", new Action.Back())
                .runUntil("home");
        goesToAnother();

        Screen.Slip shown = first.views.stream()
                .map(view -> view.screen())
                .filter(Screen.Slip.class::isInstance)
                .map(Screen.Slip.class::cast)
                .findFirst()
                .orElseThrow();
        assertTrue(shown.code().startsWith("ZZ1:"));
    }

    @Test
    void withoutASlip_whoeverSaysWhoTheyAreIsOfferedIt_andPaysNothing() throws IOException {
        leavesAClaim();
        other.platform.unfinished = List.of(other.cash.lastNumber());

        other.comesFor("property-statement")
                .on("confirmation", new Action.Confirm())
                .on("confirmation", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .runUntil("home");

        other.carry();
        assertEquals(List.of(), other.troubles());
        assertEquals(1, other.cash.orders(), "what they came for they have by now, and pay it no second time");
        assertEquals(FEE, other.cash.fen(Fate.DELIVERED), other::listing);
        assertEquals(SealedPaper.PAGES, other.printer.paper.size());
    }

    @Test
    void offeredWithoutASlip_andNotNow_theyGoOnWithWhatTheyCameFor_andAreNotAskedTwice() throws IOException {
        leavesAClaim();
        other.platform.unfinished = List.of(other.cash.lastNumber());

        other.comesFor("insurance-certificate")
                .on("confirmation", new Action.Back())
                .on("confirmation", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .on("home", new Action.ChooseItem("insurance-certificate"))
                .on("guide", new Action.Confirm())
                .on("confirmation", new Action.Back())
                .runUntil("home");

        assertEquals(List.of(), other.troubles());
        assertEquals(SealedPaper.PAGES, other.printer.paper.size());
        assertFalse(other.cash.anyTaken());
        assertEquals(FEE, other.cash.fen(Fate.CLAIMED), other::listing);
    }

    @Test
    void withoutASlip_andThePlatformIsLostThen_nothingIsSaidOfIt() throws IOException {
        leavesAClaim();
        other.platform.unfinished = List.of(other.cash.lastNumber());
        other.cash.answers(Call.LOOK, new Answer.Failed<>(Answer.Why.UNREACHABLE));

        other.comesFor("insurance-certificate")
                .on("confirmation", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .runUntil("home");

        assertEquals(List.of(), other.troubles());
        assertEquals(SealedPaper.PAGES, other.printer.paper.size());
    }

    @Test
    void slipThatNobodyKnows_isToldSo() throws IOException {
        goesToAnother();
        bringsItTo(other, "ZZS:0a1b2c3d-0000-4000-8000-000000000000")
                .on("trouble", new Action.Back())
                .runUntil("home");
        assertEquals(List.of("slip-unknown"), other.troubles());
    }

    @Test
    void withoutThePlatform_theSlipWaits() throws IOException {
        String slip = leavesAClaim();
        other.cash.answers(Call.LOOK, new Answer.Failed<>(Answer.Why.UNREACHABLE));
        bringsItTo(other, slip).on("trouble", new Action.Back()).runUntil("home");
        assertEquals(List.of("slip-offline"), other.troubles());
    }

    private Tabletop pays() {
        return first.comesFor("property-statement")
                .on("choose-means", new Action.ChooseMeans("WECHAT_PAY"))
                .on("pay-by-code", first.cash::pay);
    }

    /** What the slip's QR code says of an extract of which nobody knows whether it was printed. */
    private String leavesAClaim() throws IOException {
        first.printer.endsAfter(0, Completion.success(new PrintEnd.Unknown(0, SealedPaper.PAGES, "link-lost")));
        pays().on("confirmation", new Action.Confirm())
                .on("trouble", new Action.Back())
                .on("trouble", new Action.Back())
                .runUntil("home");
        first.carry();
        assertEquals(FEE, first.cash.fen(Fate.CLAIMED));
        return leaves();
    }

    private String paysAndThePlatformIsLost() throws IOException {
        first.cash.signer = null;
        first.comesFor("property-statement")
                .on("choose-means", new Action.ChooseMeans("WECHAT_PAY"))
                .on("pay-by-code", () -> {
                    first.cash.answers(Call.AWAIT, new Answer.Failed<>(Answer.Why.UNREACHABLE));
                    first.cash.answers(Call.CANCEL, new Answer.Failed<>(Answer.Why.UNREACHABLE));
                    first.cash.pay();
                })
                .on("trouble", new Action.Back())
                .runUntil("home");
        return leaves();
    }

    private String leaves() throws IOException {
        first.printer.worksAgain();
        first.reader.lift();
        goesToAnother();
        Receipt receipt = first.receipts.receipts.get(first.receipts.receipts.size() - 1);
        return receipt.parts().stream()
                .filter(Receipt.QrCode.class::isInstance)
                .map(part -> ((Receipt.QrCode) part).content())
                .findFirst()
                .orElseThrow();
    }

    private static Tabletop bringsItTo(Tabletop kiosk, String slip) {
        return kiosk.on("attract", new Action.Begin())
                .on("home", new Action.ChooseItem("scan-code"))
                .on("show-code", () -> kiosk.scanner.show(slip));
    }

    private String signed(String slip) {
        Map<Integer, Object> claims = first.codeIssuer.claims(SLIP, slip, Tabletop.NIGHT);
        claims.put(EXPIRES, Tabletop.NIGHT.plus(Duration.ofDays(180)).getEpochSecond());
        return new String(first.codeIssuer.code(claims), StandardCharsets.US_ASCII);
    }

    private static Screen.Confirmation last(Tabletop kiosk) {
        return kiosk.views.stream()
                .map(view -> view.screen())
                .filter(Screen.Confirmation.class::isInstance)
                .map(Screen.Confirmation.class::cast)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }
}
