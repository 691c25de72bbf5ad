package org.zizhu.platform.payment;

/** How a provider answered. */
public sealed interface Reply<T> {

    /** It did what was asked, or knows what was asked. */
    record Given<T>(T value) implements Reply<T> {}

    /**
     * It understood, and will not.
     *
     * @param code its own, such as ORDER_CLOSED
     */
    record Refused<T>(String code) implements Reply<T> {}

    /**
     * No answer that says anything: silence, nonsense, a wrong signature, or its own trouble. What was asked may have been done.
     *
     * @param why a word for the log; nothing personal
     */
    record Unknown<T>(String why) implements Reply<T> {}
}
