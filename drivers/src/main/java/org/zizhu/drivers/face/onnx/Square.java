package org.zizhu.drivers.face.onnx;

/** A square part of a picture, in pixels; it may reach beyond the picture. */
record Square(double left, double top, double side) {

    static Square around(double centreX, double centreY, double side) {
        return new Square(centreX - side / 2, centreY - side / 2, side);
    }

    double centreX() {
        return left + side / 2;
    }

    double centreY() {
        return top + side / 2;
    }

    /** As much larger, around the same middle. */
    Square times(double factor) {
        return around(centreX(), centreY(), side * factor);
    }

    /** As much larger, but moved and made smaller so that it lies within the picture. */
    Square timesWithin(double factor, int width, int height) {
        double larger = Math.min(side * factor, Math.min(width, height));
        double x = Math.max(0, Math.min(centreX() - larger / 2, width - larger));
        double y = Math.max(0, Math.min(centreY() - larger / 2, height - larger));
        return new Square(x, y, larger);
    }

    Placement placement(int inputSide) {
        return Placement.square(left, top, side, inputSide);
    }
}
