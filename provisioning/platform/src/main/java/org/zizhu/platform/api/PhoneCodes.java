package org.zizhu.platform.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The codes that wait to be typed in: six digits, five minutes, three tries, one for each session. They are in memory only; a
 * city that is started anew has forgotten them, and the citizen asks for another. Thread-safe.
 */
final class PhoneCodes {

    /** A message may take a minute to arrive, and an old citizen as long to find it. */
    static final Duration LIFE = Duration.ofMinutes(5);

    /** One guess in 333 333 at a six-digit code. */
    static final int TRIES = 3;

    /** Nobody may have somebody's phone ring all the time. */
    static final Duration BETWEEN = Duration.ofSeconds(60);

    private static final int CODES = 1_000_000;

    /** A code must be unguessable, so this randomness cannot come from a seed. */
    private final SecureRandom random = new SecureRandom();

    private final InstantSource clock;
    private final Map<String, Sent> bySession = new HashMap<>();

    private static final class Sent {
        final String code;
        final String person;
        final Instant at;
        int triesLeft = TRIES;

        Sent(String code, String person, Instant at) {
            this.code = code;
            this.person = person;
            this.at = at;
        }
    }

    PhoneCodes(InstantSource clock) {
        this.clock = clock;
    }

    /** A new code for a session, in place of one that it may have; empty when the person's last is too fresh. */
    synchronized Optional<String> next(String session, String person) {
        Instant now = clock.instant();
        bySession.values().removeIf(sent -> now.isAfter(sent.at.plus(LIFE)));
        boolean tooSoon = bySession.values().stream()
                .anyMatch(sent -> sent.person.equals(person) && now.isBefore(sent.at.plus(BETWEEN)));
        if (tooSoon) {
            return Optional.empty();
        }
        String code = String.format(Locale.ROOT, "%06d", random.nextInt(CODES));
        bySession.put(session, new Sent(code, person, now));
        return Optional.of(code);
    }

    /** What is wrong with a code; empty when it is right, and then it has served. */
    synchronized Optional<Refusal> check(String session, String code) {
        Sent sent = bySession.get(session);
        if (sent == null || clock.instant().isAfter(sent.at.plus(LIFE))) {
            return Optional.of(Refusal.CODE_EXPIRED);
        }
        if (sent.triesLeft == 0) {
            return Optional.of(Refusal.CODE_USED_UP);
        }
        if (!MessageDigest.isEqual(
                sent.code.getBytes(StandardCharsets.US_ASCII), code.getBytes(StandardCharsets.US_ASCII))) {
            sent.triesLeft--;
            return Optional.of(sent.triesLeft == 0 ? Refusal.CODE_USED_UP : Refusal.CODE_WRONG);
        }
        bySession.remove(session);
        return Optional.empty();
    }
}
