package org.zizhu.drivers.idcard.samv;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The licence identity of a security module (模块号): 16 bytes, little-endian; written {@code
 * 05.03-20160820-0001234567-1234567890}. It names the reader, not a person.
 */
public record SamId(int major, int minor, long date, long serial, long check) {
    private static final int BYTES = 16;

    static Optional<SamId> of(byte[] bytes) {
        if (bytes.length != BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return Optional.of(new SamId(
                Short.toUnsignedInt(in.getShort()),
                Short.toUnsignedInt(in.getShort()),
                Integer.toUnsignedLong(in.getInt()),
                Integer.toUnsignedLong(in.getInt()),
                Integer.toUnsignedLong(in.getInt())));
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) major)
                .putShort((short) minor)
                .putInt((int) date)
                .putInt((int) serial)
                .putInt((int) check)
                .array();
    }

    /** Of the module's interface and firmware, "05.03". */
    public String version() {
        return String.format("%02d.%02d", major, minor);
    }

    @Override
    public String toString() {
        return String.format("%s-%08d-%010d-%010d", version(), date, serial, check);
    }
}
