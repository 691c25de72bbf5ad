package org.zizhu.drivers.codescanner.serial;

import java.util.Arrays;

/**
 * A packet of Zebra's Simple Serial Interface (guide 72E-40451): {@code length | opcode | source | status | data | checksum,
 * 2 bytes}. The length counts all but the checksum, which is the two's complement of the 16-bit sum of what it counts.
 *
 * @param opcode what it says
 * @param source who sends it: {@link #HOST} or {@link #DECODER}
 * @param status {@link #RETRANSMITTED}, {@link #CONTINUED}
 */
public record SsiPacket(int opcode, int source, int status, byte[] data) {

    public static final int HOST = 0x04;
    public static final int DECODER = 0x00;

    /** Status: it was sent before. */
    public static final int RETRANSMITTED = 0x01;

    /** Status: the rest is in the next packet. */
    public static final int CONTINUED = 0x02;

    public static final int REQUEST_REVISION = 0xA3;
    public static final int REPLY_REVISION = 0xA4;
    public static final int PARAM_SEND = 0xC6;
    public static final int CMD_ACK = 0xD0;
    public static final int CMD_NAK = 0xD1;
    public static final int START_SESSION = 0xE4;
    public static final int STOP_SESSION = 0xE5;
    public static final int SCAN_ENABLE = 0xE9;
    public static final int DECODE_DATA = 0xF3;

    /** Why a packet is not acknowledged: its checksum is wrong, it should be sent again. */
    public static final int NAK_RESEND = 0x01;

    /** Why a packet is not acknowledged: it can't be done now. */
    public static final int NAK_DENIED = 0x06;

    /** The most data that one packet takes: its length is one byte. */
    public static final int MOST_DATA = 0xFF - 4;

    static final int HEAD_BYTES = 4;
    static final int CHECKSUM_BYTES = 2;

    /** A packet of the host. */
    public static SsiPacket host(int opcode, int... data) {
        return new SsiPacket(opcode, HOST, 0, bytes(data));
    }

    /** A packet of the engine. */
    public static SsiPacket decoder(int opcode, int... data) {
        return new SsiPacket(opcode, DECODER, 0, bytes(data));
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** As it goes over the line. */
    public byte[] bytes() {
        int length = HEAD_BYTES + data.length;
        byte[] packet = new byte[length + CHECKSUM_BYTES];
        packet[0] = (byte) length;
        packet[1] = (byte) opcode;
        packet[2] = (byte) source;
        packet[3] = (byte) status;
        System.arraycopy(data, 0, packet, HEAD_BYTES, data.length);
        int checksum = checksum(packet, 0, length);
        packet[length] = (byte) (checksum >> 8);
        packet[length + 1] = (byte) checksum;
        return packet;
    }

    public boolean is(int status) {
        return (this.status & status) != 0;
    }

    private static int checksum(byte[] bytes, int from, int length) {
        int sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += bytes[i] & 0xFF;
        }
        return -sum & 0xFFFF;
    }

    /** How many bytes the packet that may begin there has in all; 0 if none can. */
    public static int lengthAt(byte[] bytes, int start) {
        int length = bytes[start] & 0xFF;
        return length < HEAD_BYTES ? 0 : length + CHECKSUM_BYTES;
    }

    /** Whether the whole packet that lies there has the right checksum. */
    public static boolean rightAt(byte[] bytes, int start) {
        int length = bytes[start] & 0xFF;
        int said = (bytes[start + length] & 0xFF) << 8 | (bytes[start + length + 1] & 0xFF);
        return said == checksum(bytes, start, length);
    }

    /** The whole packet that lies there. */
    public static SsiPacket at(byte[] bytes, int start) {
        int length = bytes[start] & 0xFF;
        return new SsiPacket(
                bytes[start + 1] & 0xFF,
                bytes[start + 2] & 0xFF,
                bytes[start + 3] & 0xFF,
                Arrays.copyOfRange(bytes, start + HEAD_BYTES, start + length));
    }

    /** Says nothing of its data, which may be a citizen's credential. */
    @Override
    public String toString() {
        return "SsiPacket[%02X, %d bytes]".formatted(opcode, data.length);
    }
}
