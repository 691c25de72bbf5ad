package org.zizhu.kiosk.identity.qr;

import java.time.Instant;
import java.util.Optional;

/**
 * What one of Zizhu's own codes says, in whole seconds. It may concern a person: {@link #toString} says its kind only.
 *
 * @param subject an opaque handle whose meaning follows from the kind; never an identity number
 * @param nonce the code's own identity, 8 to 16 bytes (the cti of a CWT, RFC 8392)
 * @param audience where it may be shown; empty for everywhere
 */
public record QrClaims(
        String issuer,
        QrKind kind,
        String subject,
        Instant notBefore,
        Instant expires,
        byte[] nonce,
        Optional<QrAudience> audience) {

    @Override
    public String toString() {
        return "QrClaims[" + kind + "]";
    }
}
