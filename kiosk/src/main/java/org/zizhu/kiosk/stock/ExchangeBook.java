package org.zizhu.kiosk.stock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.Move;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.journal.Place;

/**
 * The exchange of what is in a store (清机、装卡) as a bracket that staff open, count and close. The journal is its memory: a bracket that a
 * power cut interrupts is open afterwards. A count that differs from the books closes it only when somebody else agrees: the holder of a second
 * staff card, or the centre.
 */
public final class ExchangeBook {

    private static final String STORE = "store";
    private static final String CERTIFICATE = "certificate";

    private final Journal journal;
    private final Ledger ledger;
    private final Supplier<String> identities;

    /** @param identities gives random identities for transactions */
    public ExchangeBook(Journal journal, Supplier<String> identities) {
        this.journal = journal;
        this.ledger = new Ledger(journal);
        this.identities = identities;
    }

    /**
     * An open bracket.
     *
     * @param certificate whose holder opened it, or counted last
     * @param disputed what they counted, when it waits for a second one to agree
     */
    public record Bracket(
            Store store, String transaction, String certificate, Instant since, Optional<Dispute> disputed) {}

    /**
     * What staff found and did.
     *
     * @param left pieces in the store, before loading
     * @param there their numbers, for a numbered store in which not all is as the books say: as many ranges as the stack is mixed of, and
     *     together as many as are left; else empty
     * @param binned pieces that were taken out of the bin
     * @param loaded pieces put in
     * @param first the number of the first that was put in; empty for a store without numbers
     */
    public record Count(int left, List<SerialRange> there, int binned, int loaded, Optional<String> first) {}

    /** A count that differs from what the books said then. */
    public record Dispute(Count count, long expectedLeft, long expectedBinned) {}

    /** What came of a count. */
    public sealed interface Outcome {
        /** The bracket is closed, and the books say what was counted. */
        record Closed() implements Outcome {}

        /** It stays open until the holder of another card agrees. */
        record SecondCardNeeded() implements Outcome {}

        /** It makes no sense; nothing was written. */
        record Refused(Why why) implements Outcome {}
    }

    /** Why a count makes no sense. */
    public enum Why {
        /** More than fits. */
        TOO_MANY,
        /** Numbers that the books have already. */
        NUMBERS_KNOWN,
        /** Ranges that share a number. */
        NUMBERS_TWICE,
        /** Something has gone in or out since it was counted. */
        BOOKS_MOVED,
        /** Whoever counted can't agree to it. */
        SAME_CARD
    }

    /** The bracket that is open on a store. */
    public Optional<Bracket> open(Store store) {
        return journal.newest(Entry.Step.EXCHANGE, STORE, store.id())
                .filter(entry -> entry.phase() == Phase.INTENT || entry.phase() == Phase.UNKNOWN)
                .map(entry -> new Bracket(
                        store,
                        entry.transaction(),
                        entry.demand(CERTIFICATE),
                        entry.at(),
                        entry.phase() == Phase.UNKNOWN ? Optional.of(dispute(entry)) : Optional.empty()));
    }

    /** Opens one; returns the one that is open already, if there is. */
    public Bracket begin(Store store, String certificate) {
        return open(store).orElseGet(() -> {
            String transaction = identities.get();
            journal.begin(transaction, "exchange");
            // Recovery has nothing to ask the world about it: it waits for staff, and is found by its entries.
            journal.settle(transaction, "staff");
            journal.append(
                    transaction,
                    Entry.Step.EXCHANGE,
                    Phase.INTENT,
                    Map.of(STORE, store.id(), CERTIFICATE, certificate));
            return open(store).orElseThrow();
        });
    }

    /** Nothing was changed after all. */
    public void giveUp(Bracket bracket, String certificate) {
        journal.append(
                bracket.transaction(),
                Entry.Step.EXCHANGE,
                Phase.FAILED,
                Map.of(STORE, bracket.store().id(), CERTIFICATE, certificate));
    }

