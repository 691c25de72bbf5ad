package org.zizhu.drivers.receipt.emulator;

/** The status bytes of the present state: Epson's ESC/POS reference, DLE EOT and GS a; Custom's, DLE EOT 20. */
final class StatusBytes {

    private StatusBytes() {}

    /** The answer to DLE EOT n, n = 1…4. */
    static byte[] realTime(int n, Mechanism state) {
        int fixed = 0x12;
        return bytes(
                switch (n) {
                    case 1 -> fixed | bit(state.offline(), 0x08);
                    case 2 ->
                        fixed
                                | bit(state.coverOpen, 0x04)
                                | bit(state.rollEnd(), 0x20)
                                | bit(state.cutterError || state.headHot || state.broken, 0x40);
                    case 3 -> fixed | bit(state.cutterError, 0x08) | bit(state.broken, 0x20) | bit(state.headHot, 0x40);
                    default -> fixed | bit(state.rollNearEnd(), 0x0C) | bit(state.rollEnd(), 0x60);
                });
    }

    /** The answer to DLE EOT 20. */
    static byte[] full(Mechanism state) {
        return bytes(
                0x10,
                0x0F,
                bit(state.rollEnd(), 0x01) | bit(state.rollNearEnd(), 0x04) | bit(state.ticketOut, 0x20),
                bit(state.coverOpen, 0x03),
                bit(state.headHot, 0x01),
                bit(state.cutterError, 0x01) | bit(state.broken, 0x08));
    }

    /** The four bytes of automatic status back. */
    static byte[] auto(Mechanism state) {
        return bytes(
                0x10 | bit(state.offline(), 0x08) | bit(state.coverOpen, 0x20),
                bit(state.cutterError, 0x08) | bit(state.broken, 0x20) | bit(state.headHot, 0x40),
                bit(state.rollNearEnd(), 0x03) | bit(state.rollEnd(), 0x0C),
                0x0F);
    }

    /** The answer to GS r 1. */
    static byte[] paperSensor(Mechanism state) {
        return bytes(bit(state.rollNearEnd(), 0x03) | bit(state.rollEnd(), 0x0C));
    }

    private static int bit(boolean on, int mask) {
        return on ? mask : 0;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
