package org.zizhu.platform.payment;

/** What a provider tells by itself, once its signature was checked. */
public sealed interface Notice {

    /** Of an order. */
    record OfOrder(String number, Standing standing) implements Notice {}

    /** Of a refund. */
    record OfRefund(String number, RefundStanding standing) implements Notice {}
}
