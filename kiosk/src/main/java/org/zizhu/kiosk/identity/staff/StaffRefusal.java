package org.zizhu.kiosk.identity.staff;

import java.util.Locale;

/** Why a staff card opens nothing. Each has its words among the troubles, by {@link #code}. */
public enum StaffRefusal {
    /** What is on it is no certificate, or the card failed on being asked. */
    UNREADABLE,
    /** Another authority's, or one that was tampered with. */
    FOREIGN,
    /** The newest list of revoked cards is from the future: the unit's clock is behind, and nothing can be said of validity. */
    CLOCK_WRONG,
    EXPIRED,
    NOT_YET_VALID,
    /** The authority gave it no role here, or not for signing in. */
    NO_ROLE,
    OTHER_DIVISION,
    /** It lets its holder in, but not for this. */
    OTHER_ROLE,
    REVOKED,
    /** The unit has been without a fresh list of revoked cards for longer than it may. */
    LIST_TOO_OLD,
    /** Too many wrong PINs. */
    LOCKED,
    /** The card was pulled out while its PIN was checked; the card alone knows whether that cost a try. */
    PULLED,
    /** It could not sign with the certificate's key: a copy. */
    UNPROVEN;

    /** Stable, such as "staff-other-division". */
    public String code() {
        return "staff-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
