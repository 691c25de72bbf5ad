package org.zizhu.platform.payment;

import org.jspecify.annotations.Nullable;
import org.zizhu.platform.bilingual.Text;

/**
 * One thing to pay for within an order; the smallest sum that is delivered, refunded or claimed.
 *
 * @param payee who gets the money, in words
 * @param what it is paid for, in words; nothing personal
 * @param refund number of the refund it went or goes back with
 * @param claim number of the claim that it stood or stands in
 */
public record Line(
        int index, long fen, Text payee, Text what, Fate fate, @Nullable String refund, @Nullable String claim) {

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
        return new Line(index, fen, payee, what, Fate.OWED, null, null);
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
