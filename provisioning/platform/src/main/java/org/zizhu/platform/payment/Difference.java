package org.zizhu.platform.payment;

/**
 * Something in which our book and a provider's bill don't agree.
 *
 * @param number of the order or refund, by our count or, where we have none, as it stands in the bill
 * @param oursFen 0 where we have nothing
 * @param theirsFen 0 where they have nothing
 */
public record Difference(Kind kind, String number, long oursFen, long theirsFen) {

    /** In what they don't agree. */
    public enum Kind {
        /** They took money for an order that we don't have. */
        PAYMENT_NOT_OURS,
        /** We have a payment that is not in their bill. */
        PAYMENT_NOT_THEIRS,
        PAYMENT_SUM,
        /** They gave money back, and not by a refund of ours. */
        REFUND_NOT_OURS,
        /** We have a refund that is not in their bill. */
        REFUND_NOT_THEIRS,
        REFUND_SUM
    }
}
