package org.zizhu.fleet.health.rule;

import java.util.Locale;

/** How something is wrong, the worst first. The three are different alarms: each is seen to by another act. */
public enum Grade {
    /** It is not there, or does nothing. */
    DOWN,
    /** It is there and does not move. */
    STUCK,
    /** It works, but not all of it, or not for much longer. */
    DEGRADED;

    /** As addresses, files and tables call it. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Grade of(String keyword) {
        return valueOf(keyword.toUpperCase(Locale.ROOT));
    }
}
