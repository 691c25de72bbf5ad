package org.zizhu.platform.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.platform.payment.emulator.Mail;
import org.zizhu.platform.payment.emulator.Mood;
import org.zizhu.platform.payment.emulator.Paying;

/** Citizens pay by WeChat, and all goes wrong that can; by the official client, over real sockets. */
class PaymentTest {

    @TempDir
    Path folder;

    private Till till;

    @BeforeEach
    void open() throws IOException {
        till = Till.in(folder);
    }

    @AfterEach
    void close() {
        till.close();
    }

    @Test
    void aCitizenPays_theTerminalHearsOfItByItself_andWhatWasPaidForIsGiven() {
        Order order = till.order(1050, 250);
        assertEquals(State.PAYING, order.state());
        assertTrue(Till.code(order).startsWith("weixin://wxpay/bizpayurl?pr="));
        CompletableFuture<Order> waiting = till.payments.change(Till.TERMINAL, order.number(), State.PAYING);
        assertFalse(waiting.isDone());

        till.pay(order);

        assertEquals(
                State.PAID,
                waiting.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
                        .join()
                        .state());
        assertEquals(1300, till.told(order).paid().fen());
        assertEquals(
                State.PAID,
                Till.stands(till.payments.deliver(Till.TERMINAL, order.number(), List.of(0)))
                        .state());
        assertEquals(
                State.DELIVERED,
                Till.stands(till.payments.deliver(Till.TERMINAL, order.number(), List.of(1)))
                        .state());
    }

    @Test
    void aLostNotification_isMadeUpForByAsking() {
        till.wechat.mail().carriage(Mail.Carriage.LOST);
        Order order = till.order(1050);

        till.pay(order);
        till.pass(Payments.ASK_EVERY);

        assertEquals(State.PAID, till.told(order).state());
    }

    @Test
    void aNotificationThatComesTwice_countsOnce() {
        till.wechat.mail().carriage(Mail.Carriage.HELD);
        Order order = till.order(1050);
        till.pay(order);
        till.pass(Payments.ASK_EVERY);
        Till.stands(till.payments.deliver(Till.TERMINAL, order.number(), List.of(0)));

        till.wechat.mail().release();

        assertEquals(State.DELIVERED, till.book(order).state());
        assertEquals(0, till.wechat.mail().unconfirmed());
    }

    @Test
    void notificationsInTheWrongOrder_endWhereTheRightOnesEnd() {
        till.wechat.mail().carriage(Mail.Carriage.HELD);
        till.wechat.refundsUnderWay(true);
        Order order = till.order(1050);
        till.pay(order);
        till.pass(Payments.ASK_EVERY);
        Order refunding = Till.stands(till.payments.refund(Till.TERMINAL, order.number(), List.of(0)));
        assertEquals(State.REFUNDING, refunding.state());
        till.wechat.endRefund(refunding.refunds().get(0).number(), true);

        till.wechat.mail().releaseInReverse();

        assertEquals(State.REFUNDED, till.book(order).state());
        assertEquals(0, till.wechat.mail().unconfirmed());
    }

    @Test
    void aMerchantThatIsDown_isToldLater() {
        till.wechat.mail().carriage(Mail.Carriage.HELD);
        Order order = till.order(1050);
        till.pay(order);
        till.database.close();
        till.wechat.mail().release();
        assertEquals(1, till.wechat.mail().unconfirmed(), "what was not kept was not confirmed");

        till.restart();
        till.clock.advance(Duration.ofSeconds(15));
        till.wechat.mail().again();

        assertEquals(State.PAID, till.told(order).state());
        assertEquals(0, till.wechat.mail().unconfirmed());
    }

    @Test
    void aRenewedCertificate_isFetched_andTheNotificationBelieved() {
        Order order = till.order(1050);
        till.wechat.renewCertificate();
        // Nothing unknown has come for a minute, so a certificate may be asked for.
        till.restart();

        till.pay(order);

        assertEquals(State.PAID, till.awaits(order, State.PAYING).state());
    }

    @Test
    void anOrderThatNobodyPays_isClosed_andCanNotBePaidAnyMore() {
        Order order = till.order(1050);

        till.pass(Till.VALID);

        assertEquals(State.CLOSED, till.told(order).state());
        assertEquals(new Paying.Refused("ALREADY_CLOSED"), till.wechat.pay(Till.code(order), "openid-1"));
    }

