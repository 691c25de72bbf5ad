package org.zizhu.kiosk.journal;

/**
 * Pieces of accountable stock go from one place to another. It is written with the journal's entry that causes it, both or neither; the
 * same move in one transaction is made once, however often it is written.
 *
 * @param store whose pieces they are, such as "cards" (the hopper and its bin), "blanks" or "box-12"
 * @param first the number of the first, or what stands for one that can't be read or is personal; empty for pieces that are only counted
 * @param last the number of the last, equal to the first for one piece
 */
public record Move(String store, Place from, Place to, int count, String first, String last) {

    public Move {
        if (count < 1) {
            throw new IllegalArgumentException("a move of nothing");
        }
        if (from == to) {
            throw new IllegalArgumentException("a move to where it is");
        }
    }

    /** One piece. */
    public static Move one(String store, Place from, Place to, String number) {
        return new Move(store, from, to, 1, number, number);
    }

    /** Some pieces, known by their count alone. At most one such move between two places in a transaction. */
    public static Move counted(String store, Place from, Place to, int count) {
        return new Move(store, from, to, count, "", "");
    }
}
