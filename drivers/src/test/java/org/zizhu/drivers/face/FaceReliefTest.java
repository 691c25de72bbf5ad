package org.zizhu.drivers.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FaceReliefTest {

    @Test
    void noseThatStandsOut_isSeenToGoFurther_toTheSideOfTheTurn() {
        FaceRelief straight = Reliefs.of(0, Reliefs.OF_A_HEAD);
        for (double yaw : new double[] {-8, -4, 4, 8}) {
            OptionalDouble nose = Reliefs.of(yaw, Reliefs.OF_A_HEAD).noseSince(straight);
            assertEquals(yaw * Reliefs.OF_A_HEAD, nose.orElseThrow(), 0.006);
        }
    }

    @Test
    void paper_hasNone() {
        FaceRelief straight = Reliefs.of(0, Reliefs.OF_PAPER);
        assertEquals(0, Reliefs.of(12, Reliefs.OF_PAPER).noseSince(straight).orElseThrow(), 1e-3);
    }

    @Test
    void anotherFace_orNothing_isNotFollowed() {
        FaceRelief straight = Reliefs.of(0, Reliefs.OF_A_HEAD);
        assertTrue(Reliefs.of(2, 0, Reliefs.OF_A_HEAD).noseSince(straight).isEmpty());
        FaceRelief dark = FaceRelief.of(new float[FaceRelief.SIDE * FaceRelief.SIDE]);
        assertTrue(dark.noseSince(straight).isEmpty());
        assertTrue(straight.noseSince(dark).isEmpty());
    }

    @Test
    void noseThatJumpsFurtherThanItIsLookedFor_isNotFollowed() {
        FaceRelief straight = Reliefs.of(0, Reliefs.OF_A_HEAD);
        assertTrue(Reliefs.of(40, Reliefs.OF_A_HEAD).noseSince(straight).isEmpty());
    }

    @Test
    void closed_nothingIsLeft() {
        float[] grey = new float[FaceRelief.SIDE * FaceRelief.SIDE];
        grey[7] = 1;
        FaceRelief.of(grey).close();
        assertEquals(0, grey[7]);
        assertThrows(IllegalArgumentException.class, () -> FaceRelief.of(new float[3]));
    }
}
