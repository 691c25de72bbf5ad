package org.zizhu.kiosk.fleet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How units come back after an outage; contract.md §7. */
class BackOffTest {

    @Test
    void waitsGrowToFiveMinutes_andAreSpreadOverAllOfIt() {
        long longest = 0;
        long sum = 0;
        int units = 1_000;
        for (int unit = 0; unit < units; unit++) {
            BackOff backOff = new BackOff(new SplittableRandom(unit));
            assertTrue(backOff.next().compareTo(Duration.ofSeconds(1)) <= 0, "soon at first");
            Duration wait = Duration.ZERO;
            for (int failure = 0; failure < 20; failure++) {
                wait = backOff.next();
            }
            longest = Math.max(longest, wait.toMillis());
            sum += wait.toMillis();
            backOff.begin();
            assertTrue(backOff.next().compareTo(Duration.ofSeconds(1)) <= 0, "soon again after it went well");
        }
        long most = BackOff.LONGEST.toMillis();
        assertTrue(longest <= most && longest > most * 9 / 10, "longest " + longest);
        assertTrue(Math.abs(sum / units - most / 2) < most / 20, "mean " + sum / units);
    }
}
