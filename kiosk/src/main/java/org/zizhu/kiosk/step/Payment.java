package org.zizhu.kiosk.step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.payment.Bill;
import org.zizhu.kiosk.payment.PaymentRecord;
import org.zizhu.kiosk.payment.Purse;
import org.zizhu.kiosk.payment.Yuan;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.platform.PaymentOrder;
import org.zizhu.kiosk.platform.PaymentOrder.Means;
import org.zizhu.kiosk.platform.PaymentOrder.State;
import org.zizhu.kiosk.platform.PaymentPlatform;
import org.zizhu.kiosk.platform.Session;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Citizen;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * One payment: an order is placed, its code shown, and it is waited for the money. However the waiting ends (paid, time up, given up, walked
 * away, shut down), the order is closed at the platform, and what that says counts: money may come in the last moment. A crash
 * anywhere in here is settled by {@code org.zizhu.kiosk.recovery}.
 */
final class Payment {

    /** How long a code is shown. */
    private static final Duration VALID = Duration.ofMinutes(2);

    /** As long as the platform holds a question, it answers at once when the money is there. */
    private static final Duration HELD = Duration.ofSeconds(10);

    /** Between questions that a platform did not answer. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(3);

    private static final Duration TICK = Duration.ofSeconds(1);

    private final Matter matter;
    private final Bill bill;
    private final Means means;
    private final Desk desk;
    private final PaymentPlatform payments;
    private final PaymentRecord record;
    private final String transaction;
    private final CallContext context;

    Payment(Matter matter, Bill bill, Means means) {
        this.matter = matter;
        this.bill = bill;
        this.means = means;
        this.desk = matter.desk();
        this.payments = matter.unit().payments();
        this.record = new PaymentRecord(matter.unit().journal());
        this.transaction = matter.unit().identities().get();
        this.context = matter.unit().context(matter.item(), transaction);
    }

    /** How it ended. */
    sealed interface Ended {
        /** The money is there; the purse has it. */
        record Paid(Purse.Payment payment) implements Ended {}

        /** None is there, and should any come it goes back. */
        record NotPaid(String code) implements Ended {}

        /** Nobody can say now; it is settled as soon as somebody can. */
        record NotKnown(String transaction) implements Ended {}
    }

    Ended run() throws VisitOver {
        String key = transaction + ":order";
        record.asks(transaction, matter.item().id(), key, bill, means);
        desk.show(new Screen.Working(
                Text.of("正在生成付款码", "Preparing the payment code"),
                List.of(Text.of("付款前请核对收款方和金额", "Check the payee and the amount before you pay")),
                0));
        Answer<PaymentOrder> placed =
                desk.await(payments.placeOrder(context, payer(), means, matter.caseNumber(), VALID, bill.dues(), key));
        if (placed instanceof Answer.Given<PaymentOrder> given) {
            return afterwards(given.value());
        }
        boolean certainlyNot = placed instanceof Answer.Refused
                || (placed instanceof Answer.Failed<PaymentOrder> failed && failed.why() == Answer.Why.UNREACHABLE);
        if (!certainlyNot) {
            // No code was shown, so nobody can have paid; whether there is an order is asked until it is known.
            record.notKnown(transaction, placed.code());
        } else {
            record.notPaid(transaction, placed.code());
        }
        return new Ended.NotPaid(placed.code());
    }

    /** Whoever has said who they are for something else pays what anybody may pay as anybody does. */
    private @Nullable Session payer() {
        return matter.citizen()
                .identity()
                .filter(known -> matter.item().identifies())
                .map(Citizen.Identity::session)
                .orElse(null);
    }

    private Ended afterwards(PaymentOrder placed) throws VisitOver {
        Answer<PaymentOrder> last = new Answer.Given<>(placed);
        try {
            if (placed.state() == State.PAYING) {
                last = watch(placed);
            }
        } catch (VisitOver over) {
            judge(placed, close(placed));
            throw over;
        }
        return judge(placed, last);
    }

    private Ended judge(PaymentOrder placed, Answer<PaymentOrder> last) {
        if (!(last instanceof Answer.Given<PaymentOrder> given)) {
            record.notKnown(transaction, last.code());
            return new Ended.NotKnown(transaction);
        }
        return switch (given.value().state()) {
            case PAID, DELIVERED -> {
                record.paid(transaction, placed.number());
                Purse.Payment payment = new Purse.Payment(
                        transaction,
                        matter.item().id(),
                        placed.number(),
                        bill,
                        transaction,
                        given.value().receipt());
                matter.purse().paid(payment);
                yield new Ended.Paid(payment);
            }
            case CLOSED -> notPaid("payment-none");
            case CREATED, PAYING, CLOSING, REFUNDING, REFUNDED -> notPaid("payment-returns");
            case HELD -> notPaid("payment-held");
        };
    }

    private Ended notPaid(String code) {
        record.notPaid(transaction, code);
        return new Ended.NotPaid(code);
    }

    /** Shows the code until the money is there, the time is up, or the citizen gives up. */
    private Answer<PaymentOrder> watch(PaymentOrder order) throws VisitOver {
        long start = desk.nanos();
        desk.show(code(order, VALID, false));
        CompletableFuture<Answer<PaymentOrder>> asked = ask(order);
        long mayAskFrom = start;
        while (true) {
            Duration left = VALID.minusNanos(desk.nanos() - start);
            if (left.isNegative() || left.isZero()) {
                return close(order);
            }
            if (asked.isDone()) {
                Answer<PaymentOrder> answer = asked.join();
                if (answer instanceof Answer.Given<PaymentOrder> given
                        && given.value().state() != State.PAYING) {
                    return answer;
                }
                if (answer instanceof Answer.Given || desk.nanos() >= mayAskFrom) {
                    mayAskFrom = desk.nanos() + ASK_AGAIN.toNanos();
                    asked = ask(order);
                }
            }
            desk.update(code(order, left, false));
            // Whoever pays looks at their phone.
            desk.stayAwake();
            Optional<Action> action = desk.listen(TICK);
            if (action.isPresent() && action.get() instanceof Action.Back) {
                return close(order);
            }
        }
    }

    private CompletableFuture<Answer<PaymentOrder>> ask(PaymentOrder order) {
        CompletableFuture<Answer<PaymentOrder>> asked =
                payments.awaitOrder(context, order.number(), State.PAYING, HELD);
        desk.wakeWhenDone(asked);
        return asked;
    }

    private Answer<PaymentOrder> close(PaymentOrder order) {
        desk.showUnlessShown(code(order, Duration.ZERO, true));
        return desk.await(payments.cancelOrder(context, order.number()));
    }

    private Screen code(PaymentOrder order, Duration left, boolean checking) {
        return new Screen.PayByCode(
                Pay.name(means),
                Pay.icon(means),
                order.code() == null ? "" : order.code(),
                Yuan.of(bill.fen()),
                bill.payee(),
                (int) Math.max(0, left.toSeconds()),
                checking,
                checking ? List.of() : List.of(Choice.plain("不付了", "Cancel", new Action.Back())));
    }
}
