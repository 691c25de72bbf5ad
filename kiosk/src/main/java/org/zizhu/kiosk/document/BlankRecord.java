package org.zizhu.kiosk.document;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.zizhu.drivers.blank.BlankPrinter.Fed;
import org.zizhu.kiosk.document.Settlement.Fact;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.Message;
import org.zizhu.kiosk.journal.Move;
import org.zizhu.kiosk.journal.OpenTransaction;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.journal.Place;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.stock.Ledger;
import org.zizhu.kiosk.stock.Store;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the journal, the books and the platform are told of a numbered blank's way from the magazine to its holder, or into the bin. Used by the
 * visit and by recovery, so that both say the same. What an entry moves of the stock is written with it.
 */
public final class BlankRecord {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Journal journal;
    private final InstantSource clock;
    private final Ledger ledger;
    private final BlankSequence sequence;

    public BlankRecord(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
        this.ledger = new Ledger(journal);
        this.sequence = new BlankSequence(journal);
    }

    /** A blank is about to be fed from the magazine. */
    public void feeds(String transaction) {
        journal.append(transaction, Entry.Step.BLANK, Phase.INTENT, Map.of());
    }

    /**
     * That lies at the reader, out of the magazine. Numbers that were passed over are those of sheets that nobody could read; the platform
     * is told that they are void.
     *
     * @return why it is of no use; empty for one that can be printed on
     */
    public Optional<String> fed(String transaction, Fed fed, CallContext context) {
        Optional<String> wrong = wrong(fed);
        List<String> numbers = numbers(fed);
        int sheets = fed instanceof Fed.Several ? Math.max(2, numbers.size()) : 1;
        Map<String, String> facts = new TreeMap<>(Map.of("sheets", "" + sheets));
        if (!numbers.isEmpty()) {
            facts.put("blank", String.join(",", numbers));
        }
        wrong.ifPresent(code -> facts.put("code", code));
        List<Move> moves = new ArrayList<>(out(numbers, sheets));
        List<String> missed = List.of();
        if (wrong.isEmpty()) {
            missed = sequence.missed(numbers.get(0));
            moves.addAll(sequence.explained(missed));
        }
        journal.append(
                transaction,
                Entry.Step.BLANK,
                wrong.isEmpty() ? Phase.DONE : Phase.FAILED,
                facts,
                moves,
                voids(transaction + ":missed", missed, "unreadable", context).toArray(Message[]::new));
        return wrong;
    }

    private Optional<String> wrong(Fed fed) {
        if (fed instanceof Fed.Ready ready) {
            return sequence.wrong(ready.number());
        }
        return Optional.of(fed instanceof Fed.Several ? "fed-together" : "unreadable");
    }

    private static List<String> numbers(Fed fed) {
        if (fed instanceof Fed.Ready ready) {
            return List.of(ready.number());
        }
        return fed instanceof Fed.Several several ? several.numbers() : List.of();
    }

    /** What has left the magazine; not what the books have somewhere else, for that was left on the way by an earlier life. */
    private List<Move> out(List<String> numbers, int sheets) {
        Map<String, Place> places = ledger.numbers(Store.BLANKS).places();
        List<Move> moves = new ArrayList<>();
        for (String number : numbers) {
            if (places.getOrDefault(number, Place.STORE) == Place.STORE) {
                moves.add(Move.one(Store.BLANKS.id(), Place.STORE, Place.UNDER_WAY, number));
            }
        }
        if (sheets > numbers.size()) {
            moves.add(Move.counted(Store.BLANKS.id(), Place.STORE, Place.UNDER_WAY, sheets - numbers.size()));
        }
        return moves;
    }

    /** None was fed, certainly or perhaps. */
    public void notFed(String transaction, Phase phase, String code) {
        journal.append(transaction, Entry.Step.BLANK, phase, Map.of("code", code, "sheets", "0"));
    }

    /** What is on the way is about to go into the bin. */
    public void retracts(String transaction, String why) {
        journal.append(transaction, Entry.Step.RETRACT, Phase.INTENT, Map.of("why", why));
    }

