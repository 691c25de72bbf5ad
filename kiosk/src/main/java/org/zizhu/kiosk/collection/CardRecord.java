package org.zizhu.kiosk.collection;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.Message;
import org.zizhu.kiosk.journal.Move;
import org.zizhu.kiosk.journal.OpenTransaction;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.journal.Place;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.stock.Store;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the journal and the platform are told of a card's way from the stacker to its holder. Used by the visit and by recovery, so
 * that both say the same.
 */
public final class CardRecord {

    /** What became of the card, in the words of the platform's contract. */
    public enum Fact {
        TAKEN("done"),
        /** It was drawn, and lies in the bin. */
        RETAINED("undone"),
        /** It is where it was, or the unit has not got it. */
        NOT_DISPENSED("undone"),
        /** A person has to look. */
        UNKNOWN("unknown");

        private final String outcome;

        Fact(String outcome) {
            this.outcome = outcome;
        }
    }

    private static final String WRONG = "wrong-card";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Journal journal;
    private final InstantSource clock;

    public CardRecord(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * A card is about to be drawn from the stacker.
     *
     * @param bin how many cards the bin has taken so far; empty if the device does not say
     */
    public void draws(String transaction, String handle, OptionalInt bin) {
        Map<String, String> facts = new TreeMap<>(Map.of("handle", handle));
        bin.ifPresent(count -> facts.put("bin", "" + count));
        journal.append(transaction, Entry.Step.CARD, Phase.INTENT, facts);
    }

    /** It is the right one, and its chip can be read. */
    public void drawn(String transaction, ChipNumber card) {
        out(transaction, Phase.DONE, Map.of("card", card.digest()));
    }

    /** None was drawn. */
    public void notDrawn(String transaction, String code) {
        journal.append(transaction, Entry.Step.CARD, Phase.FAILED, Map.of("code", code));
    }

    /** Another one was drawn. */
    public void wrong(String transaction, ChipNumber card) {
        out(transaction, Phase.FAILED, Map.of("code", WRONG, "card", card.digest()));
    }

    /** One was drawn whose chip does not say which. */
    public void unreadable(String transaction) {
        int drawn = (int) journal.entries(transaction).stream()
                .filter(entry -> entry.step() == Entry.Step.CARD && entry.phase() == Phase.INTENT)
                .count();
        out(
                transaction,
                Phase.FAILED,
                Map.of("code", "card-unreadable", "card", "unread-" + transaction + "-" + drawn));
    }

    /** What was drawn has left the stacker. */
    private void out(String transaction, Phase phase, Map<String, String> facts) {
        String card = facts.get("card");
        if (card == null) {
            throw new IllegalArgumentException("no card");
        }
        journal.append(
                transaction,
                Entry.Step.CARD,
                phase,
                facts,
                List.of(Move.one(Store.CARDS.id(), Place.STORE, Place.UNDER_WAY, card)));
    }

    /** What was drawn last goes from its way to where it stays. */
    private List<Move> arrives(String transaction, Place where) {
        return journal.entries(transaction).stream()
                .filter(entry -> entry.step() == Entry.Step.CARD)
                .map(entry -> entry.fact("card"))
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later)
                .map(card -> List.of(Move.one(Store.CARDS.id(), Place.UNDER_WAY, where, card)))
                .orElse(List.of());
    }

    /** Whether one was drawn is not known. */
    public void notKnown(String transaction, String code) {
        journal.append(transaction, Entry.Step.CARD, Phase.UNKNOWN, Map.of("code", code));
    }

    /** The card on its way is about to go into the bin. */
    public void captures(String transaction, String why) {
        journal.append(transaction, Entry.Step.CAPTURE, Phase.INTENT, Map.of("why", why));
    }

    /** It is in the bin. */
    public void captured(String transaction, String evidence) {
        journal.append(
                transaction,
                Entry.Step.CAPTURE,
                Phase.DONE,
                Map.of("evidence", evidence),
                arrives(transaction, Place.RETAINED));
    }

    /** It is not. */
    public void notCaptured(String transaction, String code) {
        journal.append(transaction, Entry.Step.CAPTURE, Phase.FAILED, Map.of("code", code));
    }

    /** The card is about to be moved to where the citizen can take it. */
    public void presents(String transaction) {
        journal.append(transaction, Entry.Step.TAKE, Phase.INTENT, Map.of());
    }

    /** Whether it was taken, and by what evidence. */
    public void taken(String transaction, Fact fact, String evidence) {
        Phase phase =
                switch (fact) {
                    case TAKEN -> Phase.DONE;
                    case RETAINED, NOT_DISPENSED -> Phase.FAILED;
                    case UNKNOWN -> Phase.UNKNOWN;
                };
        journal.append(
                transaction,
                Entry.Step.TAKE,
                phase,
                Map.of("evidence", evidence),
                fact == Fact.TAKEN ? arrives(transaction, Place.TAKEN) : List.of());
    }

    /** Settles the transaction, and tells the platform what became of the card, and which others went into the bin. */
    public void settle(OpenTransaction transaction, Fact fact, CallContext context) {
        Optional<Entry> drawing = transaction.last(Entry.Step.CARD, Phase.INTENT);
        if (drawing.isEmpty()) {
            journal.settle(transaction.id(), fact.outcome);
            return;
        }
        journal.settle(
                transaction.id(),
                fact.outcome,
                Message.to(
                        "/v1/cards/" + drawing.get().demand("handle") + "/delivery",
                        transaction.id() + ":card",
                        delivery(transaction, fact, context)));
    }

    private String delivery(OpenTransaction transaction, Fact fact, CallContext context) {
        return JSON.writeValueAsString(new TreeMap<>(Map.of(
                "context",
                context,
                "fact",
                fact,
                "wrong",
                wrongOnes(transaction),
                "at",
                clock.instant().toString())));
    }

    /** The handle of a transaction's card, if one was to be drawn. */
    public static Optional<String> handle(OpenTransaction transaction) {
        return transaction.last(Entry.Step.CARD, Phase.INTENT).map(drawing -> drawing.demand("handle"));
    }

    /**
     * Staff have looked, and say where a card is of which nobody knew. Somebody else's answer that came first stands.
     *
     * @param fact taken, or retained by the machine or by them
     * @param certificate whose holder says it
     */
    public void answered(OpenTransaction unknown, Fact fact, CallContext context, String certificate) {
        boolean taken = fact == Fact.TAKEN;
        journal.resolve(
                unknown.id(),
                Phase.DONE,
                Map.of("certificate", certificate, "answer", taken ? "taken" : "not-taken"),
                fact.outcome,
                arrives(unknown.id(), taken ? Place.TAKEN : Place.RETAINED),
                Message.to(
                        "/v1/cards/" + handle(unknown).orElseThrow() + "/delivery",
                        unknown.id() + ":answer",
                        delivery(unknown, fact, context)));
    }

    private static List<String> wrongOnes(OpenTransaction transaction) {
        return transaction.entries().stream()
                .filter(entry -> entry.step() == Entry.Step.CARD && WRONG.equals(entry.fact("code")))
                .map(entry -> entry.fact("card"))
                .filter(Objects::nonNull)
                .toList();
    }
}
