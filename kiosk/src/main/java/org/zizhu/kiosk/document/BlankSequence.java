package org.zizhu.kiosk.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.Move;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.journal.Place;
import org.zizhu.kiosk.stock.Ledger;
import org.zizhu.kiosk.stock.Store;

/**
 * Which blank comes next: one that the books have in the magazine, and the next there behind the last that was good. Each sheet that was of no
 * use since may stand for one number that is passed over. After staff have counted, any that is in the books may be the first.
 */
public final class BlankSequence {

    /** Two citizens' tries: a magazine of which none of so many is good needs somebody to look at it. */
    private static final int MOST_BAD = 6;

    private final Journal journal;
    private final Ledger ledger;

    public BlankSequence(Journal journal) {
        this.journal = journal;
        this.ledger = new Ledger(journal);
    }

    /**
     * What was fed since the last good one, or since staff have counted.
     *
     * @param unread sheets out of the magazine of which nobody knows the number
     * @param astray sheets of another number than the expected
     * @param doubtful feeds of which nobody knows whether a sheet was drawn
     */
    private record Since(Optional<String> last, int feeds, int unread, int astray, int doubtful) {
        private int passable() {
            return unread + astray + doubtful;
        }
    }

    /** Why no blank should be fed at all, as far as the books know. */
    public Optional<String> closed() {
        if (journal.open().stream()
                .anyMatch(open -> open.last(Entry.Step.BLANK).isPresent()
                        || open.last(Entry.Step.RETRACT).isPresent())) {
            return Optional.of("previous-unsettled");
        } else if (ledger.balance(Store.BLANKS).left() <= 0) {
            return Optional.of("blank-uncounted");
        }
        return since().feeds() >= MOST_BAD ? Optional.of("blank-none-good") : Optional.empty();
    }

    /** Why a number can't be the next. */
    Optional<String> wrong(String number) {
        List<String> expected = expected();
        int place = expected.indexOf(number);
        if (place < 0) {
            return Optional.of("out-of-sequence");
        }
        Since since = since();
        return since.last().isEmpty() || place <= since.passable() ? Optional.empty() : Optional.of("out-of-sequence");
    }

    /** The numbers between the last good one and this, where sheets that nobody could read explain all of them. */
    List<String> missed(String number) {
        Since since = since();
        List<String> passed = expected();
        passed = passed.subList(0, passed.indexOf(number));
        boolean explained = since.astray() == 0 && passed.size() <= since.unread() + since.doubtful();
        return explained ? List.copyOf(passed) : List.of();
    }

    /** The books had sheets by their count alone; now their numbers are known. */
    List<Move> explained(List<String> missed) {
        List<Move> moves = new ArrayList<>();
        missed.forEach(number -> moves.add(Move.one(Store.BLANKS.id(), Place.STORE, Place.SPOILED, number)));
        int counted = Math.min(missed.size(), since().unread());
        if (counted > 0) {
            moves.add(Move.counted(Store.BLANKS.id(), Place.SPOILED, Place.STORE, counted));
        }
        return moves;
    }

    /**
     * What the books have in the magazine behind the last good one, in the order in which it was loaded; then the others, for a sheet that staff
     * found in a mixed stack came into the books after those that lie under it.
     */
    private List<String> expected() {
        Map<String, Place> places = ledger.numbers(Store.BLANKS).places();
        List<String> order = new ArrayList<>(places.keySet());
        Collections.rotate(order, -1 - since().last().map(order::indexOf).orElse(-1));
        order.removeIf(number -> places.get(number) != Place.STORE);
        return order;
    }

    private Since since() {
        long counted = journal.newest(Entry.Step.EXCHANGE, "store", Store.BLANKS.id())
                .map(Entry::seq)
                .orElse(0L);
        int feeds = 0;
        int unread = 0;
        int astray = 0;
        int doubtful = 0;
        for (Entry entry : journal.lastBlanks()) {
            if (entry.seq() < counted) {
                break;
            } else if (entry.phase() == Phase.DONE) {
                return new Since(Optional.of(entry.demand("blank")), feeds, unread, astray, doubtful);
            }
            int sheets = Integer.parseInt(entry.demand("sheets"));
            int read = BlankRecord.numbers(entry).size();
            boolean together = "fed-together".equals(entry.fact("code"));
            feeds += sheets == 0 ? 0 : 1;
            unread += sheets - read;
            // Two that were fed at once are out of the magazine by their numbers, if those could be read.
            astray += together ? 0 : read;
            doubtful += entry.phase() == Phase.UNKNOWN ? 1 : 0;
        }
        return new Since(Optional.empty(), feeds, unread, astray, doubtful);
    }
}
