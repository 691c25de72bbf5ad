package org.zizhu.kiosk.fleet;

import tools.jackson.databind.JsonNode;

/** One connection to the fleet, whatever it travels by. What comes over it is told to whoever opened it, the end last and once. */
interface Line extends AutoCloseable {

    /** What comes over a line. */
    sealed interface Heard {

        /** A whole frame. */
        record Frame(JsonNode content) implements Heard {}

        /**
         * It is over.
         *
         * @param code as in contract.md §7; 0 where nobody said why
         * @param refusal a code of contract.md §2, where an exchange was refused; else empty
         */
        record Ended(int code, String refusal) implements Heard {}
    }

    /** Sends a frame. Never throws: a line that is broken says so by its end. */
    void send(String frame);

    /** Ends it from this side; nothing is told after that. */
    @Override
    void close();
}
