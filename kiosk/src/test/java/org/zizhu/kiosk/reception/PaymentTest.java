package org.zizhu.kiosk.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.Dues;
import org.zizhu.kiosk.platform.PaymentOrder.Fate;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.screen.View;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.TableCashDesk;
import org.zizhu.kiosk.tabletop.TablePlatform;
import org.zizhu.kiosk.tabletop.Tabletop;

/** A citizen pays the fee of an extract, and gets it or the money back. */
class PaymentTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final long FEE = 1000;

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
        return table.comesFor("property-statement").on("choose-means", new Action.ChooseMeans("WECHAT_PAY"));
    }

    private Tabletop takesItAfterPaying() {
        table.printer.sheetsAreTakenAfter(Duration.ofSeconds(5));
        return comes().on("pay-by-code", table.cash::pay).on("confirmation", new Action.Confirm());
    }

    @Test
    void paidAndPrinted_theMoneyIsThePayees() {
        takesItAfterPaying().on("review", new Action.SkipReview()).runUntil("home");

        assertEquals(List.of(), table.troubles());
        assertDelivered(FEE);
    }

    @Test
    void amountAndPayee_areToldInWords_beforeThereIsACode() {
        comes().on("pay-by-code", table.cash::pay)
                .on("confirmation", new Action.Back())
                .runUntil("trouble");

        Screen.ChooseMeans means = table.views.stream()
                .map(View::screen)
                .filter(Screen.ChooseMeans.class::isInstance)
                .map(Screen.ChooseMeans.class::cast)
                .findFirst()
                .orElseThrow();
        assertEquals("壹拾元整", means.inWords().chinese());
        assertEquals("示范市不动产登记中心", means.payee().chinese());
    }

    @Test
    void paidAndThenNotWanted_goesBack() {
        comes().on("pay-by-code", table.cash::pay)
                .on("confirmation", new Action.Back())
                .on("trouble", new Action.Back())
                .runUntil("home");

        assertEquals(List.of("payment-goes-back"), table.troubles());
        assertReturned(FEE);
    }

    @Test
    void nobodyPays_theCodeIsClosed_andALatePaymentGoesBack() {
        comes().on("trouble", () -> {
                    table.cash.pay();
                    table.does(new Action.Back());
                })
                .runUntil("home");

        assertEquals(List.of("payment-none"), table.troubles());
        assertReturned(FEE);
    }

    @Test
    void paidInTheMomentOfGivingUp_counts() {
        table.printer.sheetsAreTakenAfter(Duration.ofSeconds(5));
        comes().on("pay-by-code", () -> {
                    table.cash.answers(TableCashDesk.Call.AWAIT, new Answer.Failed<>(Answer.Why.TOO_SLOW));
                    table.does(new Action.Back());
                    table.cash.pay();
                })
                .on("confirmation", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .runUntil("home");

        assertDelivered(FEE);
    }

    @Test
    void paidWhileTheConnectionStutters_isFoundOut() {
        table.cash.answers(TableCashDesk.Call.AWAIT, new Answer.Failed<>(Answer.Why.UNREACHABLE));
        table.printer.sheetsAreTakenAfter(Duration.ofSeconds(5));
        comes().on("pay-by-code", () -> {
                    table.cash.pay();
                    table.time.after(Duration.ofSeconds(20), table.cash::worksAgain);
                })
                .on("confirmation", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .runUntil("home");

        assertDelivered(FEE);
    }

    @Test
    void walkedAwayFromTheCode_itIsClosed_andWhoPaidMeanwhileGetsItBack() {
        comes().on("pay-by-code", () -> {
                    table.cash.pay();
                    table.does(new Action.EndVisit());
                })
                .runUntil("attract");

        assertReturned(FEE);
    }

    @Test
    void platformLostAfterPayment_isSettledWhenItIsBack_andThePaperThatNeverCameIsPaidBack() {
        comes().on("pay-by-code", () -> {
                    table.cash.answers(TableCashDesk.Call.AWAIT, new Answer.Failed<>(Answer.Why.UNREACHABLE));
                    table.cash.answers(TableCashDesk.Call.CANCEL, new Answer.Failed<>(Answer.Why.UNREACHABLE));
                    table.cash.pay();
                })
                .on("trouble", new Action.Back())
                .on("home", new Action.EndVisit())
                .on("attract", () -> {
                    table.time.after(Duration.ofMinutes(3), table.cash::worksAgain);
                    table.time.after(Duration.ofMinutes(4), () -> table.does(new Action.Begin()));
                })
                .runUntil("home");

        assertEquals(List.of("payment-unknown"), table.troubles());
        assertReturned(FEE);
    }

    @Test
    void orderWithoutAnAnswer_isGivenUp_andNothingIsShownToPay() {
        table.cash.failsAfterwards = true;
        table.cash.answers(TableCashDesk.Call.PLACE, new Answer.Failed<>(Answer.Why.TOO_SLOW));
        comes().on("trouble", new Action.Back())
                .on("home", new Action.EndVisit())
                .runUntil("attract");

        assertEquals(List.of("platform-slow"), table.troubles());
        assertTrue(table.screens().stream().noneMatch("pay-by-code"::equals));
        assertEquals(0, table.cash.takenFen());
    }

    @Test
    void meansThatDoesNotWork_leavesTheOthers() {
        table.cash.answers(
                TableCashDesk.Call.PLACE, new Answer.Refused<>("means-unavailable", Text.of("暂停", "Closed")));
        table.printer.sheetsAreTakenAfter(Duration.ofSeconds(5));
        comes().on("trouble", () -> {
                    table.cash.worksAgain();
                    table.does(new Action.Retry());
                })
                .on("choose-means", new Action.ChooseMeans("ALIPAY"))
                .on("pay-by-code", table.cash::pay)
                .on("confirmation", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .runUntil("home");

        assertEquals(List.of("means-unavailable"), table.troubles());
        assertDelivered(FEE);
    }

    @Test
    void printerThatDiesAfterPayment_meansMoneyBack() {
        table.printer.endsAfter(0, Completion.success(new PrintEnd.NotPrinted("media-jam")));
        takesItAfterPaying()
                .on("trouble", new Action.Back())
                .on("trouble", new Action.Back())
                .runUntil("home");

        assertReturned(FEE);
    }

    @Test
    void printerThatIsLostWhilePrinting_leavesAClaim() {
        table.printer.endsAfter(0, Completion.success(new PrintEnd.Unknown(0, SealedPaper.PAGES, "link-lost")));
        takesItAfterPaying()
                .on("trouble", new Action.Back())
                .on("trouble", new Action.Back())
                .runUntil("home");

        assertEquals(List.of("print-unknown", "payment-claimed"), table.troubles());
        table.carry();
        assertEquals(FEE, table.cash.fen(Fate.CLAIMED));
    }

    @Test
    void firstTryInVainAndTheSecondGood_isPaidOnce() {
        table.platform.answers(TablePlatform.Call.ISSUE, new Answer.Failed<>(Answer.Why.BROKEN));
        table.printer.sheetsAreTakenAfter(Duration.ofSeconds(5));
        comes().on("pay-by-code", table.cash::pay)
                .on("confirmation", new Action.Confirm())
                .on("trouble", () -> {
                    table.platform.worksAgain();
                    table.does(new Action.Retry());
                })
                .on("review", new Action.SkipReview())
                .runUntil("home");

        assertEquals(1, table.cash.orders());
        assertDelivered(FEE);
    }

    @Test
    void severalTickets_arePaidTogether_withoutTheOneThatIsNotMarked() {
        for (int ticket = 1; ticket <= 3; ticket++) {
            table.cash.dues.add(new Dues.Entry(
                    "ticket-" + ticket,
                    Dues.Kind.TRAFFIC_FINE,
                    Text.of("超速", "Speeding"),
                    10_000L * ticket,
                    Text.of("示范市交警支队", "Traffic Police"),
                    Text.of("交通违法罚款", "Traffic fine"),
                    null,
                    List.of()));
        }
        table.comesFor("traffic-fine")
                .on("choose-dues", () -> {
                    table.does(new Action.ToggleDue("ticket-2"));
                    table.does(new Action.ToggleDue("no-such-ticket"));
                    table.does(new Action.Confirm());
                })
                .on("choose-means", new Action.ChooseMeans("NON_TAX"))
                .on("pay-by-code", table.cash::pay)
                .on("paid", new Action.Print())
                .on("paid", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .runUntil("home");

        assertEquals(1, table.cash.orders());
        assertDelivered(40_000);
        assertEquals(1, table.receipts.receipts.size());
    }

    @Test
    void nothingDue_isSaid_andNothingIsAskedFor() {
        table.comesFor("medical-insurance-fee").on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of("nothing-due"), table.troubles());
        assertEquals(0, table.cash.orders());
    }

    private void assertDelivered(long fen) {
        table.carry();
        assertEquals(fen, table.cash.fen(Fate.DELIVERED), table::listing);
        assertEquals(0, table.cash.returnedFen());
    }

    private void assertReturned(long fen) {
        table.carry();
        assertEquals(fen, table.cash.returnedFen(), table::listing);
        assertEquals(0, table.cash.fen(Fate.DELIVERED));
    }
}
