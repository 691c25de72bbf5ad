package org.zizhu.drivers.power.nut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** On a clock of its own, looked at every 400 ms. */
class SteadyMainsTest {
    private long nanos;
    private final SteadyMains mains = new SteadyMains(() -> nanos);

    @Test
    void outage_isBelievedAtOnce_andItsEndAtTheSecondLook() {
        assertFalse(look(false));
        assertTrue(look(true));
        assertTrue(look(false));
        assertFalse(look(false));
    }

    @Test
    void mainsThatFlicker_areOneOutageUntilTheyAreCalm() {
        int ends = 0;
        boolean before = false;
        for (int i = 0; i < 100; i++) {
            // Off for a second, on for two: long enough to be believed the first time.
            boolean outage = look(i % 8 < 3);
            ends += before && !outage ? 1 : 0;
            before = outage;
        }
        assertEquals(1, ends);
        nanos += Duration.ofSeconds(6).toNanos();
        look(false);
        nanos += Duration.ofSeconds(6).toNanos();
        assertFalse(look(false));
    }

    private boolean look(boolean onBattery) {
        nanos += Duration.ofMillis(400).toNanos();
        return mains.outage(onBattery);
    }
}
