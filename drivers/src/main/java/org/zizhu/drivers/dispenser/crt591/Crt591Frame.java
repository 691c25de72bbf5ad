package org.zizhu.drivers.dispenser.crt591;

import java.util.Arrays;
import java.util.Optional;

/**
 * What goes over the line of a CRT-591: frames {@code F2 ADDR LenH LenL}, content, {@code 03}, checksum; and between them
 * the single control characters of the handshake. The length is that of the content; the checksum is the exclusive or of
 * all before it (CRT-591-M001 communication protocol v1.0).
 */
public final class Crt591Frame {
    public static final byte ACK = 0x06;
    public static final byte NAK = 0x15;
    public static final byte EOT = 0x04;

    private static final byte STX = (byte) 0xF2;
    private static final byte ETX = 0x03;

    /** Where content begins. */
    static final int HEAD_BYTES = 4;

    private static final int TAIL_BYTES = 2;

    /** A kind and the two bytes that name the command. */
    static final int SHORTEST_CONTENT = 3;

    /** A whole frame has 1024 bytes at the most. */
    private static final int LONGEST_CONTENT = 1024 - HEAD_BYTES - TAIL_BYTES;

    /** What can arrive, as far as it makes sense. */
    public sealed interface Arrival {}

    /** {@link #ACK}, {@link #NAK} or {@link #EOT}. */
    public record Control(byte character) implements Arrival {}

    /** A whole and correct frame. Its content may be a person's. */
    public record Whole(int address, byte[] content) implements Arrival {
        @Override
        public String toString() {
            return "Whole[" + content.length + " bytes]";
        }
    }

    private Crt591Frame() {}

    /** Puts content into a frame. */
    public static byte[] of(int address, byte... content) {
        byte[] frame = new byte[HEAD_BYTES + content.length + TAIL_BYTES];
        frame[0] = STX;
        frame[1] = (byte) address;
        frame[2] = (byte) (content.length >> 8);
        frame[3] = (byte) content.length;
        System.arraycopy(content, 0, frame, HEAD_BYTES, content.length);
        frame[frame.length - 2] = ETX;
        frame[frame.length - 1] = checksum(frame, frame.length - 1);
        return frame;
    }

    private static byte checksum(byte[] bytes, int end) {
        byte sum = 0;
        for (int i = 0; i < end; i++) {
            sum ^= bytes[i];
        }
        return sum;
    }

    /**
     * Cuts what arrives into frames and control characters, whatever arrives. Holds no more than one frame and what came
     * with it. After bytes that made no sense a control character is none, until a whole frame came or the line was
     * quiet: the length byte of a damaged frame would be taken for an ACK. Used by one thread.
     */
    public static final class Cutter {
        private byte[] pending = new byte[0];
        /** Whether something that made no sense came, and the line was not quiet since. */
        private boolean distrust;

        private boolean noise;

        public void add(byte[] bytes, int count) {
            byte[] more = Arrays.copyOf(pending, pending.length + count);
            System.arraycopy(bytes, 0, more, pending.length, count);
            forget();
            pending = more;
        }

        /** Forgets what arrived so far. */
        public void clear() {
            forget();
            distrust = false;
            noise = false;
        }

        /** What comes next; empty until enough has arrived. */
        public Optional<Arrival> next() {
            while (pending.length > 0) {
                if (pending[0] != STX) {
                    byte character = pending[0];
                    drop(1);
                    boolean control = character == ACK || character == NAK || character == EOT;
                    if (control && !distrust) {
                        return Optional.of(new Control(character));
                    }
                    makesNoSense();
                } else if (pending.length < HEAD_BYTES) {
                    return Optional.empty();
                } else {
                    int length = ((pending[2] & 0xFF) << 8) | (pending[3] & 0xFF);
                    int end = HEAD_BYTES + length + TAIL_BYTES;
                    boolean possible = length >= SHORTEST_CONTENT && length <= LONGEST_CONTENT;
                    if (possible && pending.length < end) {
                        return Optional.empty();
                    }
                    if (possible && pending[end - 2] == ETX && pending[end - 1] == checksum(pending, end - 1)) {
                        Whole whole = new Whole(pending[1] & 0xFF, Arrays.copyOfRange(pending, HEAD_BYTES, end - 2));
                        drop(end);
                        distrust = false;
                        return Optional.of(whole);
                    }
                    // Not the whole frame: if its length was damaged, the next one begins inside.
                    makesNoSense();
                    drop(1);
                }
            }
            return Optional.empty();
        }

        /** What comes next in what is there, now that the line is quiet: what is half there stays half. */
        public Optional<Arrival> nextOfAll() {
            Optional<Arrival> next = next();
            while (next.isEmpty() && pending.length > 0) {
                makesNoSense();
                drop(1);
                next = next();
            }
            distrust = distrust && pending.length > 0;
            return next;
        }

        /** Whether something that made no sense came since this was asked last. */
        public boolean noise() {
            boolean was = noise;
            noise = false;
            return was;
        }

        private void makesNoSense() {
            distrust = true;
            noise = true;
        }

        private void drop(int count) {
            byte[] rest = Arrays.copyOfRange(pending, count, pending.length);
            forget();
            pending = rest;
        }

        /** Leaves nothing of a person in memory that waits for the collector. */
        private void forget() {
            Arrays.fill(pending, (byte) 0);
            pending = new byte[0];
        }
    }
}
