package org.zizhu.fleet.contract;

import java.util.Locale;

/** Every reason for which the fleet says no to a request; contract.md §2. The name in lower case with hyphens is the code on the wire. */
public enum Refusal {
    MALFORMED_REQUEST(400),
    CSR_INVALID(400),
    CERTIFICATE_REQUIRED(401),
    TOKEN_UNKNOWN(403),
    TOKEN_EXPIRED(403),
    ENROLMENT_REFUSED(403),
    CERTIFICATE_UNKNOWN(403),
    CERTIFICATE_EXPIRED(403),
    REVOKED(403),
    QUARANTINED(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    TOKEN_USED(409),
    NAME_MISMATCH(409),
    NAME_TAKEN(409),
    SESSION_UNKNOWN(409),
    TOO_LARGE(413),
    NOT_JSON(415),
    CONTRACT_VERSION(426),
    TOO_MANY_REQUESTS(429),
    HEADER_TOO_LARGE(431),
    INTERNAL_ERROR(500),
    TOO_BUSY(503);

    private final int status;

    Refusal(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
