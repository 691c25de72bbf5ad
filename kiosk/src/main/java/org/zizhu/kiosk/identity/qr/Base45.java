package org.zizhu.kiosk.identity.qr;

import java.util.Arrays;
import java.util.Optional;

/** Bytes from the 45 characters of a QR code's alphanumeric mode (RFC 9285): three for two bytes, two for a last one. */
final class Base45 {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    private Base45() {}

    /** The bytes; empty where the text is not exactly what an encoder writes. */
    static Optional<byte[]> decode(String text) {
        byte[] bytes = new byte[text.length() / 3 * 2 + 1];
        int length = 0;
        for (int at = 0; at < text.length(); at += 3) {
            int characters = Math.min(3, text.length() - at);
            int value = 0;
            for (int i = characters - 1; i >= 0; i--) {
                int digit = ALPHABET.indexOf(text.charAt(at + i));
                if (digit < 0) {
                    return Optional.empty();
                }
                value = value * 45 + digit;
            }
            if (characters == 1 || value > (characters == 3 ? 0xFFFF : 0xFF)) {
                return Optional.empty();
            }
            if (characters == 3) {
                bytes[length++] = (byte) (value >> 8);
            }
            bytes[length++] = (byte) value;
        }
        return Optional.of(Arrays.copyOf(bytes, length));
    }
}
