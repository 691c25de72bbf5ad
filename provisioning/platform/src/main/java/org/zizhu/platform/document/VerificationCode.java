package org.zizhu.platform.document;

import java.util.random.RandomGenerator;

/**
 * 防伪码: 26 characters of 5 bits, so 130 bits that nobody guesses. The alphabet (Crockford's) has no I, L, O or U, for people
 * read it from paper.
 */
public final class VerificationCode {

    public static final int LENGTH = 26;
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private VerificationCode() {}

    /**
     * Draws a new code.
     *
     * @param random a cryptographic source, except in tests
     */
    public static String draw(RandomGenerator random) {
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** As printed, in groups that the eye can follow. */
    public static String grouped(String code) {
        return code.replaceAll("(.{4})(?=.)", "$1 ").strip();
    }
}
