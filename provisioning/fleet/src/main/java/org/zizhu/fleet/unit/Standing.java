package org.zizhu.fleet.unit;

import java.util.Locale;

/** What the fleet thinks of a unit. */
public enum Standing {
    /** Registered; nothing has enrolled under its name so far. */
    AWAITED,
    ENROLLED,
    /** An operator has taken its certificates away. */
    REVOKED,
    /** There are two of it. */
    QUARANTINED;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Standing of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
