package org.zizhu.drivers.locker.rs485.emulator;

import java.util.Arrays;
import java.util.Optional;
import org.zizhu.drivers.locker.rs485.LockFrame;

/** Finds requests in what arrives at a board: five bytes that begin and end as one. */
final class RequestCutter {
    private byte[] pending = new byte[0];

    void add(byte[] bytes, int count) {
        byte[] more = Arrays.copyOf(pending, pending.length + count);
        System.arraycopy(bytes, 0, more, pending.length, count);
        pending = more;
    }

    Optional<byte[]> next() {
        while (pending.length >= LockFrame.REQUEST_BYTES) {
            byte[] five = Arrays.copyOf(pending, LockFrame.REQUEST_BYTES);
            boolean request = isRequest(five);
            pending = Arrays.copyOfRange(pending, request ? LockFrame.REQUEST_BYTES : 1, pending.length);
            if (request) {
                return Optional.of(five);
            }
        }
        return Optional.empty();
    }

    private static boolean isRequest(byte[] five) {
        int board = five[1] & 0xFF;
        int lock = five[2] & 0xFF;
        return Arrays.equals(five, LockFrame.open(board, lock)) || Arrays.equals(five, LockFrame.query(board, lock));
    }
}
