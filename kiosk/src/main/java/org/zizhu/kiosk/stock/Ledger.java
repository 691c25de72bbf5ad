package org.zizhu.kiosk.stock;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.Move;
import org.zizhu.kiosk.journal.Place;

/** The books of the unit's accountable stock: the moves in its journal, added up, so that they say the same after a power cut. Thread-safe. */
public final class Ledger {

    private final Journal journal;

    public Ledger(Journal journal) {
        this.journal = journal;
    }

    public Balance balance(Store store) {
        return balance(store.id());
    }

    public Balance balance(String store) {
        return Balance.of(journal.balance(store));
    }

    /**
     * Each number that was ever seen, and where its piece is; in the order in which the books came to know them, which is that of loading.
     *
     * @param strays those that left a place in which the books did not have them: never loaded, or gone before
     */
    public record Numbers(Map<String, Place> places, List<String> strays) {

        public Numbers {
            places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
            strays = List.copyOf(strays);
        }

        /** The numbers in one place, in order. */
        public List<String> in(Place place) {
            return places.entrySet().stream()
                    .filter(entry -> entry.getValue() == place)
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        }
    }

    /**
     * The reconciliation of a store by number. Pieces that are only counted are not among them; where all are loaded by their count, a
     * number is known from when it is first read.
     */
    public Numbers numbers(Store store) {
        return journal.reckoned(
                store.id(),
                Tracing.class,
                () -> new Tracing(store.numbered()),
                tracing -> new Numbers(tracing.places, tracing.strays));
    }

    /** Follows each number from place to place. */
    private static final class Tracing implements Journal.Reckoning {
        private final boolean numbered;
        private final Map<String, Place> places = new LinkedHashMap<>();
        private final List<String> strays = new ArrayList<>();

        private Tracing(boolean numbered) {
            this.numbered = numbered;
        }

        @Override
        public void moved(Move move) {
            for (String number : numbers(move)) {
                Place before = places.getOrDefault(number, numbered ? Place.SUPPLIER : move.from());
                if (before != move.from()) {
                    strays.add(number);
                }
                places.put(number, move.to());
            }
        }
    }

    /** All that a transaction still has under way goes to one place. */
    public List<Move> arrives(String transaction, Place where) {
        List<Move> moves = journal.movesOf(transaction);
        return moves.stream()
                .filter(move -> move.to() == Place.UNDER_WAY)
                .filter(out -> moves.stream()
                        .noneMatch(move -> move.from() == Place.UNDER_WAY
                                && move.store().equals(out.store())
                                && move.first().equals(out.first())))
                .map(out -> new Move(out.store(), Place.UNDER_WAY, where, out.count(), out.first(), out.last()))
                .toList();
    }

    private static List<String> numbers(Move move) {
        if (move.first().isEmpty()) {
            return List.of();
        }
        return move.count() == 1 ? List.of(move.first()) : new SerialRange(move.first(), move.count()).numbers();
    }
}
