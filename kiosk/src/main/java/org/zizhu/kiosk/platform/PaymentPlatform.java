package org.zizhu.kiosk.platform;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.screen.Text;

/**
 * The port to the platform's cash desk. Each call is answered exactly once, in bounded time, also when the platform is not there; no future
 * completes exceptionally. Every call may be repeated. Thread-safe.
 */
public interface PaymentPlatform {

    /**
     * One thing to pay for; nothing personal is in its words.
     *
     * @param due id of what is due and paid with it, which is settled when the line is delivered; null for anything else
     */
    record Due(long fen, Text payee, Text what, @Nullable String due) {
        public Due(long fen, Text payee, Text what) {
            this(fen, payee, what, null);
        }
    }

    /**
     * Has an order opened. Refused as means-unavailable, another means may do; as due-settled, what is due was paid already; as
     * due-changed, another sum is due by now.
     *
     * @param session of whoever pays; null where nobody has identified
     * @param matter tells what is paid for: of two paid orders of this unit for one matter, one goes back by itself
     * @param validFor between one and ten minutes
     * @param key idempotency key: asked again with the same, the platform gives the same order
     */
    CompletableFuture<Answer<PaymentOrder>> placeOrder(
            CallContext context,
            @Nullable Session session,
            PaymentOrder.Means means,
            String matter,
            Duration validFor,
            List<Due> dues,
            String key);

    /**
     * Answered at once when the order is in another state, and else after the time, with the order as it stands.
     *
     * @param wait at most ten seconds; zero to look
     */
    CompletableFuture<Answer<PaymentOrder>> awaitOrder(
            CallContext context, String number, PaymentOrder.State since, Duration wait);

    /** Gives it up. Money that came before counts: then it is answered as PAID. */
    CompletableFuture<Answer<PaymentOrder>> cancelOrder(CallContext context, String number);

    /** The same by the key of an order whose number was never learned; given nothing, there is none and will be none. */
    CompletableFuture<Answer<Optional<PaymentOrder>>> cancelOrderByKey(CallContext context, String orderKey);

    /**
     * The lines were given. Refused as line-settled, their money went another way before. What is due and was paid elsewhere in the
     * meantime goes back by itself: the line's fate says so.
     */
    CompletableFuture<Answer<PaymentOrder>> delivered(CallContext context, String number, List<Integer> lines);

    /** The lines can't be given: their money goes back. */
    CompletableFuture<Answer<PaymentOrder>> refund(CallContext context, String number, List<Integer> lines);

    /** Whether the lines were given is not known here: a person has to say. */
    CompletableFuture<Answer<PaymentOrder>> claim(CallContext context, String number, List<Integer> lines);

    /**
     * A signed code of a slip, for the citizen to carry away. Refused as slip-unknown, it is none of this unit's.
     *
     * @param slip the transaction in which the order was placed, or the order's number
     */
    CompletableFuture<Answer<String>> signSlip(CallContext context, String slip);

    /** What a slip that somebody brings is for. Refused as slip-unknown. */
    CompletableFuture<Answer<Slip>> lookAtSlip(CallContext context, String slip);

    /**
     * From now on only this unit may finish it, until it has told what came of it, or let it go. Refused as slip-unknown; as slip-taken,
     * another unit is at it; as slip-in-question, staff have to look at the money first; as slip-other-person, the session is not of whoever has paid.
     *
     * @param context with a case number of its own, under which it can be let go
     * @param session of whoever brings it; null where it matters not who does
     */
    CompletableFuture<Answer<Slip>> takeSlip(CallContext context, @Nullable Session session, String slip);
}
