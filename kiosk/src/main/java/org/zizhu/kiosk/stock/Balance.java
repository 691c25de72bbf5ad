package org.zizhu.kiosk.stock;

import java.util.Map;
import org.zizhu.kiosk.journal.Place;

/**
 * The account of one store, in pieces: what was loaded is left, with a citizen, in the bin, spoiled or taken out again, or a declared difference.
 *
 * @param left in the store, as the books say
 * @param underWay in transactions of which it is not known yet where the piece is
 * @param removed taken out by staff
 * @param difference missing beyond what is explained; negative for pieces too many
 */
public record Balance(
        long loaded, long left, long underWay, long taken, long retained, long spoiled, long removed, long difference) {

    static Balance of(Map<Place, Long> places) {
        return new Balance(
                -places.getOrDefault(Place.SUPPLIER, 0L),
                places.getOrDefault(Place.STORE, 0L),
                places.getOrDefault(Place.UNDER_WAY, 0L),
                places.getOrDefault(Place.TAKEN, 0L),
                places.getOrDefault(Place.RETAINED, 0L),
                places.getOrDefault(Place.SPOILED, 0L),
                places.getOrDefault(Place.REMOVED, 0L),
                places.getOrDefault(Place.DIFFERENCE, 0L));
    }

    /** Whether every piece that was loaded is somewhere, and nothing came out of an empty place. */
    public boolean holds() {
        return loaded == left + underWay + taken + retained + spoiled + removed + difference
                && left >= 0
                && underWay >= 0
                && taken >= 0
                && retained >= 0
                && spoiled >= 0
                && removed >= 0;
    }

    /** What the bin holds of it: captured, and spoiled. */
    public long binned() {
        return retained + spoiled;
    }
}
