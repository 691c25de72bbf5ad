package org.zizhu.drivers.locker.rs485;

import java.util.BitSet;

/** What a lock board says. */
public sealed interface LockAnswer {

    int board();

    /** One lock's switch, when it was asked for or by itself. */
    record Switch(int board, int lock, boolean shorted) implements LockAnswer {}

    /**
     * A request to open was taken. What the board says of the switch in it is not kept: it may be a mere echo of the request
     * from an adapter that hears itself.
     */
    record OpenTaken(int board, int lock) implements LockAnswer {}

    /** All switches of a board; lock 1 is bit 0. */
    record Switches(int board, BitSet shorted) implements LockAnswer {
        boolean shorted(int lock) {
            return shorted.get(lock - 1);
        }
    }

    /** @param frame as {@link LockFrame.Cutter} gives it */
    static LockAnswer of(byte[] frame) {
        int board = frame[1] & 0xFF;
        int last = frame[frame.length - 2] & 0xFF;
        if (last == LockFrame.QUERY_END) {
            byte[] lowestFirst = new byte[frame.length - 4];
            for (int group = 0; group < lowestFirst.length; group++) {
                lowestFirst[group] = frame[frame.length - 3 - group];
            }
            return new Switches(board, BitSet.valueOf(lowestFirst));
        }
        int lock = frame[2] & 0xFF;
        return (frame[0] & 0xFF) == LockFrame.OPEN
                ? new OpenTaken(board, lock)
                : new Switch(board, lock, last == LockFrame.SHORTED);
    }
}
