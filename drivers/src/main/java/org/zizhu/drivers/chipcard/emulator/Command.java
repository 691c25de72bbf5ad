package org.zizhu.drivers.chipcard.emulator;

import java.util.Arrays;
import java.util.Optional;

/**
 * A short command APDU as a card takes it apart (ISO 7816-4 §5.1).
 *
 * @param expected Le, 256 when it is 00; 0 when it is not there
 */
record Command(int cla, int ins, int p1, int p2, byte[] data, int expected) {

    private static final int HEADER_BYTES = 4;
    private static final int LONGEST = 256;

    /** Empty when its lengths don't fit. */
    static Optional<Command> of(byte[] bytes) {
        if (bytes.length < HEADER_BYTES) {
            return Optional.empty();
        }
        int body = bytes.length - HEADER_BYTES;
        if (body == 0) {
            return Optional.of(of(bytes, new byte[0], 0));
        }
        int first = bytes[HEADER_BYTES] & 0xFF;
        if (body == 1) {
            return Optional.of(of(bytes, new byte[0], expected(first)));
        }
        byte[] data = Arrays.copyOfRange(bytes, HEADER_BYTES + 1, Math.min(bytes.length, HEADER_BYTES + 1 + first));
        int behind = body - 1 - first;
        if (behind < 0 || behind > 1) {
            return Optional.empty();
        }
        return Optional.of(of(bytes, data, behind == 0 ? 0 : expected(bytes[bytes.length - 1] & 0xFF)));
    }

    private static Command of(byte[] bytes, byte[] data, int expected) {
        return new Command(bytes[0] & 0xFF, bytes[1] & 0xFF, bytes[2] & 0xFF, bytes[3] & 0xFF, data, expected);
    }

    private static int expected(int le) {
        return le == 0 ? LONGEST : le;
    }
}
