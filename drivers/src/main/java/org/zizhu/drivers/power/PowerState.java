package org.zizhu.drivers.power;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the unit lives on.
 *
 * @param source an error or silence of the supply is {@code UNKNOWN}, never {@code BATTERY}
 * @param batteryLow on battery, and about to go out: settle, flush, shut down
 * @param chargePercent 0 to 100
 * @param runtime how long the battery lasts, as the supply reckons
 */
public record PowerState(Source source, boolean batteryLow, OptionalInt chargePercent, Optional<Duration> runtime) {

    /** Where the current comes from. */
    public enum Source {
        MAINS,
        BATTERY,
        UNKNOWN
    }

    public static PowerState unknown() {
        return new PowerState(Source.UNKNOWN, false, OptionalInt.empty(), Optional.empty());
    }
}
