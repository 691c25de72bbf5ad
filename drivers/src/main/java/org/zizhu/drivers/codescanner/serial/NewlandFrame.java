package org.zizhu.drivers.codescanner.serial;

import java.util.Arrays;
import java.util.Optional;

/**
 * Frames of Newland's register protocol: requests {@code 7E 00 | type | length | address, 2 bytes | data | CRC, 2 bytes} and
 * answers {@code 02 00 | status | length | data | CRC}, the CRC over all between the head and itself.
 */
public final class NewlandFrame {

    private static final byte[] REQUEST_HEAD = {0x7E, 0x00};
    private static final byte[] ANSWER_HEAD = {0x02, 0x00};

    /** Reads as many registers as its one byte of data says. */
    public static final int READ = 0x07;

    /** Writes its data into the registers from the address on. */
    public static final int WRITE = 0x08;

    public static final int OK = 0x00;

    /** The request's CRC was wrong. */
    public static final int CRC_WRONG = 0x01;

    /** There is no such register, or it can't have that value. */
    public static final int INVALID = 0x03;

    /** The register that says what makes the engine look; its lowest two bits are 01 for the host's command. */
    public static final int MODE = 0x0000;

    /** The register that begins a reading by 01 and ends it by 02. */
    public static final int TRIGGER = 0x0002;

    private static final int HEAD_BYTES = 4;
    private static final int CRC_BYTES = 2;

    /** In the place of a CRC: don't check. */
    private static final int UNCHECKED = 0xABCD;

    private static final int REQUEST_HEAD_BYTES = 6;

    private NewlandFrame() {}

    /**
     * A request as the engine gets it.
     *
     * @param end where in the received bytes it ends
     * @param intact whether its CRC is right, or not to be checked
     */
    public record Request(int end, int type, int address, byte[] data, boolean intact) {}

    /** The first whole request, wherever it is. */
    public static Optional<Request> findRequest(byte[] received) {
        for (int start = 0; start + REQUEST_HEAD_BYTES + CRC_BYTES <= received.length; start++) {
            int data = start + REQUEST_HEAD_BYTES;
            int end = data + (received[start + 3] & 0xFF) + CRC_BYTES;
            boolean begins = received[start] == REQUEST_HEAD[0] && received[start + 1] == REQUEST_HEAD[1];
            if (begins && end <= received.length) {
                int address = (received[start + 4] & 0xFF) << 8 | (received[start + 5] & 0xFF);
                return Optional.of(new Request(
                        end,
                        received[start + 2],
                        address,
                        Arrays.copyOfRange(received, data, end - CRC_BYTES),
                        crcRight(received, start, end)));
            }
        }
        return Optional.empty();
    }

    /** A request to write one register. */
    public static byte[] write(int address, int value) {
        return frame(REQUEST_HEAD, WRITE, 1, address >> 8, address, value);
    }

    /** A request to read registers. */
    public static byte[] read(int address, int count) {
        return frame(REQUEST_HEAD, READ, 1, address >> 8, address, count);
    }

    /** An answer of the engine. */
    public static byte[] answer(int status, int... data) {
        int[] content = new int[2 + data.length];
        content[0] = status;
        content[1] = data.length;
        System.arraycopy(data, 0, content, 2, data.length);
        return frame(ANSWER_HEAD, content);
    }

    private static byte[] frame(byte[] head, int... content) {
        byte[] frame = Arrays.copyOf(head, head.length + content.length + CRC_BYTES);
        for (int i = 0; i < content.length; i++) {
            frame[head.length + i] = (byte) content[i];
        }
        int crc = crc(frame, head.length, head.length + content.length);
        frame[frame.length - 2] = (byte) (crc >> 8);
        frame[frame.length - 1] = (byte) crc;
        return frame;
    }

    /** CRC-16/XMODEM: polynomial 1021, begun with 0. */
    private static int crc(byte[] bytes, int from, int to) {
        int crc = 0;
        for (int i = from; i < to; i++) {
            crc ^= (bytes[i] & 0xFF) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
            }
        }
        return crc & 0xFFFF;
    }

    /** Whether the last two bytes before {@code end} are the CRC of what is between the head at {@code start} and them. */
    private static boolean crcRight(byte[] bytes, int start, int end) {
        int said = (bytes[end - 2] & 0xFF) << 8 | (bytes[end - 1] & 0xFF);
        return said == UNCHECKED || said == crc(bytes, start + REQUEST_HEAD.length, end - CRC_BYTES);
    }

    /** The first whole answer with a right CRC, wherever it is. */
    static Optional<Answer.Found> findAnswer(byte[] received) {
        for (int start = 0; start + HEAD_BYTES + CRC_BYTES <= received.length; start++) {
            if (received[start] == ANSWER_HEAD[0] && received[start + 1] == ANSWER_HEAD[1]) {
                int end = start + HEAD_BYTES + (received[start + 3] & 0xFF) + CRC_BYTES;
                if (end <= received.length && crcRight(received, start, end)) {
                    byte[] data = Arrays.copyOfRange(received, start + HEAD_BYTES, end - CRC_BYTES);
                    byte[] frame = Arrays.copyOfRange(received, start, end);
                    return Optional.of(
                            new Answer.Found(start, end, new Answer(verdict(received[start + 2]), frame, data)));
                }
            }
        }
        return Optional.empty();
    }

    private static Answer.Verdict verdict(byte status) {
        return switch (status) {
            case OK -> Answer.Verdict.DONE;
            case CRC_WRONG -> Answer.Verdict.ASK_AGAIN;
            default -> Answer.Verdict.REFUSED;
        };
    }
}
