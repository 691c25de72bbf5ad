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
        /** There is nothing due under that id, or it is somebody else's. */
        DUE_UNKNOWN,
        /** It was paid already. */
        DUE_SETTLED,
        /** Another sum is due than was asked for. */
        DUE_CHANGED,
        /** There is no such claim, or it is another terminal's. */
        CLAIM_UNKNOWN,
        NOT_PAID,
        /** There is no such line, or its money went another way already. */
        LINE_SETTLED,
        /** Another terminal is finishing it, and will say what came of it. */
        SLIP_TAKEN
    }
}
