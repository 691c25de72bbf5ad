package org.zizhu.drivers.power.nut;

import java.util.List;
import java.util.Map;

/** What a NUT server answers to a question for a variable or all of them. */
sealed interface NutAnswer {

    /** What was asked for, by variable. */
    record Values(Map<String, String> values) implements NutAnswer {}

    /**
     * It refuses, or does not know.
     *
     * @param code as the protocol spells it, such as {@code DATA-STALE}
     */
    record Refusal(String code) implements NutAnswer {

        /** Of a line {@code ERR CODE}. */
        static Refusal of(List<String> words) {
            // Another server's word may be anything; it becomes a reason that people read.
            String code = words.size() > 1 && words.get(1).matches("[A-Z-]{1,40}") ? words.get(1) : "UNKNOWN-ERROR";
            return new Refusal(code);
        }
    }
}
