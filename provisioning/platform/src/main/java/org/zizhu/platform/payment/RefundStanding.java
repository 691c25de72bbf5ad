package org.zizhu.platform.payment;

/** What a provider says of a refund. */
public enum RefundStanding {
    MADE,
    UNDER_WAY,
    /** It won't be made; the citizen's account can't take it, say. */
    FAILED,
    NOT_KNOWN
}
