package org.zizhu.platform.payment;

/** What came of something a terminal asked for. */
public sealed interface Outcome {

    /** Done; so the order stands now. */
    record Stands(Order order) implements Outcome {}

    /** The key's order was never made, and never will be. */
    record NeverMade() implements Outcome {}

    /** Not done. */
    record Refused(Reason reason) implements Outcome {}

    /** Why not. */
    enum Reason {
        /** This terminal has no such order. */
        ORDER_UNKNOWN,
        /** The terminal itself wanted no order under that key. */
        ORDER_UNWANTED,
        KEY_REUSED,
        /** The provider does not answer, or won't; another means may do. */
        MEANS_UNAVAILABLE,
        NOT_PAID,
        /** There is no such line, or its money went another way already. */
        LINE_SETTLED
    }
}
