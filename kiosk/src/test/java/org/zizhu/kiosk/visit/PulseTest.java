package org.zizhu.kiosk.visit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.zizhu.kiosk.tabletop.SimulatedInbox;

/** Whether the visit moves is told by how it comes to its inbox. */
class PulseTest {

    @Test
    void visitThatWaitsForADay_moves_andOneThatReckonsForAMinuteDoesNot() {
        SimulatedInbox time = new SimulatedInbox(Instant.EPOCH);
        Pulse pulse = new Pulse(time);
        for (Duration when : new Duration[] {Duration.ofMinutes(2), Duration.ofHours(10)}) {
            time.after(when, () -> assertFalse(pulse.stuck(), "it waits"));
        }
        pulse.take(Duration.ofDays(1));
        assertFalse(pulse.stuck());

        time.take(Duration.ofSeconds(59));
        assertFalse(pulse.stuck());
        time.take(Duration.ofSeconds(1));
        assertTrue(pulse.stuck());
        pulse.take(Duration.ofSeconds(1));
        assertFalse(pulse.stuck(), "it has come round");
    }
}
