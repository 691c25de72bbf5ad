package org.zizhu.fleet.contract;

import java.util.Locale;

/** Why the fleet ends a connection, in its close code; contract.md §7. */
public enum Close {
    GOING_AWAY(1001),
    TEXT_ONLY(1003),
    MALFORMED_FRAME(4400),
    HELLO_EXPECTED(4401),
    REVOKED(4403),
    QUARANTINED(4405),
    SILENT(4408),
    SUPERSEDED(4409),
    NOT_READING(4412),
    FLOOD(4429),
    TOO_BUSY(4503);

    private final int code;

    Close(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public String reason() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
