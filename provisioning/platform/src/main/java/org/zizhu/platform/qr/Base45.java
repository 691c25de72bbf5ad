package org.zizhu.platform.qr;

/** Bytes in the 45 characters of a QR code's alphanumeric mode (RFC 9285): three for two bytes, two for a last one. */
final class Base45 {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    private Base45() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length * 3 / 2 + 1);
        for (int at = 0; at < bytes.length; at += 2) {
            boolean two = at + 1 < bytes.length;
            int value = Byte.toUnsignedInt(bytes[at]);
            if (two) {
                value = value * 256 + Byte.toUnsignedInt(bytes[at + 1]);
            }
            text.append(ALPHABET.charAt(value % 45)).append(ALPHABET.charAt(value / 45 % 45));
            if (two) {
                text.append(ALPHABET.charAt(value / (45 * 45)));
            }
        }
        return text.toString();
    }
}
