package org.zizhu.drivers.idcard.samv;

import java.util.Arrays;
import java.util.Optional;

/**
 * Frames of the SAM-V line: {@code AA AA AA 96 69}, a big-endian length, that many bytes of content and checksum. The
 * length counts the checksum; the checksum is the exclusive or of length and content (GA 467).
 */
public final class SamVFrame {
    private static final byte[] PREAMBLE = {(byte) 0xAA, (byte) 0xAA, (byte) 0xAA, (byte) 0x96, 0x69};

    /** Where content begins. */
    static final int HEAD_BYTES = PREAMBLE.length + 2;

    /** The longest frame there is: a card's text, photo and 1024 bytes of fingerprint. */
    static final int LONGEST_LENGTH = 3 + 6 + 256 + 1024 + 1024 + 1;

    /** A command and a parameter, and their checksum. */
    private static final int SHORTEST_LENGTH = 3;

    private SamVFrame() {}

    /** Puts content ({@code CMD Para Data} or {@code SW1 SW2 SW3 Data}) into a frame. */
    public static byte[] of(byte... content) {
        int length = content.length + 1;
        byte[] frame = Arrays.copyOf(PREAMBLE, HEAD_BYTES + length);
        frame[PREAMBLE.length] = (byte) (length >> 8);
        frame[PREAMBLE.length + 1] = (byte) length;
        System.arraycopy(content, 0, frame, HEAD_BYTES, content.length);
        frame[frame.length - 1] = checksum(frame, frame.length - 1);
        return frame;
    }

    private static byte checksum(byte[] frame, int end) {
        byte sum = 0;
        for (int i = PREAMBLE.length; i < end; i++) {
            sum ^= frame[i];
        }
        return sum;
    }

    /**
     * Cuts what arrives into frames, whatever arrives: garbage before a frame, half frames, lengths that can't be. Holds no
     * more than one frame and what came with it. Used by one thread.
     */
    public static final class Cutter {
        private byte[] pending = new byte[0];
        private boolean checksumWrong;

        public void add(byte[] bytes, int count) {
            byte[] more = Arrays.copyOf(pending, pending.length + count);
            System.arraycopy(bytes, 0, more, pending.length, count);
            pending = more;
        }

        /** Forgets what arrived so far. */
        public void clear() {
            pending = new byte[0];
            checksumWrong = false;
        }

        /** The content of the next whole and correct frame, without its checksum; empty until one has arrived. */
        public Optional<byte[]> next() {
            while (toPreamble() && pending.length >= HEAD_BYTES) {
                int length = ((pending[PREAMBLE.length] & 0xFF) << 8) | (pending[PREAMBLE.length + 1] & 0xFF);
                int end = HEAD_BYTES + length;
                if (length < SHORTEST_LENGTH || length > LONGEST_LENGTH) {
                    drop(1);
                } else if (pending.length < end) {
                    return Optional.empty();
                } else if (pending[end - 1] != checksum(pending, end - 1)) {
                    checksumWrong = true;
                    // Not the whole frame: if its length was damaged, the next one begins inside.
                    drop(1);
                } else {
                    byte[] content = Arrays.copyOfRange(pending, HEAD_BYTES, end - 1);
                    drop(end);
                    return Optional.of(content);
                }
            }
            return Optional.empty();
        }

        /** Whether the beginning of a frame is there and its end is missing. */
        boolean midFrame() {
            return pending.length >= PREAMBLE.length;
        }

        /** Whether a frame with a wrong checksum was dropped since the last {@link #clear()}. */
        public boolean checksumWrong() {
            return checksumWrong;
        }

        /** Drops what can't be the beginning of a frame. */
        private boolean toPreamble() {
            for (int at = 0; at < pending.length; at++) {
                int known = Math.min(PREAMBLE.length, pending.length - at);
                if (Arrays.equals(pending, at, at + known, PREAMBLE, 0, known)) {
                    drop(at);
                    return known == PREAMBLE.length;
                }
            }
            pending = new byte[0];
            return false;
        }

        private void drop(int count) {
            if (count > 0) {
                pending = Arrays.copyOfRange(pending, count, pending.length);
            }
        }
    }
}
