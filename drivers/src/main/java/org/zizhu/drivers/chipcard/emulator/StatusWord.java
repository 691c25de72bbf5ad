package org.zizhu.drivers.chipcard.emulator;

import java.util.Arrays;

/** What a card says at the end of each answer (ISO 7816-4 §5.1.3). */
enum StatusWord {
    OK(0x9000),
    RECORD_NOT_FOUND(0x6A83),
    FILE_NOT_FOUND(0x6A82),
    WRONG_PIN(0x63C2),
    LOCKED(0x6983),
    NOT_ALLOWED(0x6982),
    WRONG_DATA(0x6A80),
    WRONG_PARAMETERS(0x6A86),
    REFERENCE_NOT_FOUND(0x6A88),
    NO_FILE_SELECTED(0x6986),
    NOTHING_TO_FETCH(0x6985),
    WRONG_LENGTH(0x6700),
    UNKNOWN_INSTRUCTION(0x6D00),
    UNKNOWN_CLASS(0x6E00);

    private final int word;

    StatusWord(int word) {
        this.word = word;
    }

    byte[] alone() {
        return after(new byte[0]);
    }

    byte[] after(byte[] data) {
        return after(data, word);
    }

    static byte[] after(byte[] data, int word) {
        byte[] answer = Arrays.copyOf(data, data.length + 2);
        answer[data.length] = (byte) (word >> 8);
        answer[data.length + 1] = (byte) word;
        return answer;
    }
}
