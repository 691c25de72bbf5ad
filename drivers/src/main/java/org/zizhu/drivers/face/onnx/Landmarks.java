package org.zizhu.drivers.face.onnx;

import java.util.Arrays;

/**
 * The 68 points of a face (numbered as in Multi-PIE), in pixels of the picture. They are a citizen's: {@link #close} overwrites
 * them.
 */
record Landmarks(double[] xy) implements AutoCloseable {

    static final int POINTS = 68;

    private static final int NOSE_TIP = 30;
    private static final int CHEEK_RIGHT = 2;
    private static final int CHEEK_LEFT = 14;
    private static final int[] EYE_RIGHT = {37, 38, 40, 41};
    private static final int[] EYE_LEFT = {43, 44, 46, 47};
    private static final int[] MOUTH_RIGHT = {48, 60};
    private static final int[] MOUTH_LEFT = {54, 64};

    /** How far the tip of a nose stands out before the line of the cheeks, to half that line: of a middle face. */
    private static final double NOSE_STANDS_OUT = 0.9;

    /** The middles of both eyes, the tip of the nose and the corners of the mouth; the citizen's right first. */
    double[] fivePoints() {
        double[] five = new double[10];
        int[][] groups = {EYE_RIGHT, EYE_LEFT, {NOSE_TIP}, MOUTH_RIGHT, MOUTH_LEFT};
        for (int i = 0; i < groups.length; i++) {
            five[2 * i] = middle(groups[i], 0);
            five[2 * i + 1] = middle(groups[i], 1);
        }
        return five;
    }

    private double middle(int[] points, int axis) {
        return Arrays.stream(points)
                .mapToDouble(point -> xy[2 * point + axis])
                .average()
                .orElseThrow();
    }

    double eyeDistance() {
        return Math.hypot(middle(EYE_LEFT, 0) - middle(EYE_RIGHT, 0), middle(EYE_LEFT, 1) - middle(EYE_RIGHT, 1));
    }

    /** By how much the eyes' line is tilted, in degrees; positive to the citizen's own left shoulder. */
    double roll() {
        return Math.toDegrees(
                Math.atan2(middle(EYE_LEFT, 1) - middle(EYE_RIGHT, 1), middle(EYE_LEFT, 0) - middle(EYE_RIGHT, 0)));
    }

    /**
     * By how much the head is turned, in degrees; positive to the citizen's own left. The nose's tip wanders between the cheeks
     * as the head turns, which it can't on a flat picture, however that is turned.
     */
    double yaw() {
        double toRight = distance(NOSE_TIP, CHEEK_RIGHT);
        double toLeft = distance(NOSE_TIP, CHEEK_LEFT);
        double share = (toRight - toLeft) / (toRight + toLeft);
        return Math.toDegrees(Math.atan(share / NOSE_STANDS_OUT));
    }

    private double distance(int one, int other) {
        return Math.hypot(xy[2 * one] - xy[2 * other], xy[2 * one + 1] - xy[2 * other + 1]);
    }

    @Override
    public void close() {
        Arrays.fill(xy, 0);
    }

    @Override
    public String toString() {
        return "Landmarks";
    }
}