    /** It is in the bin, and of no use any more. */
    public void spoiled(String transaction) {
        retract(transaction, Phase.DONE, Map.of("evidence", "move"), Optional.of(Place.SPOILED));
    }

    /** It is in the bin, as good as it was: its holder gets it at the counter. */
    public void retained(String transaction) {
        retract(transaction, Phase.DONE, Map.of("evidence", "move"), Optional.of(Place.RETAINED));
    }

    /** It is not in the bin, but stuck on the way or in staff's hands, where nobody else can get it. */
    public void spoiledOnTheWay(String transaction, String code) {
        retract(transaction, Phase.FAILED, Map.of("code", code), Optional.of(Place.SPOILED));
    }

    /** Nothing was there to be taken back. */
    public void nothingRetracted(String transaction, String code) {
        retract(transaction, Phase.FAILED, Map.of("code", code), Optional.empty());
    }

    /** Nobody knows whether it is in the bin. */
    public void retractUnknown(String transaction, String code) {
        retract(transaction, Phase.UNKNOWN, Map.of("code", code), Optional.empty());
    }

    private void retract(String transaction, Phase phase, Map<String, String> facts, Optional<Place> as) {
        List<Move> moves = as.map(place -> ledger.arrives(transaction, place)).orElse(List.of());
        journal.append(transaction, Entry.Step.RETRACT, phase, facts, moves);
    }

    /** The printed blank is about to be laid where its holder can take it. */
    public void presents(String transaction) {
        journal.append(transaction, Entry.Step.TAKE, Phase.INTENT, Map.of());
    }

    /** Whether it was taken, and by what evidence. */
    public void taken(String transaction, Fact fact, String evidence) {
        Phase phase =
                switch (fact) {
                    case TAKEN -> Phase.DONE;
                    case RETAINED -> Phase.FAILED;
                    default -> Phase.UNKNOWN;
                };
        journal.append(
                transaction,
                Entry.Step.TAKE,
                phase,
                Map.of("evidence", evidence),
                fact == Fact.TAKEN ? ledger.arrives(transaction, Place.TAKEN) : List.of());
    }

    /** Settles a transaction that has no document: one that may have been issued is withdrawn, and what was fed for it is void. */
    public void settleUnissued(OpenTransaction transaction, CallContext context) {
        List<Message> messages = new ArrayList<>();
        transaction
                .last(Entry.Step.ISSUE)
                .filter(issue -> issue.phase() == Phase.INTENT || issue.phase() == Phase.UNKNOWN)
                .flatMap(unanswered -> transaction.last(Entry.Step.ISSUE, Phase.INTENT))
                .map(intent -> Settlement.withdrawal(transaction.id(), intent.demand("key"), context))
                .ifPresent(messages::add);
        Optional<Entry> fed = transaction.last(Entry.Step.BLANK);
        List<String> numbers = fed.map(BlankRecord::numbers).orElse(List.of());
        String why = fed.map(entry -> entry.fact("code")).orElse("not-issued");
        messages.addAll(voids(transaction.id() + ":void", numbers, why, context));
        journal.settle(transaction.id(), "undone", messages.toArray(Message[]::new));
    }

    /** The numbers that an entry of a fed blank names. */
    static List<String> numbers(Entry fed) {
        String numbers = fed.fact("blank");
        return numbers == null ? List.of() : List.of(numbers.split(","));
    }

    /** The blank that a transaction's document was issued for. */
    public static Optional<String> blank(OpenTransaction transaction) {
        return transaction.last(Entry.Step.BLANK, Phase.DONE).map(fed -> fed.demand("blank"));
    }

    private List<Message> voids(String key, List<String> numbers, String why, CallContext context) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        Map<String, Object> body = new TreeMap<>();
        body.put("context", context);
        body.put("numbers", numbers);
        body.put("reason", why);
        body.put("at", clock.instant().toString());
        return List.of(Message.to("/v1/blanks/voids", key, JSON.writeValueAsString(body)));
    }
}
