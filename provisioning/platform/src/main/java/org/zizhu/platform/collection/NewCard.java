package org.zizhu.platform.collection;

import java.util.Locale;

/**
 * A new social security card in a terminal's stacker. {@code toString} says nothing of its holder.
 *
 * @param handle by which it is called in terminals' records
 * @param number 卡号, as in its chip
 */
public record NewCard(String handle, String person, String terminal, String number, State state) {

    /** Where it is. */
    public enum State {
        WAITING,
        /** Its holder has it, and the one before it has stopped working. */
        ACTIVE,
        /** The terminal has it in its bin: staff hand it out. */
        RETAINED,
        /** Nobody knows: a person has to look. */
        UNSETTLED
    }

    @Override
    public String toString() {
        return "NewCard[" + state.name().toLowerCase(Locale.ROOT) + "]";
    }
}
