package org.zizhu.fleet.operator;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/** One-time codes by the clock (RFC 6238), as every authenticator app makes them: six digits for 30 seconds, by HMAC-SHA-1. */
final class Totp {

    private static final int STEP_SECONDS = 30;
    private static final int CODES = 1_000_000;
    /** RFC 4226 wants 160 bits. */
    private static final int SECRET_BYTES = 20;
    /** A phone's clock may be half a minute off, and typing takes its time (RFC 6238 §5.2). */
    private static final int STEPS_ASIDE = 1;

    private Totp() {}

    static byte[] newSecret(SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return secret;
    }

    /** What the app reads off a QR code. */
    static URI uri(String name, byte[] secret) {
        String text = Base32.toBase32String(secret).replace("=", "");
        return URI.create("otpauth://totp/Zizhu:" + name + "?secret=" + text + "&issuer=Zizhu");
    }

    static String code(byte[] secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int at = hash[hash.length - 1] & 0x0F;
            int number = ByteBuffer.wrap(hash, at, Integer.BYTES).getInt() & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % CODES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no HMAC-SHA-1 here", e);
        }
    }

    static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
    }

    /**
     * The step that the code belongs to, if it is right about now.
     *
     * @param lastUsed a code that was used, and those before it, are not taken again
     */
    static OptionalLong accepted(byte[] secret, String code, Instant now, long lastUsed) {
        long middle = step(now);
        for (long step = Math.max(lastUsed + 1, middle - STEPS_ASIDE); step <= middle + STEPS_ASIDE; step++) {
            if (MessageDigest.isEqual(
                    code(secret, step).getBytes(StandardCharsets.US_ASCII), code.getBytes(StandardCharsets.UTF_8))) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }
}
