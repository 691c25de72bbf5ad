package org.zizhu.kiosk.identity.qr;

import java.util.Locale;

/** Why a code is refused; each has its words for citizens in {@code troubles.yaml}, by {@link #code}. */
public enum QrRefusal {
    /** Its time is over, by more than clocks may differ. */
    EXPIRED,
    /** Its time has not come, by more than clocks may differ. */
    NOT_YET_VALID,
    /** No key that this unit holds, and that is valid now, has made it. */
    UNKNOWN_ISSUER,
    /** The key that made it has been revoked. */
    ISSUER_REVOKED,
    /** It was not made by the key that it names, or has been changed. */
    BAD_SIGNATURE,
    /** It has been accepted before. */
    REPLAYED,
    /** It is meant for another unit or division. */
    OTHER_TERMINAL,
    /** This very code has been revoked. */
    REVOKED,
    /** It is none of ours, or damaged. */
    MALFORMED,
    /** Genuine perhaps, but not for this. */
    WRONG_KIND,
    /** What has been revoked lately is not known here, since the platform has not been reached for too long. */
    LIST_TOO_OLD,
    /** Neither ours nor of an application that the platform knows. */
    NOT_RECOGNISED;

    /** The code in {@code troubles.yaml} and on the platform's wire, such as qr-expired. */
    public String code() {
        return "qr-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
