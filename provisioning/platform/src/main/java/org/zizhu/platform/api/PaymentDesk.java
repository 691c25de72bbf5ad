package org.zizhu.platform.api;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.zizhu.platform.bilingual.Text;
import org.zizhu.platform.payment.Claim;
import org.zizhu.platform.payment.Line;
import org.zizhu.platform.payment.NewOrder;
import org.zizhu.platform.payment.Order;
import org.zizhu.platform.payment.Outcome;
import org.zizhu.platform.payment.Payments;
import org.zizhu.platform.store.Database;

/** Where terminals ask for money, hear of it, and say what it was turned into. */
final class PaymentDesk {

    record LineShown(int index, long fen, Text payee, Text what, @Nullable String due, Line.Fate fate) {}

    record RefundShown(String number, long fen, Text ground, String state) {}

    record ClaimShown(String number, String order, long fen, Text ground, String openedAt, boolean open) {}

    record OrderShown(
            String number,
            String means,
            String state,
            long fen,
            @Nullable String code,
            String createdAt,
            String expiresAt,
            @Nullable String paidAt,
            @Nullable String receipt,
            List<LineShown> lines,
            List<RefundShown> refunds,
            List<ClaimShown> claims) {

        OrderShown withoutCode() {
            return new OrderShown(
                    number, means, state, fen, null, createdAt, expiresAt, paidAt, receipt, lines, refunds, claims);
        }
    }

    private record ClaimsShown(List<ClaimShown> claims) {}

    private final Database database;
    private final Sessions sessions;
    private final Payments payments;
    private final URI publicUri;
    /** Answers what was awaited: whoever makes an order change has other things to do. */
    private final Executor executor;

    /** @param publicUri where receipts are read */
    PaymentDesk(Database database, Sessions sessions, Payments payments, URI publicUri, Executor executor) {
        this.database = database;
        this.sessions = sessions;
        this.payments = payments;
        this.publicUri = publicUri;
        this.executor = executor;
    }

    Call.Reply place(Call<Body.PlaceOrder> call) {
        Body.PlaceOrder asked = call.body();
        String session = asked.session();
        Optional<Holder> payer =
                session == null ? Optional.empty() : database.read(db -> sessions.holder(db, session, call.terminal()));
        if (session != null && payer.isEmpty()) {
            return Call.Reply.refused(Refusal.SESSION_EXPIRED);
        }
        Optional<Refusal> objection =
                payer.flatMap(holder -> ItemRule.of(asked.context().itemCode()).objection(holder));
        if (objection.isPresent()) {
            return Call.Reply.refused(objection.get(), payer.get());
        }
        String person = payer.map(holder -> holder.citizen().id()).orElse(null);
        List<Line> lines = new ArrayList<>();
        for (Body.PaymentLine line : asked.lines()) {
            lines.add(
                    Line.of(lines.size(), line.fen(), line.payee(), line.what()).paying(line.due()));
        }
        // The session is left out and the person put in: whoever identified anew asks for the same order.
        String request = "order " + person + " " + asked.means() + " " + asked.matter() + " " + asked.validSeconds()
                + " " + Json.write(asked.lines()) + Json.write(asked.context());
        NewOrder wanted = new NewOrder(
                call.terminal(),
                call.key(),
                Digest.sha256(request.getBytes(StandardCharsets.UTF_8)),
                person,
                asked.context().caseNumber(),
                asked.matter(),
                asked.context().itemCode(),
                asked.context().itemName(),
                asked.means(),
                Duration.ofSeconds(asked.validSeconds()),
                lines);
        Answer answer = answer(payments.place(wanted), 201);
        return payer.map(holder -> new Call.Reply(answer, holder)).orElseGet(() -> new Call.Reply(answer, null, null));
    }

    Call.Reply find(Call<Body.OfTerminal> call) {
        return reply(payments.find(call.terminal(), call.number()));
    }

    /** Answers at once when the order is in another state than the terminal knows, and else when its time is over. */
    CompletableFuture<Call.Reply> await(Call<Body.AwaitOrder> call) {
        CompletableFuture<Order> change =
                payments.change(call.terminal(), call.number(), call.body().since());
        CompletableFuture<Call.Reply> reply =
                change.handleAsync((order, over) -> find(call.terminal(), call.number()), executor);
        if (!change.isDone()) {
            var unused = change.orTimeout(call.body().waitSeconds(), TimeUnit.SECONDS);
        }
        return reply;
    }

