package org.zizhu.fleet.report;

import java.time.Duration;
import java.time.Instant;
import org.zizhu.fleet.contract.Report;

/**
 * When something happened, by the fleet's clock; contract.md §8.
 *
 * @param certain false where the unit has restarted since, so that its clock had to be believed
 */
public record Dated(Instant at, boolean certain) {

    /** Nothing that is told can be older than a unit's longest time in a box; an age above is nonsense. */
    private static final Duration OLDEST = Duration.ofDays(3653);

    /**
     * @param received when it came
     * @param offset the fleet's clock less the unit's
     */
    public static Dated of(Report report, Instant received, Duration offset) {
        Long age = report.ageMs();
        if (age != null && age <= OLDEST.toMillis()) {
            return new Dated(received.minusMillis(age), true);
        }
        Instant told = Instant.parse(report.at()).plus(offset);
        return new Dated(told.isAfter(received) ? received : told, false);
    }
}
