package org.zizhu.drivers.face;

import java.util.SplittableRandom;

/** Faces that are nothing but spots, whose nose goes to the side as their head turns. */
final class Reliefs {

    /** Of a head, as measured: eye distances for each degree. */
    static final double OF_A_HEAD = 0.005;

    static final double OF_PAPER = 0;

    private static final int SPOT = 3;
    private static final int SPOTS = 60;
    private static final double EYE_DISTANCE = 35.2;
    private static final int NOSE_FROM = 60;
    private static final int NOSE_TO = 84;

    private Reliefs() {}

    /** @param nose by how much it goes for each degree, in eye distances */
    static FaceRelief of(double yaw, double nose) {
        return of(1, yaw, nose);
    }

    static FaceRelief of(long face, double yaw, double nose) {
        double[][] spots = spots(face);
        float[] grey = new float[FaceRelief.SIDE * FaceRelief.SIDE];
        for (int y = 0; y < FaceRelief.SIDE; y++) {
            double went = y >= NOSE_FROM && y < NOSE_TO ? yaw * nose * EYE_DISTANCE : 0;
            for (int x = 0; x < FaceRelief.SIDE; x++) {
                grey[y * FaceRelief.SIDE + x] = (float) between(spots, x - went, y);
            }
        }
        return FaceRelief.of(grey);
    }

    private static double[][] spots(long face) {
        SplittableRandom random = new SplittableRandom(face);
        double[][] spots = new double[SPOTS][SPOTS];
        for (double[] row : spots) {
            for (int i = 0; i < SPOTS; i++) {
                row[i] = random.nextDouble();
            }
        }
        return spots;
    }

    private static double between(double[][] spots, double x, double y) {
        // Ten spots aside, so that what moves is never before the first.
        double across = x / SPOT + 10;
        double down = y / SPOT;
        int i = (int) down;
        int j = (int) across;
        double right = across - j;
        double below = down - i;
        return (1 - below) * ((1 - right) * spots[i][j] + right * spots[i][j + 1])
                + below * ((1 - right) * spots[i + 1][j] + right * spots[i + 1][j + 1]);
    }
}