    Call.Reply cancel(Call<Body.OfTerminal> call) {
        return reply(payments.cancel(call.terminal(), call.number()));
    }

    Call.Reply cancelByKey(Call<Body.CancelOrder> call) {
        return reply(payments.cancelByKey(call.terminal(), call.body().orderKey()));
    }

    Call.Reply deliver(Call<Body.OrderLines> call) {
        return reply(
                payments.deliver(call.terminal(), call.number(), call.body().lines()));
    }

    Call.Reply refund(Call<Body.OrderLines> call) {
        return reply(payments.refund(call.terminal(), call.number(), call.body().lines()));
    }

    Call.Reply claim(Call<Body.OrderLines> call) {
        return reply(payments.claim(call.terminal(), call.number(), call.body().lines()));
    }

    Call.Reply claims(Call<Body.OfTerminal> call) {
        List<ClaimShown> open = payments.openClaims(call.terminal()).stream()
                .map(PaymentDesk::shown)
                .toList();
        return new Call.Reply(new Answer.Given(200, Json.write(new ClaimsShown(open))), null, null);
    }

    Call.Reply balance(Call<Body.OfDay> call) {
        LocalDate day = LocalDate.parse(call.body().day());
        return new Call.Reply(new Answer.Given(200, Json.write(payments.balance(call.terminal(), day))), null, null);
    }

    private Call.Reply find(String terminal, String number) {
        return reply(payments.find(terminal, number));
    }

    Call.Reply reply(Outcome outcome) {
        String person =
                outcome instanceof Outcome.Stands stands ? stands.order().person() : null;
        return new Call.Reply(answer(outcome, 200), person);
    }

    private Answer answer(Outcome outcome, int status) {
        if (outcome instanceof Outcome.Stands stands) {
            return new Answer.Given(status, Json.write(shown(stands.order())));
        }
        if (outcome instanceof Outcome.Refused refused) {
            return new Answer.Refused(
                    switch (refused.reason()) {
                        case ORDER_UNKNOWN -> Refusal.ORDER_UNKNOWN;
                        case ORDER_UNWANTED -> Refusal.ORDER_UNWANTED;
                        case KEY_REUSED -> Refusal.IDEMPOTENCY_KEY_REUSED;
                        case MEANS_UNAVAILABLE -> Refusal.MEANS_UNAVAILABLE;
                        case DUE_UNKNOWN -> Refusal.DUE_UNKNOWN;
                        case DUE_SETTLED -> Refusal.DUE_SETTLED;
                        case DUE_CHANGED -> Refusal.DUE_CHANGED;
                        case CLAIM_UNKNOWN -> Refusal.CLAIM_UNKNOWN;
                        case NOT_PAID -> Refusal.ORDER_NOT_PAID;
                        case LINE_SETTLED -> Refusal.LINE_SETTLED;
                        case SLIP_TAKEN -> Refusal.SLIP_TAKEN;
                    });
        }
        return new Answer.Noted();
    }

    OrderShown shown(Order order) {
        Order.Paid paid = order.paid();
        // Told from the payment on, so that a terminal can show where it will be before it has said what came of it.
        String receipt = paid == null
                ? null
                : payments.receipt(order.number())
                        .map(address -> publicUri.resolve("/receipt/" + address).toString())
                        .orElse(null);
        return new OrderShown(
                order.number(),
                order.means().name(),
                order.state().name(),
                order.fen(),
                order.code(),
                order.created().toString(),
                order.expires().toString(),
                paid == null ? null : paid.at().toString(),
                receipt,
                order.lines().stream()
                        .map(line -> new LineShown(
                                line.index(), line.fen(), line.payee(), line.what(), line.due(), line.fate()))
                        .toList(),
                order.refunds().stream()
                        .map(refund -> new RefundShown(
                                refund.number(),
                                refund.fen(),
                                refund.ground().words(),
                                refund.state().name()))
                        .toList(),
                order.claims().stream().map(PaymentDesk::shown).toList());
    }

    private static ClaimShown shown(Claim claim) {
        return new ClaimShown(
                claim.number(),
                claim.order(),
                claim.fen(),
                claim.ground().words(),
                claim.opened().toString(),
                claim.settled() == null);
    }
}
