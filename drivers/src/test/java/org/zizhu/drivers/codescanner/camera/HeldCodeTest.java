package org.zizhu.drivers.codescanner.camera;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** When a code that was read before is read again. */
class HeldCodeTest {

    private static final byte[] ONE = "TEST-ONE".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHER = "TEST-OTHER".getBytes(StandardCharsets.US_ASCII);

    private final HeldCode held = new HeldCode();

    private static long millis(long count) {
        return count * 1_000_000;
    }

    private void readFirst() {
        held.scanBegins(0);
        assertTrue(held.isNew(ONE, millis(300)));
    }

    @Test
    void stillThereInTheNextScan_isNotRead_howeverLongItIsHeld() {
        readFirst();
        held.scanBegins(millis(2000));
        for (long now = 2100; now < 20_000; now += 700) {
            assertFalse(held.isNew(ONE, millis(now)), "at " + now);
        }
    }

    @Test
    void awayForASecondAndBack_isRead() {
        readFirst();
        held.scanBegins(millis(2000));
        assertFalse(held.isNew(ONE, millis(2100)));
        assertTrue(held.isNew(ONE, millis(3200)));
    }

    @Test
    void awayAtTheEndOfAScanThatSawNothing_isReadByTheNext() {
        readFirst();
        held.scanBegins(millis(400));
        held.scanEnds(millis(1900));
        held.scanBegins(millis(1950));
        assertTrue(held.isNew(ONE, millis(2000)));
    }

    @Test
    void anotherCode_isReadAtOnce_andThenTheFirstIsNewAgain() {
        readFirst();
        held.scanBegins(millis(400));
        assertTrue(held.isNew(OTHER, millis(500)));
        held.scanBegins(millis(600));
        assertTrue(held.isNew(ONE, millis(700)));
    }

    @Test
    void sameCodeInALaterVisit_isRead() {
        readFirst();
        held.scanBegins(millis(60_000));
        assertTrue(held.isNew(ONE, millis(60_100)));
    }
}
