package org.zizhu.drivers.face.onnx;

/**
 * Where a network's input lies in the picture: turned, scaled and moved, but not sheared (a similarity). As complex numbers:
 * {@code picture = (a + bi) · input + (c + di)}.
 */
record Placement(double a, double b, double c, double d) {

    /** A square of the picture, as the whole input. */
    static Placement square(double left, double top, double side, int inputSide) {
        double scale = side / inputSide;
        return new Placement(scale, 0, left, top);
    }

    /**
     * The one that brings points of the picture as near as can be to points of the input (least squares; Umeyama 1991 without
     * reflection).
     *
     * @param picture x and y of each
     * @param input x and y of each
     */
    static Placement fitted(double[] picture, double[] input) {
        int points = picture.length / 2;
        double px = 0;
        double py = 0;
        double qx = 0;
        double qy = 0;
        for (int i = 0; i < points; i++) {
            px += picture[2 * i] / points;
            py += picture[2 * i + 1] / points;
            qx += input[2 * i] / points;
            qy += input[2 * i + 1] / points;
        }
        // input − q = m · (picture − p), and m = Σ conj(picture − p) · (input − q) / Σ |picture − p|².
        double real = 0;
        double imaginary = 0;
        double square = 0;
        for (int i = 0; i < points; i++) {
            double x = picture[2 * i] - px;
            double y = picture[2 * i + 1] - py;
            double u = input[2 * i] - qx;
            double v = input[2 * i + 1] - qy;
            real += x * u + y * v;
            imaginary += x * v - y * u;
            square += x * x + y * y;
        }
        real /= square;
        imaginary /= square;
        // The way back: 1 / m.
        double length = real * real + imaginary * imaginary;
        double a = real / length;
        double b = -imaginary / length;
        return new Placement(a, b, px - a * qx + b * qy, py - b * qx - a * qy);
    }

    double x(double u, double v) {
        return a * u - b * v + c;
    }

    double y(double u, double v) {
        return b * u + a * v + d;
    }

    /** Not turned. */
    boolean upright() {
        return b == 0;
    }

    /** Pixels of the picture to one of the input. */
    double scale() {
        return Math.hypot(a, b);
    }
}