    /** How far a count is from the books: in the store and in the bin, negative for pieces too many. */
    public record Difference(long left, long binned) {
        public boolean none() {
            return left == 0 && binned == 0;
        }
    }

    public Difference difference(Store store, Count count) {
        Balance books = ledger.balance(store);
        return new Difference(books.left() - count.left(), books.binned() - count.binned());
    }

    /** Closes the bracket with a count, or keeps it open for a second card. */
    public Outcome count(Bracket bracket, Count count, String certificate) {
        Optional<Why> wrong = wrong(bracket.store(), count);
        if (wrong.isPresent()) {
            return new Outcome.Refused(wrong.get());
        }
        Map<String, String> facts = facts(bracket.store(), count, certificate);
        if (agrees(bracket.store(), count)) {
            journal.append(
                    bracket.transaction(), Entry.Step.EXCHANGE, Phase.DONE, facts, moves(bracket.store(), count));
            return new Outcome.Closed();
        }
        journal.append(bracket.transaction(), Entry.Step.EXCHANGE, Phase.UNKNOWN, facts);
        return new Outcome.SecondCardNeeded();
    }

    /**
     * Somebody else agrees to a count that differs from the books.
     *
     * @param certificate the serial number of a second card's, or the centre's command
     */
    public Outcome agree(Bracket bracket, String certificate) {
        Dispute dispute = bracket.disputed().orElseThrow();
        Count count = dispute.count();
        Balance books = ledger.balance(bracket.store());
        if (certificate.equals(bracket.certificate())) {
            return new Outcome.Refused(Why.SAME_CARD);
        }
        if (books.left() != dispute.expectedLeft() || books.binned() != dispute.expectedBinned()) {
            return new Outcome.Refused(Why.BOOKS_MOVED);
        }
        Optional<Why> wrong = wrong(bracket.store(), count);
        if (wrong.isPresent()) {
            return new Outcome.Refused(wrong.get());
        }
        Map<String, String> facts = facts(bracket.store(), count, bracket.certificate());
        facts.put("agreed", certificate);
        journal.append(bracket.transaction(), Entry.Step.EXCHANGE, Phase.DONE, facts, moves(bracket.store(), count));
        return new Outcome.Closed();
    }

    private Optional<Why> wrong(Store store, Count count) {
        if (count.left() + count.loaded() > store.capacity()) {
            return Optional.of(Why.TOO_MANY);
        }
        if (there(count).size()
                < count.there().stream().mapToInt(SerialRange::count).sum()) {
            return Optional.of(Why.NUMBERS_TWICE);
        }
        Map<String, Place> known = ledger.numbers(store).places();
        return loaded(count).map(SerialRange::numbers).orElse(List.of()).stream()
                        .anyMatch(known::containsKey)
                ? Optional.of(Why.NUMBERS_KNOWN)
                : Optional.empty();
    }

    private boolean agrees(Store store, Count count) {
        ByNumber byNumber = byNumber(store, count);
        return difference(store, count).none()
                && (count.there().isEmpty()
                        || (byNumber.missing().isEmpty() && byNumber.strange().isEmpty()));
    }

    /** What the count says, as moves that bring the books to it. */
    private List<Move> moves(Store store, Count count) {
        List<Move> moves = new ArrayList<>();
        long missing = difference(store, count).left();
        ByNumber byNumber = byNumber(store, count);
        byNumber.missing().forEach(number -> moves.add(Move.one(store.id(), Place.STORE, Place.DIFFERENCE, number)));
        byNumber.strange().forEach(number -> moves.add(Move.one(store.id(), Place.DIFFERENCE, Place.STORE, number)));
        // A sheet whose number could not be read has left by the count, and its number now does.
        missing -= byNumber.missing().size() - byNumber.strange().size();
        moves.addAll(counted(store, Place.STORE, Place.DIFFERENCE, missing));
        moves.addAll(emptied(store, Place.RETAINED));
        moves.addAll(emptied(store, Place.SPOILED));
        moves.addAll(counted(
                store, Place.REMOVED, Place.DIFFERENCE, difference(store, count).binned()));
        loaded(count)
                .ifPresentOrElse(
                        range -> moves.add(range.move(store.id(), Place.SUPPLIER, Place.STORE)),
                        () -> moves.addAll(counted(store, Place.SUPPLIER, Place.STORE, count.loaded())));
        return moves;
    }

