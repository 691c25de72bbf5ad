package org.zizhu.drivers.face.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Error rates, counted by hand. */
class RatesTest {
    private static final double EXACT = 1e-9;

    private final Rates rates = new Rates(new double[] {0.9, 0.4, 0.8, 0.7}, new double[] {0.1, 0.5, 0.2, 0.3, 0});

    @Test
    void scoreAtTheThreshold_isAbove() {
        assertEquals(0.2, rates.wronglyAbove(0.5), EXACT);
        assertEquals(0, rates.wronglyAbove(0.51), EXACT);
        assertEquals(0, rates.wronglyBelow(0.4), EXACT);
        assertEquals(0.25, rates.wronglyBelow(0.41), EXACT);
        assertEquals(1, rates.wronglyAbove(-1), EXACT);
        assertEquals(1, rates.wronglyBelow(1), EXACT);
    }

    @Test
    void equalErrorRate_isWhereTheGreaterErrorIsLeast() {
        assertEquals(0.2, rates.equalErrorRate(), EXACT);
        assertEquals(0, new Rates(new double[] {0.6}, new double[] {0.5}).equalErrorRate(), EXACT);
        assertEquals(1, new Rates(new double[] {0.1}, new double[] {0.9}).equalErrorRate(), EXACT);
    }

    @Test
    void thresholdForARate_letsNoMoreThrough() {
        double none = rates.thresholdFor(0.001);
        assertEquals(0, rates.wronglyAbove(none), EXACT);
        assertEquals(0.25, rates.wronglyBelow(none), EXACT);
        assertEquals(0.2, rates.wronglyAbove(rates.thresholdFor(0.2)), EXACT);
        assertEquals(1, rates.wronglyAbove(rates.thresholdFor(1)), EXACT);
    }

    @Test
    void noErrorOfAFew_isNotSaidToBeNone() {
        assertEquals("0 % (< 1.09 %)", Rates.words(0, 275));
        assertEquals("0 % (< 100.00 %)", Rates.words(0, 2));
        assertEquals("12.50 %", Rates.words(0.125, 8));
        assertEquals("–", Rates.words(0, 0));
    }
}
