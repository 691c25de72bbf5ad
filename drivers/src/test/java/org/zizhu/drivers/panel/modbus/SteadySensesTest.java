package org.zizhu.drivers.panel.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zizhu.drivers.panel.Panel.Sense.CALL_BUTTON;
import static org.zizhu.drivers.panel.Panel.Sense.FRONT_DOOR_OPEN;
import static org.zizhu.drivers.panel.Panel.Sense.PRESENCE;
import static org.zizhu.drivers.panel.Panel.Sense.TAMPER;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.panel.Panel.Change;
import org.zizhu.drivers.panel.Panel.Sense;

class SteadySensesTest {
    private final AtomicLong nanos = new AtomicLong();
    private final SteadySenses senses = new SteadySenses(nanos::get);

    private List<Change> look(Sense sense, boolean active) {
        return senses.look(Map.of(sense, active));
    }

    @Test
    void firstLook_isBelieved_andIsNoChange() {
        assertEquals(List.of(), look(FRONT_DOOR_OPEN, true));
        assertTrue(senses.active(FRONT_DOOR_OPEN));
    }

    @Test
    void callButton_isBelievedAtOnce() {
        look(CALL_BUTTON, false);
        assertEquals(List.of(new Change(CALL_BUTTON, true)), look(CALL_BUTTON, true));
        assertEquals(List.of(new Change(CALL_BUTTON, false)), look(CALL_BUTTON, false));
    }

    @Test
    void doorThatRattles_neverMoves_andOneThatStaysOpenDoes() {
        look(FRONT_DOOR_OPEN, false);
        for (int i = 0; i < 20; i++) {
            assertEquals(List.of(), look(FRONT_DOOR_OPEN, i % 2 == 0));
        }
        assertFalse(senses.active(FRONT_DOOR_OPEN));
        look(FRONT_DOOR_OPEN, true);
        assertEquals(List.of(new Change(FRONT_DOOR_OPEN, true)), look(FRONT_DOOR_OPEN, true));
    }

    @Test
    void whoComes_isSeenAtOnce_andIsStillThereWhenTheRadarBlinks() {
        look(PRESENCE, false);
        assertEquals(List.of(new Change(PRESENCE, true)), look(PRESENCE, true));
        assertEquals(List.of(), look(PRESENCE, false));
        assertEquals(List.of(), look(PRESENCE, false));
        assertEquals(List.of(), look(PRESENCE, true));
        look(PRESENCE, false);
        look(PRESENCE, false);
        assertEquals(List.of(new Change(PRESENCE, false)), look(PRESENCE, false));
    }

    @Test
    void whatChangedWhileTheBoardWasAway_isToldAtTheNextLook() {
        look(TAMPER, false);
        senses.lookAway();
        assertEquals(List.of(new Change(TAMPER, true)), look(TAMPER, true));
    }

    @Test
    void howLongASenseIsActive_isKnown() {
        look(CALL_BUTTON, false);
        look(CALL_BUTTON, true);
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
        assertEquals(Duration.ofSeconds(31), senses.activeFor(CALL_BUTTON));
        look(CALL_BUTTON, false);
        assertEquals(Duration.ZERO, senses.activeFor(CALL_BUTTON));
    }
}
