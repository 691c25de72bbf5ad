package org.zizhu.drivers.face.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Where a network's input lies in a picture. */
class PlacementTest {
    private static final double EXACT = 1e-9;

    @Test
    void fitted_undoesAnyTurnScaleAndShift() {
        Placement real = new Placement(1.5, 0.8, 40, -7);
        double[] input = {10, 20, 70, 25, 40, 60, 15, 90};
        double[] picture = new double[input.length];
        for (int i = 0; i < input.length; i += 2) {
            picture[i] = real.x(input[i], input[i + 1]);
            picture[i + 1] = real.y(input[i], input[i + 1]);
        }
        Placement found = Placement.fitted(picture, input);
        assertEquals(real.a(), found.a(), EXACT);
        assertEquals(real.b(), found.b(), EXACT);
        assertEquals(real.c(), found.c(), EXACT);
        assertEquals(real.d(), found.d(), EXACT);
        assertEquals(Math.hypot(1.5, 0.8), found.scale(), EXACT);
    }

    @Test
    void largerSquare_staysWithinThePicture() {
        assertEquals(new Square(0, 100, 270), new Square(10, 185, 100).timesWithin(2.7, 1280, 720));
        assertEquals(new Square(0, 0, 720), new Square(10, 185, 400).timesWithin(2.7, 1280, 720));
        assertEquals(new Square(1010, 450, 270), new Square(1200, 650, 100).timesWithin(2.7, 1280, 720));
    }
}
