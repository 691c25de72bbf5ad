package org.zizhu.drivers.receipt.emulator;

/** How long an ESC/POS command is, as far as its first bytes tell. */
final class CommandLength {

    /** So many bytes are enough to know the length of the longest. */
    static final int TOLD_BY_BYTES = 5;

    private CommandLength() {}

    /** One byte for a control character, two for a command behind ESC, GS, FS or DLE. */
    static int key(byte[] c) {
        return prefixed(c[0]) && c.length > 1 ? (c[0] & 0xFF) << 8 | (c[1] & 0xFF) : c[0] & 0xFF;
    }

    private static boolean prefixed(byte b) {
        return b == 0x1B || b == 0x1C || b == 0x1D || b == 0x10;
    }

    /** The command's length in bytes, or at least one more than are there. An unknown command is its two bytes. */
    static int of(byte[] c) {
        if (!prefixed(c[0])) {
            return 1;
        }
        return switch (key(c)) {
            case 0x1B, 0x1C, 0x1D, 0x10 -> 2;
            case 0x1B21, 0x1B33, 0x1B39, 0x1B4A, 0x1B52, 0x1B61, 0x1B64, 0x1B74, 0x1B45, 0x1B2D, 0x1C21, 0x1C43 -> 3;
            case 0x1D61, 0x1D72, 0x1D49, 0x1D21, 0x1D42, 0x1004, 0x1005 -> 3;
            case 0x1D50, 0x1D4C, 0x1D57, 0x1B24, 0x1B5C -> 4;
            case 0x1D56 -> c.length > 2 && c[2] >= 0x41 ? 4 : 3;
            case 0x1D65 -> ejector(c);
            case 0x1D76 -> 8;
            case 0x1D28, 0x1C28 -> c.length < 5 ? 5 : 5 + ((c[3] & 0xFF) | (c[4] & 0xFF) << 8);
            case 0x1014 -> c.length > 2 && c[2] == 0x08 ? 10 : 5;
            default -> 2;
        };
    }

    private static int ejector(byte[] c) {
        if (c.length < 3) {
            return 3;
        }
        return switch (c[2]) {
            case 0x03 -> 4;
            case 0x20 -> 5;
            default -> 3;
        };
    }
}
