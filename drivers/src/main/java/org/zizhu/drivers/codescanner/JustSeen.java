package org.zizhu.drivers.codescanner;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import org.zizhu.drivers.loop.MonotonicClock;

/**
 * Keeps a code that is still held there from being read again by the next scan (去抖): it counts anew only after nobody saw
 * it for a second. Of a code its digest alone is kept. Used by one thread.
 */
public final class JustSeen {

    /** Longer than an engine needs to see a code again, shorter than to put a phone away and show it on purpose. */
    public static final Duration AWAY = Duration.ofSeconds(1);

    private final MonotonicClock clock;
    private byte[] lastDigest = new byte[0];
    private long lastNanos;

    public JustSeen(MonotonicClock clock) {
        this.clock = clock;
    }

    /** Notes that the code is there; true when the same one was there a moment ago. */
    public boolean again(byte[] code) {
        byte[] digest = digest(code);
        long now = clock.nanos();
        boolean same = MessageDigest.isEqual(digest, lastDigest) && now - lastNanos < AWAY.toNanos();
        lastDigest = digest;
        lastNanos = now;
        return same;
    }

    private static byte[] digest(byte[] code) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(code);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
