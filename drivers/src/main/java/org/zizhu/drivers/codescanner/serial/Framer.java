package org.zizhu.drivers.codescanner.serial;

import java.util.Optional;

/**
 * Cuts what an engine sends into answers and codes, whatever arrives: garbage, halves, several at once, no end at all. Holds
 * no more than one longest code and what came with it, and never throws. Used by one thread.
 */
interface Framer {

    /** What the largest QR code holds, 40-L in digits (ISO/IEC 18004, table 7). */
    int LONGEST_CODE = 7089;

    void add(byte[] bytes, int count);

    /**
     * The next answer of that form.
     *
     * @param keepCodes whether somebody waits for codes: those that came before the answer are dropped otherwise
     */
    Optional<Answer> answer(Answer.Form form, boolean keepCodes);

    /** The next code, without its terminator. */
    Optional<byte[]> code();

    /** Nobody asked for what has come so far, nor for the rest of a code that has begun. */
    void disown();

    /**
     * The line was quiet for longer than an engine pauses: what has begun will have no end, and is dropped.
     *
     * @return how many bytes that were
     */
    int quiet();

    /** What the host owes the engine for what arrived, such as an acknowledgement; mostly empty. */
    byte[] due();
}
