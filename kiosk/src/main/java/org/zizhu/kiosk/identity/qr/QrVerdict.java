package org.zizhu.kiosk.identity.qr;

/** What came of verifying one of Zizhu's own codes. */
public sealed interface QrVerdict {

    /** Genuine, in time, meant for here, not revoked, and not shown here before. */
    record Accepted(QrClaims claims) implements QrVerdict {}

    /** Not to be acted upon. */
    record Refused(QrRefusal why) implements QrVerdict {}
}
