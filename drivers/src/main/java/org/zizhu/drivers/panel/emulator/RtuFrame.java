package org.zizhu.drivers.panel.emulator;

import java.util.Arrays;
import java.util.Optional;

/**
 * A frame of Modbus over serial line (§2.5.1): unit, function, data, and a checksum whose low byte comes first.
 *
 * @param data what follows the function, without the checksum
 */
record RtuFrame(int unit, int function, byte[] data) {

    private static final int CRC_BYTES = 2;
    private static final int SHORTEST_BYTES = 2 + CRC_BYTES;

    /** The frame that these bytes are, from the silence before it to the silence after it; empty where they are none. */
    static Optional<RtuFrame> of(byte[] bytes) {
        if (bytes.length < SHORTEST_BYTES) {
            return Optional.empty();
        }
        int end = bytes.length - CRC_BYTES;
        int crc = crc(bytes, end);
        if ((bytes[end] & 0xFF) != (crc & 0xFF) || (bytes[end + 1] & 0xFF) != crc >> 8) {
            return Optional.empty();
        }
        return Optional.of(new RtuFrame(bytes[0] & 0xFF, bytes[1] & 0xFF, Arrays.copyOfRange(bytes, 2, end)));
    }

    byte[] bytes() {
        byte[] bytes = new byte[2 + data.length + CRC_BYTES];
        bytes[0] = (byte) unit;
        bytes[1] = (byte) function;
        System.arraycopy(data, 0, bytes, 2, data.length);
        int crc = crc(bytes, bytes.length - CRC_BYTES);
        bytes[bytes.length - 2] = (byte) crc;
        bytes[bytes.length - 1] = (byte) (crc >> 8);
        return bytes;
    }

    /** The 16-bit number at this place of the data, high byte first. */
    int word(int at) {
        return (data[at] & 0xFF) << 8 | (data[at + 1] & 0xFF);
    }

    /** CRC-16 with the reflected polynomial A001, beginning with FFFF. */
    private static int crc(byte[] bytes, int length) {
        int crc = 0xFFFF;
        for (int i = 0; i < length; i++) {
            crc ^= bytes[i] & 0xFF;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xA001 : crc >> 1;
            }
        }
        return crc;
    }
}
