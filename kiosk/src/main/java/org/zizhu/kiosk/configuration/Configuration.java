package org.zizhu.kiosk.configuration;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.catalogue.Catalogue;

/**
 * What a unit goes by that its centre may change.
 *
 * @param hotline the number to call for a person
 * @param catalogue the items that are offered
 * @param idle how long nobody may touch the kiosk before it asks whether they are still there; twice that in large type
 * @param stockWarning a supply that will not last so long is low
 * @param hours when citizens are served; null for day and night
 */
public record Configuration(
        String hotline, Catalogue catalogue, Duration idle, Duration stockWarning, @Nullable OpeningHours hours) {

    public static final Duration USUAL_IDLE = Duration.ofMinutes(1);

    /** Staff come by twice a week: they should hear of it a visit ahead. */
    public static final Duration USUAL_STOCK_WARNING = Duration.ofDays(4);

    /** As a unit comes. */
    public static Configuration usual(String hotline, Catalogue catalogue) {
        return new Configuration(hotline, catalogue, USUAL_IDLE, USUAL_STOCK_WARNING, null);
    }
}
