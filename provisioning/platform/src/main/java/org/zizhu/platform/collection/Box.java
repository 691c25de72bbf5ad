package org.zizhu.platform.collection;

import org.jspecify.annotations.Nullable;
import org.zizhu.platform.bilingual.Text;

/**
 * A box of a terminal's locker.
 *
 * @param box as on its label
 * @param handle by which what it is used for now is called in terminals' records; null while it is free
 * @param person whose it is; null while it is free
 * @param caseNumber the case whose result lies in it; null for anything else
 * @param key under which it is kept for somebody who brings something; null otherwise
 */
public record Box(
        String terminal,
        int box,
        State state,
        @Nullable String handle,
        @Nullable String person,
        @Nullable String caseNumber,
        @Nullable Text what,
        @Nullable String key) {

    /** What is so of a box. */
    public enum State {
        FREE,
        /** Something waits in it for somebody. */
        HOLDS,
        /** It is kept for somebody who is about to put something in. */
        KEPT,
        /** Somebody has put something in, which staff fetch. */
        DEPOSITED,
        /** What is in it is not sure: staff have to look before it is used again. */
        TO_BE_CHECKED
    }

    /** Free again. */
    Box freed() {
        return new Box(terminal, box, State.FREE, null, null, null, null, null);
    }

    Box become(State next) {
        return new Box(terminal, box, next, handle, person, caseNumber, what, key);
    }

    @Override
    public String toString() {
        return "Box[" + box + " " + state + "]";
    }
}
