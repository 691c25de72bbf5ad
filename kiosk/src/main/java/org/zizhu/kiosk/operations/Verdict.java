package org.zizhu.kiosk.operations;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.zizhu.kiosk.screen.Text;

/** What a verifier says of a log. */
public sealed interface Verdict {

    /** A record by which a log is known, as somebody has noted it elsewhere. */
    record Head(long seq, String hash) {}

    /**
     * All that is there hangs together, and every signature in it is good.
     *
     * @param unit whose log it says it is
     * @param first its first record; what was before it is not here
     * @param last its last record
     * @param head the number and hash of the last record, to be noted
     * @param signedUpTo the last record that a signature covers; 0 if none does, or no key was there to tell
     * @param signatures how many were looked at
     * @param closed whether it ends as a unit ends it that is shut down
     */
    record Whole(
            String unit, LogRecord first, LogRecord last, Head head, long signedUpTo, int signatures, boolean closed)
            implements Verdict {}

    /** What was done to a log. */
    enum Sort {
        /** Records, or the rest of them, are missing. */
        CUT,
        CHANGED,
        ADDED,
        SWAPPED,
        /** It hangs together, but is not the one of which records are known. */
        REPLACED,
        /** A signature is of another key. */
        FORGED
    }

    /**
     * It is not as the unit wrote it.
     *
     * @param record the number of the first record that is concerned
     * @param at its time, or if it is not there that of the record before it; empty if there is none
     * @param file where it is seen
     * @param line from 1; the line itself, or the first after the place where records are missing
     * @param why in words
     */
    record Broken(Sort sort, long record, Optional<Instant> at, Path file, int line, Text why) implements Verdict {}

    /** There is nothing in it. */
    record Empty() implements Verdict {}
}
