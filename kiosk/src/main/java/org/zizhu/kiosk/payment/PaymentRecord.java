package org.zizhu.kiosk.payment;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.Message;
import org.zizhu.kiosk.journal.OpenTransaction;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.platform.PaymentOrder;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the journal and the platform are told of a payment. Its transaction stays open until it is known what was given for the
 * money; each try to give is a transaction of its own, which this one names before it begins. Used by the visit and by recovery, so
 * that both judge alike.
 */
public final class PaymentRecord {

    /** What becomes of the money. */
    public enum Verdict {
        /** It is the payee's: what was paid for was given. */
        DELIVERED("done", "delivery"),
        /** It goes back to whom it came from: nothing was given. */
        REFUND("undone", "refund"),
        /** Whether it was given is not known: a person has to say. */
        CLAIM("unknown", "claim"),
        /** A slip was taken over, and nothing was given for it: it is good for what it was before. */
        RELEASED("undone", "release");

        private final String outcome;
        private final String verb;

        Verdict(String outcome, String verb) {
            this.outcome = outcome;
            this.verb = verb;
        }
    }

    /**
     * What a transaction has to do with money.
     *
     * @param slip that was taken over; null where the money was paid in it
     */
    private record Terms(Bill.Gives gives, String order, List<Integer> lines, @Nullable String slip) {

        static Terms of(OpenTransaction payment) {
            Optional<Entry> claim = payment.last(Entry.Step.CLAIM, Phase.INTENT);
            if (claim.isEmpty()) {
                Entry asked = payment.last(Entry.Step.PAY, Phase.INTENT).orElseThrow();
                return new Terms(
                        Bill.Gives.valueOf(asked.demand("gives")),
                        payment.last(Entry.Step.PAY, Phase.DONE).orElseThrow().demand("order"),
                        IntStream.range(0, Integer.parseInt(asked.demand("lines")))
                                .boxed()
                                .toList(),
                        null);
            }
            Entry taken = payment.last(Entry.Step.CLAIM, Phase.DONE).orElseThrow();
            return new Terms(
                    Bill.Gives.valueOf(claim.get().demand("gives")),
                    taken.demand("order"),
                    Arrays.stream(taken.demand("lines").split(","))
                            .map(Integer::valueOf)
                            .toList(),
                    claim.get().demand("slip"));
        }
    }

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Journal journal;

    public PaymentRecord(Journal journal) {
        this.journal = journal;
    }

    /** Money is about to be asked for. */
    public void asks(String transaction, String item, String key, Bill bill, PaymentOrder.Means means) {
        journal.begin(transaction, item);
        journal.append(
                transaction,
                Entry.Step.PAY,
                Phase.INTENT,
                Map.of(
                        "key",
                        key,
                        "means",
                        means.name(),
                        "fen",
                        "" + bill.fen(),
                        "lines",
                        "" + bill.dues().size(),
                        "gives",
                        bill.gives().name()));
    }

    /** The money has come. */
    public void paid(String transaction, String order) {
        journal.append(transaction, Entry.Step.PAY, Phase.DONE, Map.of("order", order));
    }

    /** None has come that is not going back by itself. */
    public void notPaid(String transaction, String code) {
        journal.append(transaction, Entry.Step.PAY, Phase.FAILED, Map.of("code", code));
        journal.settle(transaction, "undone");
    }

    /** Whether it has come is not known; {@code org.zizhu.kiosk.recovery} asks until it is. */
    public void notKnown(String transaction, String code) {
        journal.append(transaction, Entry.Step.PAY, Phase.UNKNOWN, Map.of("code", code));
    }

    /** For this money something is about to be given, in a transaction of its own. */
    public void gives(String transaction, String given) {
        journal.append(transaction, Entry.Step.GIVE, Phase.INTENT, Map.of("transaction", given));
    }

    /** A slip is about to be taken over from the platform, to finish what it is for. */
    public void takes(String transaction, String item, String slip, Bill.Gives gives) {
        journal.begin(transaction, item);
        journal.append(transaction, Entry.Step.CLAIM, Phase.INTENT, Map.of("slip", slip, "gives", gives.name()));
    }

