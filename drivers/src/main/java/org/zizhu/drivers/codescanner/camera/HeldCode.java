package org.zizhu.drivers.codescanner.camera;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The code that was read last, as long as it may still be held there: it is not read again unless it was away for a moment.
 * Only a digest of it is kept, and only for moments. Not thread-safe; instants are nanoseconds of the monotonic clock.
 */
final class HeldCode {

    /** A hand that trembles, or a look that misses the code, takes it away for less. */
    private static final Duration AWAY = Duration.ofSeconds(1);

    /** Between two scans nobody looks. After so long it is a new showing, though the code be the same. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(5);

    private byte @Nullable [] digest;
    private long seenNanos;

    /** Somebody looks again from now on. */
    void scanBegins(long nowNanos) {
        forgetOld(nowNanos);
        seenNanos = nowNanos;
    }

    /** A code was seen while somebody looks. True if it is to be read; then it is the one that is held. */
    boolean isNew(byte[] code, long nowNanos) {
        byte[] seen = digest(code);
        boolean same = digest != null && MessageDigest.isEqual(digest, seen);
        boolean away = nowNanos - seenNanos >= AWAY.toNanos();
        digest = seen;
        seenNanos = nowNanos;
        return !same || away;
    }

    /** Nobody looks from now on. */
    void scanEnds(long nowNanos) {
        if (nowNanos - seenNanos >= AWAY.toNanos()) {
            digest = null;
        }
    }

    /** Keeps nothing longer than it matters. */
    void forgetOld(long nowNanos) {
        if (nowNanos - seenNanos >= FORGOTTEN.toNanos()) {
            digest = null;
        }
    }

    private static byte[] digest(byte[] code) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(code);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
