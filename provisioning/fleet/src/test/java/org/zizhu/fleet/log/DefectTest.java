package org.zizhu.fleet.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Where it was, and nothing of what it was about. */
class DefectTest {

    @Test
    void classesAndPlacesAreTold_andNoWords() {
        Throwable cause = new IllegalArgumentException("for 张三");
        String told = Defect.of(new IllegalStateException("secret", cause));
        assertTrue(
                told.startsWith(
                        "java.lang.IllegalStateException at org.zizhu.fleet.log.DefectTest.classesAndPlacesAreTold"),
                told);
        assertTrue(told.contains("; because of java.lang.IllegalArgumentException at "), told);
        assertFalse(told.contains("secret") || told.contains("张三"), told);
        assertFalse(told.contains("\n"), "one line");
    }

    @Test
    void aCauseOfItself_isToldOnce() {
        Exception one = new Exception();
        Exception two = new Exception(one);
        one.initCause(two);
        assertEquals(2, Defect.of(two).split("because of", -1).length);
    }
}
