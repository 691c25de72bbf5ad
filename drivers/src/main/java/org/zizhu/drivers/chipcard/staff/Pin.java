package org.zizhu.drivers.chipcard.staff;

import java.util.Arrays;

/**
 * A PIN while it is typed and until it has been checked: the one place in which its digits lie. Closed, it holds none any
 * more. Digits alone, six to eight of them (SP 800-73-4 part 2 §2.4.3). Thread-safe.
 */
public final class Pin implements AutoCloseable {

    public static final int FEWEST_DIGITS = 6;
    public static final int MOST_DIGITS = 8;

    private static final byte FILLING = (byte) 0xFF;

    // Guarded by this. As the card wants it: ASCII, filled up at the right.
    private final byte[] padded = new byte[MOST_DIGITS];
    private int length;

    public Pin() {
        close();
    }

    /** Puts a digit at its end; nothing when it is full. */
    public synchronized void add(int digit) {
        if (digit < 0 || digit > 9) {
            throw new IllegalArgumentException("not a digit");
        }
        if (length < MOST_DIGITS) {
            padded[length++] = (byte) ('0' + digit);
        }
    }

    /** Takes the last digit away; nothing when there is none. */
    public synchronized void erase() {
        if (length > 0) {
            padded[--length] = FILLING;
        }
    }

    public synchronized int length() {
        return length;
    }

    /** Whether it can be a PIN: asking a card with anything less costs a try for nothing. */
    public synchronized boolean longEnough() {
        return length >= FEWEST_DIGITS;
    }

    /** Writes its eight bytes into a command, and says whether there were enough digits. */
    synchronized boolean writeInto(byte[] command, int at) {
        System.arraycopy(padded, 0, command, at, MOST_DIGITS);
        return longEnough();
    }

    /** Wipes all digits. */
    @Override
    public synchronized void close() {
        Arrays.fill(padded, FILLING);
        length = 0;
    }

    @Override
    public String toString() {
        return "Pin";
    }
}
