package org.zizhu.drivers.camera.emulator;

import java.awt.image.BufferedImage;

/**
 * A photo on a sheet of paper that is held upright before a camera, turned about its upright middle, and perhaps bent about it, as
 * around a can: what somebody tries who has a photo and is asked to turn the head.
 */
public final class PhotoSheet {

    /** From the camera, in breadths of the photo. */
    private static final double DISTANCE = 3;

    /** Of each pixel across, so that what comes nearer has no gaps. */
    private static final int SAMPLES = 4;

    private PhotoSheet() {}

    /** A flat one, see {@link #bent}. */
    public static BufferedImage flat(BufferedImage photo, double degrees) {
        return drawn(photo, Double.POSITIVE_INFINITY, degrees);
    }

    /**
     * What the camera sees of it, on nothing; half as broad and high again as the photo.
     *
     * @param radius of the bend, in breadths of the photo
     * @param degrees as a head is turned to its own left
     */
    public static BufferedImage bent(BufferedImage photo, double radius, double degrees) {
        return drawn(photo, radius, degrees);
    }

    private static BufferedImage drawn(BufferedImage photo, double radius, double degrees) {
        int breadth = photo.getWidth();
        int width = breadth + breadth / 2;
        BufferedImage seen =
                new BufferedImage(width, photo.getHeight() + photo.getHeight() / 2, BufferedImage.TYPE_INT_ARGB);
        double sine = Math.sin(Math.toRadians(degrees));
        double cosine = Math.cos(Math.toRadians(degrees));
        double[] nearest = new double[width];
        double last = Double.NaN;
        for (int sample = 0; sample < SAMPLES * breadth; sample++) {
            double along = (sample + 0.5) / (SAMPLES * breadth) - 0.5;
            boolean bent = Double.isFinite(radius);
            double across = bent ? radius * Math.sin(along / radius) : along;
            double out = bent ? radius * (Math.cos(along / radius) - 1) : 0;
            double near = out * cosine - across * sine;
            double scale = DISTANCE / (DISTANCE - near);
            double x = (across * cosine + out * sine) * scale;
            int column = (int) Math.floor(width / 2.0 + x * breadth);
            // What goes back is the sheet's other side.
            if (column >= 0 && column < width && !(x <= last) && (nearest[column] == 0 || scale > nearest[column])) {
                nearest[column] = scale;
                draw(photo, (int) ((along + 0.5) * breadth), seen, column, scale);
            }
            last = x;
        }
        return seen;
    }

    private static void draw(BufferedImage photo, int from, BufferedImage seen, int column, double scale) {
        for (int y = 0; y < seen.getHeight(); y++) {
            int row = (int) Math.floor((y + 0.5 - seen.getHeight() / 2.0) / scale + photo.getHeight() / 2.0);
            boolean onIt = row >= 0 && row < photo.getHeight();
            seen.setRGB(column, y, onIt ? photo.getRGB(from, row) : 0);
        }
    }
}
