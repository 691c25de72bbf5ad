package org.zizhu.fleet.overview;

import java.util.Locale;

/** How a unit is at a glance, the worst first. */
public enum Mood {
    /** Taken out of the fleet: revoked, or there are two of it. */
    BARRED,
    /** Not heard. */
    AWAY,
    /** It stands there and does not serve. */
    DOWN,
    /** It serves, but not all. */
    CARE,
    WELL,
    /** Registered; nothing has enrolled under its name so far. */
    AWAITED;

    /** As addresses and style sheets call it. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }
}
