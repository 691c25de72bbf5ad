package org.zizhu.platform.payment;

import java.time.Instant;

/** What a provider says of an order. */
public sealed interface Standing {

    /** It may still be paid. */
    record Unpaid() implements Standing {}

    /** It was not paid and can't be any more. */
    record Closed() implements Standing {}

    /** The provider has never heard of it. */
    record NotKnown() implements Standing {}

    /**
     * It was paid.
     *
     * @param at by the provider's clock
     */
    record Paid(long fen, Instant at, String providerNumber) implements Standing {}

    /**
     * It was paid, and money went back.
     *
     * @param all whether it is known to be all of it
     */
    record Returned(Paid paid, boolean all) implements Standing {}
}