    @Test
    void whoScannedInTime_andPaysAfterItsTime_hasPaid() {
        till.wechat.mail().carriage(Mail.Carriage.LOST);
        Order order = till.order(1050);
        assertTrue(till.wechat.scan(Till.code(order), "openid-1"));

        till.pass(Till.VALID);
        assertEquals(State.CLOSING, till.told(order).state(), "closing was answered with 202 and closed nothing");
        till.pay(order);
        till.pass(Payments.ASK_EVERY);

        assertEquals(State.PAID, till.told(order).state());
    }

    @Test
    void whoGivesUpAfterScanning_leavesAnOrderThatCanBeClosed() {
        Order order = till.order(1050);
        till.wechat.scan(Till.code(order), "openid-1");
        till.pass(Till.VALID);
        till.wechat.giveUp(Till.code(order));

        till.pass(Payments.ASK_EVERY);

        assertEquals(State.CLOSED, till.told(order).state());
    }

    @Test
    void paidWithAnotherPhone_isPaid_andASecondPhoneIsTurnedAwayByWechat() {
        Order order = till.order(1050);

        assertTrue(till.wechat.pay(Till.code(order), "a-daughter") instanceof Paying.Paid);
        assertEquals(new Paying.Refused("ALREADY_PAID"), till.wechat.pay(Till.code(order), "openid-1"));

        assertEquals(State.PAID, till.awaits(order, State.PAYING).state());
    }

    @Test
    void cancelledInTime_isClosed_andAPaymentThatCameBeforeCounts() {
        Order unpaid = till.order("a", 1050);
        assertEquals(
                State.CLOSED,
                Till.stands(till.payments.cancel(Till.TERMINAL, unpaid.number()))
                        .state());

        till.wechat.mail().carriage(Mail.Carriage.LOST);
        Order paid = till.order("b", 1050);
        till.pay(paid);
        assertEquals(
                State.PAID,
                Till.stands(till.payments.cancel(Till.TERMINAL, paid.number())).state());
    }

    @Test
    void givenUpWhileWechatIsSilent_andPaidAllTheSame_theMoneyGoesBackByItself() {
        Order order = till.order(1050);
        till.wechat.mail().carriage(Mail.Carriage.LOST);
        till.wechat.moods().always("query", Mood.SYSTEM_ERROR);
        till.wechat.moods().always("close", Mood.SYSTEM_ERROR);
        assertEquals(
                State.CLOSING,
                Till.stands(till.payments.cancel(Till.TERMINAL, order.number())).state());
        till.pay(order);
        till.wechat.moods().heal();

        till.pass(Duration.ofMinutes(2));

        Order after = till.told(order);
        assertEquals(State.REFUNDED, after.state());
        assertEquals(Ground.PAID_LATE, after.refunds().get(0).ground());
        assertEquals(0, till.wechat.balance());
    }

    @Test
    void oneMatterPaidByTwoOrders_theSecondGoesBack() {
        till.wechat.mail().carriage(Mail.Carriage.LOST);
        Order first = till.order("water", 1050);
        Order second = till.order("water", 1050);
        assertNotEquals(first.number(), second.number());
        till.pay(first);
        till.pass(Payments.ASK_EVERY);
        assertEquals(State.PAID, till.told(first).state());

        till.pay(second);
        till.pass(Payments.ASK_EVERY);

        assertEquals(State.REFUNDED, till.told(second).state());
        assertEquals(Ground.PAID_TWICE, till.told(second).refunds().get(0).ground());
        assertEquals(State.PAID, till.told(first).state());
        assertEquals(1050, till.wechat.balance());
    }

    @Test
    void aPaymentThatNoTerminalEverHeardOf_goesBackAfterAWhile() {
        till.wechat.mail().carriage(Mail.Carriage.LOST);
        Order order = till.order(1050);
        till.pay(order);
        till.pass(Payments.ASK_EVERY);
        assertEquals(State.PAID, till.book(order).state());

        till.pass(Settlement.NOBODY_WAITS);
        till.pass(Duration.ZERO);

        assertEquals(State.REFUNDED, till.told(order).state());
        assertEquals(0, till.wechat.balance());
    }

