package org.zizhu.drivers.power.nut.emulator;

import java.time.Duration;

/**
 * A power supply as it is sold.
 *
 * @param runtime of a new battery under a kiosk's load, fully charged
 * @param lowPercent at which charge it says that the battery is low
 */
public record UpsModel(String maker, String model, Duration runtime, int lowPercent) {

    /** A small one, for an orderly end and no more. */
    public static final UpsModel BACK_UPS_650 =
            new UpsModel("American Power Conversion", "Back-UPS 650", Duration.ofMinutes(6), 20);

    /** On line, as in a 24-hour hall. */
    public static final UpsModel CASTLE_1K = new UpsModel("SANTAK", "CASTLE 1K", Duration.ofMinutes(12), 25);
}
