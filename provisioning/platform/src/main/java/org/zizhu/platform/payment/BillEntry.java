package org.zizhu.platform.payment;

/**
 * One line of a provider's bill.
 *
 * @param order our number of the order
 * @param refund our number of the refund; empty for a payment
 */
public record BillEntry(String order, String refund, long fen) {

    boolean payment() {
        return refund.isEmpty();
    }
}
