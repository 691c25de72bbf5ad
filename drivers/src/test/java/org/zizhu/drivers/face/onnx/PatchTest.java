package org.zizhu.drivers.face.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.face.Photo;

/** The quick ways to cut a part out of a picture give what the plain one gives, which is written down here. */
class PatchTest {
    private static final int WIDTH = 97;
    private static final int HEIGHT = 61;
    private static final int ACROSS = 13;
    private static final int DOWN = 11;

    private final SplittableRandom random = new SplittableRandom(7);
    private final byte[] rgb = new byte[3 * WIDTH * HEIGHT];
    private final Patch patch = new Patch(ACROSS, DOWN);

    private RgbPicture picture() {
        random.nextBytes(rgb);
        return RgbPicture.of(new Photo.Pixels(WIDTH, HEIGHT, rgb)).orElseThrow();
    }

    private float colour(int x, int y, int channel) {
        boolean inside = x >= 0 && y >= 0 && x < WIDTH && y < HEIGHT;
        return inside ? rgb[3 * (y * WIDTH + x) + channel] & 0xFF : 0;
    }

    private float[] plainly(Placement part, int samples, int channel) {
        float[] plane = new float[ACROSS * DOWN];
        for (int v = 0; v < DOWN; v++) {
            for (int u = 0; u < ACROSS; u++) {
                double sum = 0;
                for (int i = 0; i < samples; i++) {
                    for (int j = 0; j < samples; j++) {
                        double du = u + (j + 0.5) / samples;
                        double dv = v + (i + 0.5) / samples;
                        sum += samples == 1
                                ? between(part.x(du, dv) - 0.5, part.y(du, dv) - 0.5, channel)
                                : colour((int) Math.floor(part.x(du, dv)), (int) Math.floor(part.y(du, dv)), channel);
                    }
                }
                plane[v * ACROSS + u] = (float) (sum / (samples * samples));
            }
        }
        return plane;
    }

    private double between(double x, double y, int channel) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double above = (left + 1 - x) * colour(left, top, channel) + (x - left) * colour(left + 1, top, channel);
        double below =
                (left + 1 - x) * colour(left, top + 1, channel) + (x - left) * colour(left + 1, top + 1, channel);
        return (top + 1 - y) * above + (y - top) * below;
    }

    private void assertTakenAsPlainly(Placement part, int samples) {
        patch.take(picture(), part);
        assertArrayEquals(plainly(part, samples, 0), patch.red(), 0.01f);
        assertArrayEquals(plainly(part, samples, 1), patch.green(), 0.01f);
        assertArrayEquals(plainly(part, samples, 2), patch.blue(), 0.01f);
    }

    @Test
    void smallPart_isReadBetweenPixels_alsoBeyondTheEdges() {
        assertTakenAsPlainly(new Placement(0.8, 0, 20.3, 17.6), 1);
        assertTakenAsPlainly(new Placement(1.3, 0.2, 40.1, 30.2), 1);
        assertTakenAsPlainly(new Placement(1, 0, -5.5, -3.25), 1);
        assertTakenAsPlainly(new Placement(1.2, 0.4, 90, 55), 1);
    }

    @Test
    void largePart_isAveraged_alsoBeyondTheEdges() {
        assertTakenAsPlainly(new Placement(3.1, 0, 4.7, 2.2), 3);
        assertTakenAsPlainly(new Placement(4, 0, 0, 0), 4);
        assertTakenAsPlainly(new Placement(6.4, 0, -9.9, -20.2), 6);
    }

    @Test
    void turnedPart_isAveraged_alsoBeyondTheEdges() {
        assertTakenAsPlainly(new Placement(2.01, 0.3, 30.13, 20.17), 2);
        assertTakenAsPlainly(new Placement(2.7, -1.1, 11.03, 40.07), 3);
        assertTakenAsPlainly(new Placement(-1.9, 0.4, 50.11, 33.3), 2);
    }

    @Test
    void closed_showsNothing() {
        patch.take(picture(), new Placement(2, 0, 3, 3));
        patch.close();
        for (float[] plane : new float[][] {patch.red(), patch.green(), patch.blue()}) {
            for (float colour : plane) {
                assertEquals(0, colour);
            }
        }
    }
}
