package org.zizhu.drivers.receipt.emulator;

import java.util.Arrays;

/**
 * Finds real-time commands in all that comes in, whatever they are part of, as the interrupt routine of a real printer does: {@code
 * 10 04 n}, {@code 10 05 n} and {@code 10 14 08 01 03 14 01 06 02 08}.
 */
final class RealTimeScanner {

    private static final byte[] CLEAR = {0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08};

    /** What a real-time command does. */
    interface Actions {
        void transmitStatus(int n);

        /** DLE ENQ 2: recovers from an error, after clearing the buffers. */
        void recover();

        void clearBuffers();
    }

    private final byte[] last = new byte[CLEAR.length];

    void accept(byte b, Actions actions) {
        System.arraycopy(last, 1, last, 0, last.length - 1);
        last[last.length - 1] = b;
        int first = last[last.length - 3];
        int second = last[last.length - 2];
        if (first == 0x10 && second == 0x04) {
            actions.transmitStatus(b);
        } else if (first == 0x10 && second == 0x05 && b == 0x02) {
            actions.recover();
        } else if (Arrays.equals(last, CLEAR)) {
            actions.clearBuffers();
        }
    }
}
