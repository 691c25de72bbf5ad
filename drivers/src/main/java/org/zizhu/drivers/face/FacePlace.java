package org.zizhu.drivers.face;

/**
 * Where a face is, in shares of the picture from its top left, so that a screen of any size can frame it.
 *
 * @param centreX 0 to 1
 * @param centreY 0 to 1
 * @param width of the face, in shares of the picture's width
 * @param height of the face, in shares of the picture's height
 */
public record FacePlace(double centreX, double centreY, double width, double height) {

    /** How much of both is common to both: 1 for the same place, 0 for two places apart. */
    public double overlap(FacePlace other) {
        double across = common(centreX, width, other.centreX, other.width);
        double down = common(centreY, height, other.centreY, other.height);
        double both = across * down;
        double either = width * height + other.width * other.height - both;
        return either > 0 ? both / either : 0;
    }

    private static double common(double centre, double length, double otherCentre, double otherLength) {
        double from = Math.max(centre - length / 2, otherCentre - otherLength / 2);
        double to = Math.min(centre + length / 2, otherCentre + otherLength / 2);
        return Math.max(0, to - from);
    }
}
