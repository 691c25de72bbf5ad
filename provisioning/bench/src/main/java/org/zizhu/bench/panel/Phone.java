package org.zizhu.bench.panel;

import java.util.List;
import java.util.Optional;
import org.zizhu.kiosk.screen.Text;

/** The phones of all citizens: what they can show, and what can go wrong with it. Thread-safe. */
public interface Phone {

    /**
     * A kind of code.
     *
     * @param seconds after which the phone shows a new one by itself; 0 for one that stays
     */
    record Kind(String id, Text name, Text from, long seconds) {}

    /**
     * A code on the screen. It stands for its citizen: {@link #toString} says its kind only.
     *
     * @param text what it says
     * @param about what it is for, such as a case's number; may be empty
     * @param expires milliseconds since 1970
     * @param size modules in each direction, without the white around
     * @param path the dark modules as the path of an SVG, one unit each
     */
    record Code(String kind, String text, String about, long expires, int size, String path) {
        @Override
        public String toString() {
            return "Code[" + kind + "]";
        }
    }

    /** Where a code may be shown. */
    enum Place {
        ANYWHERE,
        /** At the unit on this table only. */
        HERE,
        /** At another unit only. */
        ELSEWHERE
    }

    /** In the order of the page. */
    List<Kind> kinds();

    /** A new code; empty if the city has none of that kind for that citizen. */
    Optional<Code> code(String citizen, String kind, Place place);

    /** The number on the water bills of the citizen's household (户号); empty if they get none. */
    Optional<String> household(String citizen);

    /** The city takes a code back; false if it has never issued it. */
    boolean revoke(String text);

    /** The city takes back the key with which it has signed so far, and signs with a new one. */
    void revokeKey();
}
