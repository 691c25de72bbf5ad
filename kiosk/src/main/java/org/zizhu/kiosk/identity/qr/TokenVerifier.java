package org.zizhu.kiosk.identity.qr;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.zizhu.kiosk.journal.Journal;

/** Verifies Zizhu's own codes with what the unit holds; nobody is asked. Thread-safe. */
public final class TokenVerifier {

    /** Phones and units that set their clocks by the network differ by less; a screenshot is not of use for much longer. */
    static final Duration CLOCKS_DIFFER = Duration.ofMinutes(3);

    /** A unit that is cut off over night still hands out in the morning; what was stolen is not of use for two days. */
    static final Duration LIST_GOOD_FOR = Duration.ofHours(24);

    /** Where it is kept which codes were accepted. */
    public interface Accepted {
        /**
         * Notes durably that a code is accepted.
         *
         * @param digest of the code, hexadecimal
         * @param forgetAfter when the code would be refused anyhow
         * @return false if it was noted before
         */
        boolean once(String digest, Instant forgetAfter);

        /** Whether it was noted. */
        boolean before(String digest);

        /** In the unit's journal. */
        static Accepted in(Journal journal) {
            return new Accepted() {
                @Override
                public boolean once(String digest, Instant forgetAfter) {
                    return journal.acceptOnce(digest, forgetAfter);
                }

                @Override
                public boolean before(String digest) {
                    return journal.accepted(digest);
                }
            };
        }
    }

    private final IssuerTrust trust;
    private final Accepted accepted;
    private final String terminal;
    private final String division;
    private final InstantSource clock;

    /**
     * The verifier of a unit.
     *
     * @param division the unit's, GB/T 2260, six digits; empty if it is of none
     */
    public TokenVerifier(IssuerTrust trust, Accepted accepted, String terminal, String division, InstantSource clock) {
        this.trust = trust;
        this.accepted = accepted;
        this.terminal = terminal;
        this.division = division;
        this.clock = clock;
    }

    /** The kind that a code claims to be; empty for what is no code of ours. */
    Optional<QrKind> claimed(byte[] scanned) {
        return QrToken.read(scanned).map(token -> token.claims().kind());
    }

    /** Verifies a code that is to be acted upon, and uses it up. */
    QrVerdict verify(byte[] scanned, Set<QrKind> wanted) {
        // Last, for it uses the code up.
        return verify(scanned, wanted, this::usedUp);
    }

    /** The same before anything is done by the code: it can be shown again. */
    QrVerdict look(byte[] scanned, Set<QrKind> wanted) {
        return verify(
                scanned,
                wanted,
                claims -> claims.kind().once() && accepted.before(digest(claims))
                        ? Optional.of(QrRefusal.REPLAYED)
                        : Optional.empty());
    }

    private QrVerdict verify(byte[] scanned, Set<QrKind> wanted, Function<? super QrClaims, Optional<QrRefusal>> used) {
        Optional<QrToken> token = QrToken.read(scanned);
        if (token.isEmpty()) {
            return new QrVerdict.Refused(QrRefusal.MALFORMED);
        }
        QrClaims claims = token.get().claims();
        Instant now = clock.instant();
        Optional<QrRefusal> objection = notGenuine(token.get(), now)
                .or(() -> wanted.contains(claims.kind()) ? Optional.empty() : Optional.of(QrRefusal.WRONG_KIND))
                .or(() -> untimely(claims, now))
                .or(() -> elsewhere(claims))
                .or(() -> revoked(claims, now))
                .or(() -> used.apply(claims));
        return objection.<QrVerdict>map(QrVerdict.Refused::new).orElseGet(() -> new QrVerdict.Accepted(claims));
    }

    private Optional<QrRefusal> notGenuine(QrToken token, Instant now) {
        String id = HexFormat.of().formatHex(token.message().keyId());
        Optional<IssuerKey> key = trust.key(id)
                .filter(known -> known.validAt(now))
                .filter(known -> known.issuer().equals(token.claims().issuer()));
        if (key.isEmpty()) {
            return Optional.of(QrRefusal.UNKNOWN_ISSUER);
        }
        if (trust.list(key.get().issuer()).map(list -> list.keys().contains(id)).orElse(false)) {
            return Optional.of(QrRefusal.ISSUER_REVOKED);
        }
        return token.message().signedBy(key.get().key()) ? Optional.empty() : Optional.of(QrRefusal.BAD_SIGNATURE);
    }

    private static Optional<QrRefusal> untimely(QrClaims claims, Instant now) {
        if (now.plus(CLOCKS_DIFFER).isBefore(claims.notBefore())) {
            return Optional.of(QrRefusal.NOT_YET_VALID);
        }
        return now.minus(CLOCKS_DIFFER).isAfter(claims.expires()) ? Optional.of(QrRefusal.EXPIRED) : Optional.empty();
    }

    private Optional<QrRefusal> elsewhere(QrClaims claims) {
        return claims.audience()
                .filter(audience -> !audience.admits(terminal, division))
                .map(audience -> QrRefusal.OTHER_TERMINAL);
    }

    private Optional<QrRefusal> revoked(QrClaims claims, Instant now) {
        Optional<RevocationList> list = trust.list(claims.issuer());
        if (list.isPresent() && list.get().codes().contains(HexFormat.of().formatHex(claims.nonce()))) {
            return Optional.of(QrRefusal.REVOKED);
        }
        boolean fresh = list.map(known -> !known.issuedAt().plus(LIST_GOOD_FOR).isBefore(now))
                .orElse(false);
        return fresh || !claims.kind().needsList() ? Optional.empty() : Optional.of(QrRefusal.LIST_TOO_OLD);
    }

    private Optional<QrRefusal> usedUp(QrClaims claims) {
        if (!claims.kind().once()) {
            return Optional.empty();
        }
        // By when every clock that is tolerated has passed its end.
        Instant forgetAfter = claims.expires().plus(CLOCKS_DIFFER.multipliedBy(2));
        return accepted.once(digest(claims), forgetAfter) ? Optional.empty() : Optional.of(QrRefusal.REPLAYED);
    }

    private static String digest(QrClaims claims) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(claims.issuer().getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            return HexFormat.of().formatHex(sha256.digest(claims.nonce()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
