package org.zizhu.kiosk.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.stock.ExchangeBook.Count;
import org.zizhu.kiosk.stock.SerialRange;
import org.zizhu.kiosk.stock.Store;

/**
 * What staff do at the hopper of cards and the magazine of blanks: they count, empty the bin and load, and note on paper what they could not yet
 * tell the kiosk. A count that differs from the books must have a reason that the journal knows of.
 */
final class StockRoom {

    /** A store that staff can open. */
    interface Stocked {

        /** Pieces in it. */
        int left();

        /** Pieces in its bin. */
        int binned();

        void emptyBin();

        /** The numbers in it, as they lie; empty where nothing is in it or nothing has a number. */
        List<SerialRange> ranges();

        /** The number of the first that would be loaded; empty where they have none. */
        Optional<String> first();

        void load(int pieces);
    }

    /** What was done, and is not in the books. */
    private record Note(Count count, int leftBehind) {}

    private static final int FILLED_UP_BELOW = 45;

    private final World world;
    private final Map<String, Stocked> stores;
    private final Map<String, Note> notes = new HashMap<>();
    private final Map<String, Integer> doubts = new HashMap<>();
    private long exchanges;

    StockRoom(World world) {
        this.world = world;
        this.stores = Map.of(Store.CARDS.id(), world.dispenser, Store.BLANKS.id(), world.blankPrinter);
    }

    /** What they count, and what they are going to load. */
    Count count(String store) {
        Stocked stocked = stocked(store);
        Optional<Note> note = Optional.ofNullable(notes.get(store));
        int binned =
                stocked.binned() + note.map(before -> before.count.binned()).orElse(0);
        if (note.isPresent() && note.get().leftBehind == stocked.left()) {
            // As a colleague left it; what they loaded is on their note.
            Count before = note.get().count;
            return new Count(before.left(), before.there(), binned, before.loaded(), before.first());
        }
        int loaded = stocked.left() < FILLED_UP_BELOW ? world.random().nextInt(40, 90) : 0;
        return new Count(stocked.left(), stocked.ranges(), binned, loaded, stocked.first());
    }

    /** They do what they are about to say. */
    void exchange(String store, Count count) {
        Stocked stocked = stocked(store);
        Note note = notes.get(store);
        boolean loadedBefore = note != null && note.leftBehind == stocked.left();
        stocked.emptyBin();
        if (!loadedBefore) {
            stocked.load(count.loaded());
            if (note != null) {
                // What the colleague did is not in the books, and was mixed up with all else since.
                doubts.merge(store, note.count.loaded() + note.count.binned(), Integer::sum);
            }
        }
        notes.put(store, new Note(count, stocked.left()));
    }

    /** Whether somebody's count was right, and nothing has moved since. */
    boolean isAsNoted(String store, int left, int binned) {
        Note note = notes.get(store);
        return note != null
                && note.leftBehind == stocked(store).left()
                && note.count.left() == left
                && note.count.binned() == binned;
    }

    private Stocked stocked(String store) {
        Stocked stocked = stores.get(store);
        if (stocked == null) {
            throw new IllegalArgumentException(store);
        }
        return stocked;
    }

    /** Something was written of cards and blanks: how many pieces may be elsewhere than the books have them. */
    void appended(Entry entry) {
        if (entry.step() == Entry.Step.EXCHANGE && entry.phase() == Phase.DONE) {
            closed(entry);
        }
        boolean unclear = entry.phase() == Phase.UNKNOWN || entry.phase() == Phase.FAILED;
        switch (entry.step()) {
            case CARD -> doubt(Store.CARDS, unclear && entry.fact("card") == null);
            // One that lay there from an earlier life is in no transaction any more.
            case CAPTURE -> doubt(Store.CARDS, unclear || "stray".equals(entry.fact("why")));
            case BLANK, RETRACT -> doubt(Store.BLANKS, unclear);
            case TAKE -> {
                doubt(Store.CARDS, entry.phase() == Phase.UNKNOWN);
                doubt(Store.BLANKS, entry.phase() == Phase.UNKNOWN);
            }
            default -> {
                // Of nothing that is counted.
            }
        }
    }

    private void doubt(Store store, boolean is) {
        if (is) {
            doubts.merge(store.id(), 2, Integer::sum);
        }
    }

    private void closed(Entry entry) {
        String store = entry.demand("store");
        exchanges++;
        world.tally.exchange(store, entry);
        @Nullable Note note = notes.remove(store);
        int reasons = doubts.getOrDefault(store, 0);
        int left = number(entry, "expected") - number(entry, "counted");
        int binned = number(entry, "expected-bin") - number(entry, "counted-bin");
        boolean right = note != null && note.count.left() == number(entry, "counted");
        if (right && Math.abs(left) + Math.abs(binned) > reasons) {
            throw world.violated(
                    "the books have what is there",
                    "of " + store + " " + left + " are missing, and " + binned + " in the bin; of " + reasons
                            + " it is not certain where they are");
        }
        if (right) {
            doubts.remove(store);
        }
    }

    private static int number(Entry entry, String fact) {
        return Integer.parseInt(entry.demand(fact));
    }

    /** How often a bracket was closed. */
    long exchanges() {
        return exchanges;
    }

    /** Whether something was done at a store that the books have not. */
    boolean isAheadOfTheBooks(String store) {
        return notes.containsKey(store);
    }

    /** How many pieces may be elsewhere than the books have them. */
    int doubtful(String store) {
        return doubts.getOrDefault(store, 0);
    }
}
