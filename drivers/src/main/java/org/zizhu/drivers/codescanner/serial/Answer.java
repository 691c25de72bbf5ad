package org.zizhu.drivers.codescanner.serial;

import java.util.Optional;

/**
 * What an engine answered to a command.
 *
 * @param frame as it came
 * @param data what it told, empty where it only obeyed
 */
record Answer(Verdict verdict, byte[] frame, byte[] data) {

    enum Verdict {
        DONE,
        /** It knows no such command, or not that value. */
        REFUSED,
        /** The request was damaged on its way. */
        ASK_AGAIN
    }

    /** What the answer to a command looks like among all that an engine sends. */
    @FunctionalInterface
    interface Form {
        /** The first whole answer in there, if there is one. */
        Optional<Found> in(byte[] received);
    }

    /** Where an answer lies: from {@code start} (inclusive) to {@code end} (exclusive). */
    record Found(int start, int end, Answer answer) {}
}
