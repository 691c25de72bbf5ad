package org.zizhu.platform.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.platform.payment.emulator.Mail;
import org.zizhu.platform.payment.emulator.Paying;

/** What a citizen does in the very moment in which the platform does something else. */
class RaceTest {

    @TempDir
    Path folder;

    private final AtomicReference<Till> table = new AtomicReference<>();

    @Test
    void theNotificationIsFasterThanTheOrdersAnswer_andTheTerminalIsToldThatItIsPaid() throws IOException {
        try (Till till = Till.in(folder, provider -> new Between(provider) {
            @Override
            public Reply<String> place(Order order) {
                Reply<String> reply = super.place(order);
                String code = ((Reply.Given<String>) reply).value();
                assertTrue(table.get().wechat.pay(code, "openid-1") instanceof Paying.Paid);
                Till.until(() -> table.get().book(order).state() == State.PAID);
                return reply;
            }
        })) {
            table.set(till);

            Order order = till.order(1050);

            assertEquals(State.PAID, order.state());
            assertTrue(order.toldAt() != null);
        }
    }

    @Test
    void aPaymentBetweenTheQuestionAndTheClosing_wins() throws IOException {
        try (Till till = Till.in(folder, provider -> new Between(provider) {
            @Override
            public Reply<Boolean> close(Order order) {
                table.get().pay(order);
                return super.close(order);
            }
        })) {
            table.set(till);
            till.wechat.mail().carriage(Mail.Carriage.LOST);
            Order expired = till.order("expired", 1050);
            till.wechat.scan(Till.code(expired), "openid-1");
            till.pass(Till.VALID);
            assertEquals(State.PAID, till.told(expired).state());

            Order cancelled = till.order("cancelled", 1050);

            assertEquals(
                    State.PAID,
                    Till.stands(till.payments.cancel(Till.TERMINAL, cancelled.number()))
                            .state());
            assertEquals(2100, till.wechat.balance());
        }
    }

    @Test
    void aPaymentThatIsFoundWhileItsRefundWasDecided_isNotDeliveredToo() throws IOException {
        try (Till till = Till.in(folder)) {
            till.wechat.mail().carriage(Mail.Carriage.LOST);
            Order order = till.order(1050);
            till.pay(order);
            till.pass(Payments.ASK_EVERY);
            till.clock.advance(Settlement.NOBODY_WAITS);
            till.payments.lookAround();

            // The terminal's question comes a moment too late, and the answer keeps it from giving anything.
            State told = till.told(order).state();

            assertTrue(told == State.REFUNDING || told == State.REFUNDED, told.name());
            assertEquals(
                    new Outcome.Refused(Outcome.Reason.LINE_SETTLED),
                    till.payments.deliver(Till.TERMINAL, order.number(), java.util.List.of(0)));
        }
    }
}
