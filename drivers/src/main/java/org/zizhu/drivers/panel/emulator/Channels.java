package org.zizhu.drivers.panel.emulator;

import java.time.Duration;
import java.util.Arrays;

/**
 * Contacts of the board, some of which fall back by themselves after a while: an output that flashes, a button that is let
 * go. Not thread-safe.
 */
final class Channels {
    private final boolean[] latched;
    private final boolean[] forAWhile;
    private final long[] untilNanos;

    Channels(int count) {
        latched = new boolean[count];
        forAWhile = new boolean[count];
        untilNanos = new long[count];
    }

    int count() {
        return latched.length;
    }

    void set(int channel, boolean closed) {
        latched[channel] = closed;
        forAWhile[channel] = false;
    }

    /** Closes it for a while, after which it is open. */
    void close(int channel, Duration time) {
        latched[channel] = false;
        forAWhile[channel] = true;
        untilNanos[channel] = System.nanoTime() + time.toNanos();
    }

    boolean closed(int channel) {
        return latched[channel] || (forAWhile[channel] && untilNanos[channel] - System.nanoTime() > 0);
    }

    void openAll() {
        Arrays.fill(latched, false);
        Arrays.fill(forAWhile, false);
    }

    /** The contacts as bits, the first in the lowest bit of the first byte. */
    byte[] bits(int from, int quantity) {
        byte[] bits = new byte[(quantity + Byte.SIZE - 1) / Byte.SIZE];
        for (int i = 0; i < quantity; i++) {
            if (closed(from + i)) {
                bits[i / Byte.SIZE] |= (byte) (1 << i % Byte.SIZE);
            }
        }
        return bits;
    }
}
