package org.zizhu.drivers.locker.rs485;

import java.util.Arrays;
import java.util.Optional;

/**
 * Frames of the lock board's line: a head byte, a board, what it is about, and the exclusive or of all that (BCC). Nothing
 * marks a frame's beginning or end, so head and BCC have to be looked for. Requests are five bytes long, and so are answers
 * about one lock; the answer about all locks of a board has a byte for each eight of them, the highest first.
 */
public final class LockFrame {

    /** Opens a lock; its answer tells the switch after the pulse. */
    public static final int OPEN = 0x8A;

    /** Asks for the switch of one lock or of all. */
    public static final int QUERY = 0x80;

    /** A newer board tells by itself that a switch has changed. */
    public static final int CHANGE = 0x81;

    /** In the place of a lock: all of them. */
    public static final int ALL = 0;

    public static final int REQUEST_BYTES = 5;

    /** The highest address that boards of this kind can be set to; their switch has 32 places, manuals promise 99. */
    public static final int MOST_BOARDS = 99;

    /** Of the largest boards on sale. */
    public static final int MOST_LOCKS = 24;

    public static final int LOCKS_PER_GROUP = 8;

    /** The switch is shorted. In a request to open, this ends it too: an answer may be its very echo. */
    public static final int SHORTED = 0x11;

    public static final int NOT_SHORTED = 0x00;

    /** Ends a query, and the status bytes of its answer about all locks. */
    public static final int QUERY_END = 0x33;

    private static final int BYTES_BESIDE_GROUPS = 4;

    private LockFrame() {}

    public static byte[] open(int board, int lock) {
        return of(OPEN, board, lock, SHORTED);
    }

    public static byte[] query(int board, int lock) {
        return of(QUERY, board, lock, QUERY_END);
    }

    /** Appends the BCC. */
    public static byte[] of(int... content) {
        byte[] frame = new byte[content.length + 1];
        for (int i = 0; i < content.length; i++) {
            frame[i] = (byte) content[i];
        }
        frame[content.length] = bcc(frame, 0, content.length);
        return frame;
    }

    /** How many status bytes a board of so many locks answers with. */
    public static int groups(int locks) {
        return (locks + LOCKS_PER_GROUP - 1) / LOCKS_PER_GROUP;
    }

    private static byte bcc(byte[] bytes, int from, int to) {
        byte sum = 0;
        for (int i = from; i < to; i++) {
            sum ^= bytes[i];
        }
        return sum;
    }

    /**
     * Cuts what boards send into frames, whatever arrives. An answer about all locks may begin like one about one lock, so
     * which of the two is awaited has to be said before asking. Holds less than one frame beside what was added last. Used by one
     * thread.
     */
    public static final class Cutter {
        private byte[] pending = new byte[0];
        private int awaitedGroups;

        /** Forgets what arrived so far; of the queries, an answer with so many status bytes comes next, or with 0 one about one lock. */
        public void await(int groups) {
            pending = new byte[0];
            awaitedGroups = groups;
        }

        public void add(byte[] bytes, int count) {
            byte[] more = Arrays.copyOf(pending, pending.length + count);
            System.arraycopy(bytes, 0, more, pending.length, count);
            pending = more;
        }

        /** The next whole and correct frame; empty until one has arrived. */
        public Optional<byte[]> next() {
            for (int at = 0; at < pending.length; at++) {
                int length = length(pending[at] & 0xFF);
                if (length > pending.length - at) {
                    drop(at);
                    return Optional.empty();
                }
                // Not the whole length is dropped where it is wrong: the true frame may begin inside.
                if (length > 0 && correct(at, length)) {
                    byte[] frame = Arrays.copyOfRange(pending, at, at + length);
                    drop(at + length);
                    return Optional.of(frame);
                }
            }
            pending = new byte[0];
            return Optional.empty();
        }

        /** Of a frame with that head; 0 where no frame begins so. */
        private int length(int head) {
            return switch (head) {
                case OPEN, CHANGE -> REQUEST_BYTES;
                case QUERY -> awaitedGroups == 0 ? REQUEST_BYTES : awaitedGroups + BYTES_BESIDE_GROUPS;
                default -> 0;
            };
        }

        private boolean correct(int at, int length) {
            int last = pending[at + length - 2] & 0xFF;
            boolean aboutAll = (pending[at] & 0xFF) == QUERY && awaitedGroups > 0;
            boolean endsWell = aboutAll ? last == QUERY_END : last == SHORTED || last == NOT_SHORTED;
            return endsWell && pending[at + length - 1] == bcc(pending, at, at + length - 1);
        }

        private void drop(int count) {
            pending = Arrays.copyOfRange(pending, count, pending.length);
        }
    }
}
