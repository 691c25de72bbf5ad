package org.zizhu.fleet.operator;

import java.util.Locale;

/** What somebody at the centre may do. Each may do what those before it may. */
public enum Role {
    /** See. */
    VIEWER,
    /** Acknowledge alarms, give commands, show notices, look at displays. */
    OPERATOR,
    /** Bring units in and take them out, test and power-cycle their devices, read their logs. */
    ENGINEER,
    /** Say who else may do what. */
    ADMINISTRATOR;

    public boolean mayWhat(Role other) {
        return compareTo(other) >= 0;
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
