package org.zizhu.platform.document;

import java.time.Instant;
import java.time.LocalDate;

/**
 * An issued document as the archive has it, without its content.
 *
 * @param code verification code, 26 characters that cannot be guessed
 * @param terminal that had it issued
 * @param validUntil last valid day
 */
public record Document(
        String number,
        String code,
        String person,
        String terminal,
        DocumentType type,
        String issuer,
        String maskedName,
        String maskedNumber,
        int pages,
        String sha256,
        Instant issuedAt,
        LocalDate validUntil,
        State state) {

    /** Whether the paper may be relied on. */
    public enum State {
        /** On its way to the holder. */
        ISSUED,
        /** Taken by the holder. */
        DELIVERED,
        /** Never reached the holder, so nobody's paper is genuine. */
        REVOKED
    }

    @Override
    public String toString() {
        return "Document[" + number + " " + state + "]";
    }
}
