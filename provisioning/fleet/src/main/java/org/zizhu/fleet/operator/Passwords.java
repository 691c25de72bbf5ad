package org.zizhu.fleet.operator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Passwords as they are kept: Argon2id (RFC 9106) with the least that OWASP's password storage sheet advises. One takes some tens of
 * milliseconds and 19 MiB, so no more than two are reckoned at a time.
 */
final class Passwords {

    /** A sentence of some words, or what a password manager makes. */
    static final int SHORTEST = 12;
    /** Longer ones are reckoned no safer, only slower. */
    static final int LONGEST = 128;

    private static final String NAME = "argon2id";
    private static final int KIBIBYTES = 19_456;
    private static final int ITERATIONS = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Semaphore RECKONING = new Semaphore(2);

    private Passwords() {}

    /** {@code argon2id$KIBIBYTES$ITERATIONS$salt$hash}. */
    static String kept(String password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return String.join(
                "$",
                NAME,
                String.valueOf(KIBIBYTES),
                String.valueOf(ITERATIONS),
                text(salt),
                text(hash(password, salt, KIBIBYTES, ITERATIONS)));
    }

    static boolean matches(String password, String kept) {
        String[] parts = kept.split("\\$", -1);
        byte[] hash = hash(
                password, Base64.getDecoder().decode(parts[3]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        return MessageDigest.isEqual(hash, Base64.getDecoder().decode(parts[4]));
    }

    private static byte[] hash(String password, byte[] salt, int kibibytes, int iterations) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withMemoryAsKB(kibibytes)
                .withIterations(iterations)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        RECKONING.acquireUninterruptibly();
        try {
            argon2.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        } finally {
            RECKONING.release();
        }
        return hash;
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