    @Test
    void aPaymentThatATerminalHeardOf_isItsToDecide_andAfterADayOfSilenceAPersons() {
        till.wechat.mail().carriage(Mail.Carriage.LOST);
        Order order = till.order(1050);
        till.pay(order);
        till.pass(Payments.ASK_EVERY);
        assertEquals(State.PAID, till.told(order).state());

        till.pass(Settlement.NOBODY_WAITS);
        assertEquals(State.PAID, till.told(order).state());
        till.pass(Settlement.SILENCE);

        Order held = till.told(order);
        assertEquals(State.HELD, held.state());
        assertEquals(Ground.TERMINAL_SILENT, held.claims().get(0).ground());
        assertEquals(
                State.DELIVERED,
                Till.stands(till.payments.deliver(Till.TERMINAL, order.number(), List.of(0)))
                        .state(),
                "a report that comes at last settles the claim");
        assertTrue(till.told(order).claims().get(0).settled() != null);
    }

    @Test
    void wechatSaysSuccess_thenRefund_theTerminalMustNotDeliverAndAPersonLooks() {
        till.wechat.mail().carriage(Mail.Carriage.LOST);
        Order order = till.order(1050);
        till.pay(order);
        till.wechat.giveBack(order.number());

        till.pass(Payments.ASK_EVERY);

        Order held = till.told(order);
        assertEquals(State.HELD, held.state());
        assertEquals(Ground.REFUNDED_ELSEWHERE, held.claims().get(0).ground());
    }

    @Test
    void oneOfTwoTicketsFails_itsMoneyGoesBack_andTheOtherIsPaid() {
        Order order = till.order(20000, 5000);
        till.pay(order);
        till.awaits(order, State.PAYING);

        till.payments.refund(Till.TERMINAL, order.number(), List.of(1));
        till.payments.refund(Till.TERMINAL, order.number(), List.of(1));
        Order after = Till.stands(till.payments.deliver(Till.TERMINAL, order.number(), List.of(0)));

        assertEquals(State.DELIVERED, after.state());
        assertEquals(1, after.refunds().size());
        assertEquals(5000, after.refunds().get(0).fen());
        assertEquals(Refund.State.MADE, after.refunds().get(0).state());
        assertEquals(20000, till.wechat.balance());
    }

    @Test
    void whatWentBack_canNotBeDelivered_andTheOtherWayRound() {
        Order order = till.order(100, 200);
        till.pay(order);
        till.awaits(order, State.PAYING);
        till.payments.refund(Till.TERMINAL, order.number(), List.of(0));
        till.payments.deliver(Till.TERMINAL, order.number(), List.of(1));

        Outcome refused = new Outcome.Refused(Outcome.Reason.LINE_SETTLED);
        assertEquals(refused, till.payments.deliver(Till.TERMINAL, order.number(), List.of(0)));
        assertEquals(refused, till.payments.refund(Till.TERMINAL, order.number(), List.of(1)));
        assertEquals(refused, till.payments.refund(Till.TERMINAL, order.number(), List.of(7)));
    }

    @Test
    void aRefundThatTakesItsTime_andOneThatFails() {
        till.wechat.refundsUnderWay(true);
        till.wechat.mail().carriage(Mail.Carriage.LOST);
        Order order = till.order(100, 200);
        till.pay(order);
        till.pass(Payments.ASK_EVERY);
        till.payments.refund(Till.TERMINAL, order.number(), List.of(0));
        Order both = Till.stands(till.payments.refund(Till.TERMINAL, order.number(), List.of(1)));
        assertEquals(State.REFUNDING, both.state());

        till.wechat.endRefund(both.refunds().get(0).number(), true);
        till.wechat.endRefund(both.refunds().get(1).number(), false);
        till.pass(Duration.ofMinutes(1));

        Order held = till.told(order);
        assertEquals(State.HELD, held.state());
        assertEquals(Line.Fate.REFUNDED, held.lines().get(0).fate());
        assertEquals(200, held.claims().get(0).fen());
        assertEquals(Ground.REFUND_FAILED, held.claims().get(0).ground());
    }

