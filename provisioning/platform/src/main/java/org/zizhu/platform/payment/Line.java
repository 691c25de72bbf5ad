package org.zizhu.platform.payment;

import org.jspecify.annotations.Nullable;
import org.zizhu.platform.bilingual.Text;
import org.zizhu.platform.due.Due;

/**
 * One thing to pay for within an order; the smallest sum that is delivered, refunded or claimed.
 *
 * @param payee who gets the money, in words
 * @param what it is paid for, in words; nothing personal
 * @param due what is due and paid with it; null for anything else
 * @param refund number of the refund it went or goes back with
 * @param claim number of the claim that it stood or stands in
 */
public record Line(
        int index,
        long fen,
        Text payee,
        Text what,
        @Nullable String due,
        Fate fate,
        @Nullable String refund,
        @Nullable String claim) {

    /** What became of the money of a line. */
    public enum Fate {
        /** Not paid, or paid and not yet delivered. */
        OWED,
        DELIVERED,
        REFUNDING,
        REFUNDED,
        /** A person has to say. */
        CLAIMED
    }

    /** One that is asked for. */
    public static Line of(int index, long fen, Text payee, Text what) {
        return new Line(index, fen, payee, what, null, Fate.OWED, null, null);
    }

    /** One that pays what is due, in the words of whoever it is due to. */
    static Line of(int index, Due due) {
        return new Line(index, due.fen(), due.payee(), due.what(), due.id(), Fate.OWED, null, null);
    }

    /** The same to pay what is due. */
    public Line paying(@Nullable String id) {
        return new Line(index, fen, payee, what, id, fate, refund, claim);
    }

    /** Nothing was decided about it, or a person has still to decide. */
    boolean open() {
        return fate == Fate.OWED || fate == Fate.CLAIMED;
    }

    /** Deciding so again would say nothing new. */
    boolean wentAs(Fate decision) {
        return fate == decision || (decision == Fate.REFUNDING && fate == Fate.REFUNDED);
    }
}
