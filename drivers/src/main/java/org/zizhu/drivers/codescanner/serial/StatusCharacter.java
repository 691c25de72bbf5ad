package org.zizhu.drivers.codescanner.serial;

import java.nio.charset.StandardCharsets;

/** The character before an answer's punctuation by which Honeywell and Newland say what they think of a menu command. */
final class StatusCharacter {
    static final char ACK = 0x06;

    /** No such command, or it was damaged on its way. */
    static final char ENQ = 0x05;

    /** A value out of its range. */
    static final char NAK = 0x15;

    private StatusCharacter() {}

    static boolean is(char character) {
        return character == ACK || character == ENQ || character == NAK;
    }

    /** The answer that ends in a value and its status character. */
    static Answer answer(String frame, String valueAndStatus) {
        int last = valueAndStatus.length() - 1;
        return new Answer(
                verdict(last < 0 ? NAK : valueAndStatus.charAt(last)),
                frame.getBytes(StandardCharsets.ISO_8859_1),
                valueAndStatus.substring(0, Math.max(0, last)).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Answer.Verdict verdict(char status) {
        return switch (status) {
            case ACK -> Answer.Verdict.DONE;
            case ENQ -> Answer.Verdict.ASK_AGAIN;
            default -> Answer.Verdict.REFUSED;
        };
    }
}
