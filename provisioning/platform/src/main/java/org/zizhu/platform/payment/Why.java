package org.zizhu.platform.payment;

/** What made an order take a step; written beside it. */
enum Why {
    /** The provider has opened it. */
    OPENED,
    /** The provider won't open it. */
    NOT_OPENED,
    /** The terminal wants it no more. */
    CANCELLED,
    /** Its time is over. */
    EXPIRED,
    /** The provider told by itself. */
    NOTIFIED,
    /** The provider answered a question. */
    ASKED,
    /** It stood in the provider's bill. */
    BILLED,
    /** The terminal said what came of it. */
    REPORTED,
    /** A member of staff said what came of it. */
    WITNESSED,
    /** One of our rules. */
    RULE
}
