package org.zizhu.platform.payment;

import java.util.Collection;
import java.util.Set;

/** Where an order stands. From {@link #PAID} on it follows from what became of its lines. */
public enum State {
    /** Written down; whether the provider knows of it is not certain. */
    CREATED,
    /** The code is out and may be paid. */
    PAYING,
    /** Nobody wants it paid any more; whether it was paid in the meantime is not certain yet. */
    CLOSING,
    /** The provider takes no money for it any more, and has taken none. */
    CLOSED,
    /** The money is there, and what it was paid for is still owed. */
    PAID,
    /** The money is there, and a person has to say what becomes of some of it. */
    HELD,
    /** Nothing is owed any more: what was paid for was given, or its money went back. */
    DELIVERED,
    /** Money is on its way back. */
    REFUNDING,
    /** All of the money went back. */
    REFUNDED;

    /** The whole table of steps. What is not in it does not happen. */
    public boolean mayBecome(State next) {
        return switch (this) {
            case CREATED -> Set.of(PAYING, CLOSING, CLOSED, PAID).contains(next);
            case PAYING -> Set.of(CLOSING, CLOSED, PAID).contains(next);
            case CLOSING -> Set.of(CLOSED, PAID).contains(next);
            // Money came all the same: a provider's word is a word, whatever it said before.
            case CLOSED -> next == PAID;
            case PAID -> Set.of(HELD, DELIVERED, REFUNDING, REFUNDED).contains(next);
            case HELD -> Set.of(PAID, DELIVERED, REFUNDING, REFUNDED).contains(next);
            case REFUNDING -> Set.of(HELD, DELIVERED, REFUNDED).contains(next);
            case DELIVERED, REFUNDED -> false;
        };
    }

    /** No money is known to have come. */
    public boolean unpaid() {
        return this == CREATED || this == PAYING || this == CLOSING || this == CLOSED;
    }

    /** What the fates of its lines make of a paid order. */
    static State of(Collection<Line.Fate> fates) {
        if (fates.contains(Line.Fate.CLAIMED)) {
            return HELD;
        }
        if (fates.contains(Line.Fate.OWED)) {
            return PAID;
        }
        if (fates.contains(Line.Fate.REFUNDING)) {
            return REFUNDING;
        }
        return fates.contains(Line.Fate.DELIVERED) ? DELIVERED : REFUNDED;
    }
}