    /** It is this unit's to finish. */
    public void taken(String transaction, String order, List<Integer> lines) {
        journal.append(
                transaction,
                Entry.Step.CLAIM,
                Phase.DONE,
                Map.of(
                        "order",
                        order,
                        "lines",
                        lines.stream().map(String::valueOf).collect(Collectors.joining(","))));
    }

    /** It is not. */
    public void notTaken(String transaction, String code) {
        journal.append(transaction, Entry.Step.CLAIM, Phase.FAILED, Map.of("code", code));
        journal.settle(transaction, "undone");
    }

    /** Whether it is, is not known, or there is nothing to finish: should it be, it is let go. */
    public void letGo(OpenTransaction taking, CallContext context) {
        String slip = taking.last(Entry.Step.CLAIM, Phase.INTENT).orElseThrow().demand("slip");
        journal.settle(taking.id(), Verdict.RELEASED.outcome, released(taking.id(), slip, context));
    }

    private static Message released(String transaction, String slip, CallContext context) {
        return Message.to(
                "/v1/claims/release",
                transaction + ":release",
                JSON.writeValueAsString(new TreeMap<>(Map.of("context", context, "slip", slip))));
    }

    /** What becomes of money that has come; empty while what was to be given for it is not settled itself. */
    public Optional<Verdict> verdict(OpenTransaction payment) {
        Terms terms = Terms.of(payment);
        if (terms.gives() != Bill.Gives.THING) {
            return Optional.of(terms.gives() == Bill.Gives.ENTRY ? Verdict.DELIVERED : Verdict.REFUND);
        }
        // What may have been given at another unit is not known here.
        Verdict verdict = terms.slip() == null ? Verdict.REFUND : Verdict.RELEASED;
        for (Entry entry : payment.entries()) {
            if (entry.step() == Entry.Step.GIVE) {
                String given = entry.demand("transaction");
                if (journal.isOpen(given)) {
                    return Optional.empty();
                }
                // Of several tries the last one that gave, or may have given, counts.
                switch (journal.outcome(given).orElse("undone")) {
                    case "done" -> {
                        return Optional.of(Verdict.DELIVERED);
                    }
                    case "unknown" -> verdict = Verdict.CLAIM;
                    default -> {
                        // Nothing came of this try.
                    }
                }
            }
        }
        return Optional.of(verdict);
    }

    /**
     * Staff say what became of what was given, of which nobody knew; what was paid for it is settled by the same word: the claim that the
     * platform has of it becomes a delivery, or the money goes back.
     *
     * @param given whether whoever paid has it
     * @param certificate whose holder says it
     */
    public void answered(
            OpenTransaction unknown,
            boolean given,
            Function<OpenTransaction, CallContext> context,
            String certificate) {
        journal.unknown().stream()
                .filter(payment -> payment.entries().stream()
                        .anyMatch(entry ->
                                entry.step() == Entry.Step.GIVE && unknown.id().equals(entry.fact("transaction"))))
                .forEach(payment -> journal.resolve(
                        payment.id(),
                        Phase.DONE,
                        Map.of("certificate", certificate, "answer", given ? "taken" : "not-taken"),
                        given ? Verdict.DELIVERED.outcome : Verdict.REFUND.outcome,
                        List.of(),
                        Message.to(
                                "/v1/claims/settle",
                                payment.id() + ":answer",
                                JSON.writeValueAsString(new TreeMap<>(Map.of(
                                        "context",
                                        context.apply(payment),
                                        "claim",
                                        Terms.of(payment).order(),
                                        "decision",
                                        given ? "DELIVERED" : "REFUND",
                                        "witness",
                                        certificate))))));
    }

    /** Settles a payment, and with it what the platform does with the money. */
    public void settle(OpenTransaction payment, Verdict verdict, CallContext context) {
        Terms terms = Terms.of(payment);
        String slip = terms.slip();
        if (verdict == Verdict.RELEASED && slip != null) {
            journal.settle(payment.id(), verdict.outcome, released(payment.id(), slip, context));
            return;
        }
        journal.settle(
                payment.id(),
                verdict.outcome,
                Message.to(
                        "/v1/payments/orders/" + terms.order() + "/" + verdict.verb,
                        payment.id() + ":money",
                        JSON.writeValueAsString(new TreeMap<>(Map.of("context", context, "lines", terms.lines())))));
    }
}
