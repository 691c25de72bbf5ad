package org.zizhu.kiosk.platform;

import org.zizhu.kiosk.screen.Text;

/** How the platform answered. Expected failures are values; each has a code that is stable and words for a citizen. */
public sealed interface Answer<T> {

    /** It did what was asked. */
    record Given<T>(T value) implements Answer<T> {}

    /**
     * It understood and refuses.
     *
     * @param code of the platform's contract, such as person-unknown
     * @param message the platform's own words for the citizen
     */
    record Refused<T>(String code, Text message) implements Answer<T> {}

    /**
     * No usable answer. Whether a change was made is unknown unless {@link Why#UNREACHABLE}.
     */
    record Failed<T>(Why why) implements Answer<T> {}

    /** Why there was no usable answer. */
    enum Why {
        /** No connection: nothing was asked. */
        UNREACHABLE("platform-unreachable"),
        /** Asked, and no answer in time. */
        TOO_SLOW("platform-slow"),
        /** It said that it is ill itself (5xx). */
        BROKEN("platform-broken"),
        /** Its answer makes no sense. */
        NONSENSE("platform-nonsense");

        private final String code;

        Why(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** The failure's code; none for what was given. */
    default String code() {
        if (this instanceof Refused<T> refused) {
            return refused.code();
        }
        return this instanceof Failed<T> failed ? failed.why().code() : "given";
    }
}
