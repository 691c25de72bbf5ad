package org.zizhu.platform.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money of one order on its way back.
 *
 * @param number also the provider's 商户退款单号, by which asking twice is asking once
 * @param settled when it was known to be made, or to have failed
 */
public record Refund(
        String number, String order, long fen, Ground ground, State state, Instant decided, @Nullable Instant settled) {

    /** How far it is. */
    public enum State {
        /** Decided; whether the provider knows is not certain. */
        DECIDED,
        /** The provider is at it. */
        UNDER_WAY,
        MADE,
        /** The provider won't: its lines stand in a claim. */
        FAILED
    }

    boolean open() {
        return state == State.DECIDED || state == State.UNDER_WAY;
    }
}
