package org.zizhu.fleet.trust;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals small secrets that the database keeps (AES-256-GCM) under a key in a file of the fleet's own, so that a copy of the database alone
 * tells none of them. All nodes of a fleet have the same file. Thread-safe.
 */
public final class SecretBox {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /** @param file made if it is not there */
    public SecretBox(Path file) {
        key = new SecretKeySpec(SecretFile.read(file), "AES");
    }

    /** @param whose it is: it can't be opened as somebody else's */
    public String seal(byte[] secret, String whose) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, secret, whose);
        byte[] both = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, both, nonce.length, sealed.length);
        return Base64.getEncoder().encodeToString(both);
    }

    /** @throws IllegalStateException if it was not sealed with this key for this person, or was changed */
    public byte[] open(String sealed, String whose) {
        byte[] both = Base64.getDecoder().decode(sealed);
        return run(
                Cipher.DECRYPT_MODE,
                Arrays.copyOf(both, NONCE_BYTES),
                Arrays.copyOfRange(both, NONCE_BYTES, both.length),
                whose);
    }

    private byte[] run(int mode, byte[] nonce, byte[] bytes, String whose) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(whose.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret in the database was not sealed with this fleet's key", e);
        }
    }
}
