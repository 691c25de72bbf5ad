package org.zizhu.drivers.chipcard;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Collects what a card holds back: an answer {@code 61xx} is fetched by GET RESPONSE, and after {@code 6Cxx} the command is
 * sent again with the length that the card named (ISO 7816-4 §5.1.3, §11.7; T=0 cards do so by their protocol).
 */
public final class ChainingChannel implements CardChannel {

    /** Free records have 32 bytes at the most; this many is a card that never comes to its end. */
    private static final int MOST_PARTS = 64;

    private static final int MORE_DATA = 0x61;
    private static final int OTHER_LENGTH = 0x6C;

    /** CLA INS P1 P2. */
    private static final int HEADER_BYTES = 4;

    private final CardChannel card;

    public ChainingChannel(CardChannel card) {
        this.card = card;
    }

    @Override
    public byte[] answerToReset() {
        return card.answerToReset();
    }

    @Override
    public byte[] transceive(byte[] command) throws CardLost {
        byte[] answer = answered(command);
        if (sw1(answer) == OTHER_LENGTH) {
            answer = answered(withLength(command, answer[answer.length - 1]));
        }
        if (sw1(answer) != MORE_DATA) {
            return answer;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int parts = 0; parts < MOST_PARTS; parts++) {
            whole.write(answer, 0, answer.length - 2);
            if (sw1(answer) != MORE_DATA) {
                whole.write(answer, answer.length - 2, 2);
                return whole.toByteArray();
            }
            byte[] getResponse = {(byte) (command[0] & 0x03), (byte) 0xC0, 0, 0, answer[answer.length - 1]};
            answer = answered(getResponse);
            if (sw1(answer) == OTHER_LENGTH) {
                answer = answered(withLength(getResponse, answer[answer.length - 1]));
            }
        }
        throw new CardLost("card-garbled");
    }

    /** The command with another Le; a command with data keeps it. */
    private static byte[] withLength(byte[] command, byte le) {
        int dataEnd =
                command.length > HEADER_BYTES + 1 ? HEADER_BYTES + 1 + (command[HEADER_BYTES] & 0xFF) : HEADER_BYTES;
        byte[] again = Arrays.copyOf(command, Math.min(dataEnd, command.length) + 1);
        again[again.length - 1] = le;
        return again;
    }

    private byte[] answered(byte[] command) throws CardLost {
        byte[] answer = card.transceive(command);
        if (answer.length < 2) {
            throw new CardLost("card-garbled");
        }
        return answer;
    }

    private static int sw1(byte[] answer) {
        return answer[answer.length - 2] & 0xFF;
    }
}