    @Test
    void aRefundWhoseAnswerIsLost_isMadeOnce() {
        Order order = till.order(1050);
        till.pay(order);
        till.awaits(order, State.PAYING);
        till.wechat.mail().carriage(Mail.Carriage.LOST);
        till.wechat.moods().next("refund", Mood.ANSWER_LOST);
        assertEquals(
                State.REFUNDING,
                Till.stands(till.payments.refund(Till.TERMINAL, order.number(), List.of(0)))
                        .state());

        till.pass(Duration.ofMinutes(1));

        assertEquals(State.REFUNDED, till.told(order).state());
        assertEquals(0, till.wechat.balance());
    }

    @Test
    void anAnswerThatIsLostOnce_isAskedForAgain_whateverTheWayItWasLost() {
        for (Mood mood : Mood.values()) {
            till.wechat.moods().next("place", mood);

            assertEquals(State.PAYING, till.order("mood-" + mood, 100).state(), mood.name());
        }
    }

    @Test
    void aProviderThatStaysIll_isNoMeansOfPayment_andWhatItMayHaveOpenedIsClosed() {
        for (Mood mood : Mood.values()) {
            till.wechat.moods().always("place", mood);
            NewOrder wanted = Till.wanted("ill-" + mood + "-key", "ill-" + mood, 100);

            Outcome outcome = till.payments.place(wanted);

            assertEquals(new Outcome.Refused(Outcome.Reason.MEANS_UNAVAILABLE), outcome, mood.name());
            assertEquals(State.CLOSING, Till.stands(till.payments.place(wanted)).state(), mood.name());
            till.wechat.moods().heal();
            till.payments.lookAround();
            assertEquals(State.CLOSED, Till.stands(till.payments.place(wanted)).state(), mood.name());
        }
    }

    @Test
    void anAnswerToAQuestionThatIsNonsense_isNoAnswer() {
        till.wechat.mail().carriage(Mail.Carriage.LOST);
        for (Mood mood : Mood.values()) {
            Order order = till.order("query-" + mood, 100);
            till.pay(order);
            till.wechat.moods().always("query", mood);
            till.pass(Payments.ASK_EVERY);
            assertEquals(State.PAYING, till.told(order).state(), mood.name());

            till.wechat.moods().heal();
            till.pass(Payments.ASK_EVERY);
            assertEquals(State.PAID, till.told(order).state(), mood.name());
        }
    }

    @Test
    void theSameKey_isTheSameOrder_andAnotherRequestUnderItIsRefused() {
        NewOrder wanted = Till.wanted("the-one-key", "water", 100);
        Order first = Till.stands(till.payments.place(wanted));

        assertEquals(first.number(), Till.stands(till.payments.place(wanted)).number());
        assertEquals(
                new Outcome.Refused(Outcome.Reason.KEY_REUSED),
                till.payments.place(Till.wanted("the-one-key", "tickets", 100)));
    }

    @Test
    void anOrderWhoseNumberTheTerminalNeverLearned_isCancelledByItsKey() {
        NewOrder wanted = Till.wanted("lost-key-1", "water", 100);
        till.payments.place(wanted);

        assertEquals(
                State.CLOSED,
                Till.stands(till.payments.cancelByKey(Till.TERMINAL, "lost-key-1"))
                        .state());
        assertEquals(new Outcome.NeverMade(), till.payments.cancelByKey(Till.TERMINAL, "lost-key-2"));
        assertEquals(
                new Outcome.Refused(Outcome.Reason.ORDER_UNWANTED),
                till.payments.place(Till.wanted("lost-key-2", "water", 100)),
                "a request that was on its way all the time");
    }

    @Test
    void anotherTerminalsOrder_isNotThere() {
        Order order = till.order(1050);

        Outcome refused = new Outcome.Refused(Outcome.Reason.ORDER_UNKNOWN);
        assertEquals(refused, till.payments.find("T-0002", order.number()));
        assertEquals(refused, till.payments.cancel("T-0002", order.number()));
        assertEquals(refused, till.payments.deliver("T-0002", order.number(), List.of(0)));
        assertTrue(till.payments.change("T-0002", order.number(), State.PAYING).isDone());
    }
}