    private static List<Move> counted(Store store, Place from, Place to, long pieces) {
        if (pieces == 0) {
            return List.of();
        }
        return List.of(
                pieces > 0
                        ? Move.counted(store.id(), from, to, (int) pieces)
                        : Move.counted(store.id(), to, from, (int) -pieces));
    }

    /**
     * How the numbers that are there differ from the books.
     *
     * @param missing those that the books have in the store, and nobody has found, in order
     * @param strange those that are there, and that the books have elsewhere or have never heard of, in order
     */
    public record ByNumber(List<String> missing, List<String> strange) {}

    /** What a count says of each number: in an empty store there is none, and where no numbers are told they are taken to be as in the books. */
    public ByNumber byNumber(Store store, Count count) {
        if (!store.numbered() || (count.left() > 0 && count.there().isEmpty())) {
            return new ByNumber(List.of(), List.of());
        }
        Set<String> there = there(count);
        Set<String> books = new TreeSet<>(ledger.numbers(store).in(Place.STORE));
        return new ByNumber(
                books.stream().filter(number -> !there.contains(number)).toList(),
                there.stream().filter(number -> !books.contains(number)).toList());
    }

    private static SortedSet<String> there(Count count) {
        return count.there().stream()
                .flatMap(range -> range.numbers().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All that the bin holds goes with the staff: those that have a number by it, the others by their count. */
    private List<Move> emptied(Store store, Place bin) {
        List<String> numbers = ledger.numbers(store).in(bin);
        List<Move> moves = new ArrayList<>();
        numbers.forEach(number -> moves.add(Move.one(store.id(), bin, Place.REMOVED, number)));
        long all = journal.balance(store.id()).getOrDefault(bin, 0L);
        moves.addAll(counted(store, bin, Place.REMOVED, Math.max(0, all - numbers.size())));
        return moves;
    }

    private static Optional<SerialRange> loaded(Count count) {
        return count.loaded() == 0
                ? Optional.empty()
                : count.first().map(first -> new SerialRange(first, count.loaded()));
    }

    private Map<String, String> facts(Store store, Count count, String certificate) {
        Balance books = ledger.balance(store);
        Map<String, String> facts = new TreeMap<>();
        facts.put(STORE, store.id());
        facts.put(CERTIFICATE, certificate);
        facts.put("expected", "" + books.left());
        facts.put("counted", "" + count.left());
        facts.put("expected-bin", "" + books.binned());
        facts.put("counted-bin", "" + count.binned());
        facts.put("loaded", "" + count.loaded());
        if (!count.there().isEmpty()) {
            facts.put(
                    "there",
                    count.there().stream()
                            .map(range -> range.first() + "+" + range.count())
                            .collect(Collectors.joining(" ")));
        }
        count.first().ifPresent(number -> facts.put("first", number));
        return facts;
    }

    private static Dispute dispute(Entry entry) {
        return new Dispute(
                count(entry), Long.parseLong(entry.demand("expected")), Long.parseLong(entry.demand("expected-bin")));
    }

    private static Count count(Entry entry) {
        return new Count(
                Integer.parseInt(entry.demand("counted")),
                ranges(entry.fact("there")),
                Integer.parseInt(entry.demand("counted-bin")),
                Integer.parseInt(entry.demand("loaded")),
                Optional.ofNullable(entry.fact("first")));
    }

    private static List<SerialRange> ranges(@Nullable String written) {
        return written == null
                ? List.of()
                : Stream.of(written.split(" "))
                        .map(range -> range.split("\\+"))
                        .map(range -> new SerialRange(range[0], Integer.parseInt(range[1])))
                        .toList();
    }
}
