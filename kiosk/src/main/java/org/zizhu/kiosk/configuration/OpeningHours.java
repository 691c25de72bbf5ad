package org.zizhu.kiosk.configuration;

import java.time.LocalTime;

/**
 * When citizens are served, the same every day.
 *
 * @param opens before it closes, by China's time
 */
public record OpeningHours(LocalTime opens, LocalTime closes) {

    /** @throws IllegalArgumentException if it closes before it opens */
    public OpeningHours {
        if (!opens.isBefore(closes)) {
            throw new IllegalArgumentException("it closes before it opens");
        }
    }

    public boolean open(LocalTime now) {
        return !now.isBefore(opens) && now.isBefore(closes);
    }

    /** Such as 08:00–20:00. */
    @Override
    public String toString() {
        return opens + "–" + closes;
    }
}
