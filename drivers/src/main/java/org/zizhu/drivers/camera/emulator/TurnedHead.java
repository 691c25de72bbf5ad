package org.zizhu.drivers.camera.emulator;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * A photo of a face laid over the form of a head, which is then turned about its upright axis: the way from a photo that looks
 * straight to one that is turned, for which there are no photos. The form is that of no one: an egg, and a nose that stands out before it.
 *
 * <p>The photo is a close-up as dlib cuts it: eyes at 0.3 and 0.7 of its width and 0.29 of its height, the nose's tip in its middle.
 */
public final class TurnedHead {

    /** Half the head's breadth, and how far it comes out before its axis; in shares of the photo's breadth, as all below. */
    private static final double HALF_BREADTH = 0.47;

    /** From the egg's middle to its top and bottom. */
    private static final double HALF_HEIGHT = 0.66;

    private static final double MIDDLE_X = 0.5;
    private static final double MIDDLE_Y = 0.45;

    /** A nose stands out by a little more than half of the distance between both eyes. */
    private static final double NOSE_STANDS_OUT = 0.17;

    private static final double NOSE_HALF_BREADTH = 0.08;
    private static final double NOSE_TIP_Y = 0.49;
    private static final double NOSE_ABOVE = 0.13;
    private static final double NOSE_BELOW = 0.05;

    /** Of each pixel across, so that what comes nearer has no gaps. */
    private static final int SAMPLES = 2;

    private TurnedHead() {}

    /**
     * The face turned by so much, on what was behind it.
     *
     * @param degrees positive to the person's own left
     */
    public static BufferedImage of(BufferedImage face, double degrees) {
        int width = face.getWidth();
        int height = face.getHeight();
        // Whole rows at a time: one pixel after the other would be too slow for pictures that are painted while they
        // are sent.
        int[] photo = face.getRGB(0, 0, width, height, null, 0, width);
        int[] painted = photo.clone();
        double sine = Math.sin(Math.toRadians(degrees));
        double cosine = Math.cos(Math.toRadians(degrees));
        double[] nearest = new double[width];
        for (int row = 0; row < height; row++) {
            turnRow(photo, painted, row, height, sine, cosine, nearest);
        }
        BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        turned.setRGB(0, 0, width, height, painted, 0, width);
        return turned;
    }

    /** Nothing moves up or down: the head is far from the camera, measured by its size. */
    private static void turnRow(
            int[] photo, int[] painted, int row, int height, double sine, double cosine, double[] nearest) {
        int width = nearest.length;
        Arrays.fill(nearest, Double.NEGATIVE_INFINITY);
        double y = (row + 0.5) / height;
        double lastX = 0;
        double lastAcross = 0;
        for (int sample = 0; sample <= width * SAMPLES; sample++) {
            double x = (double) sample / SAMPLES / width;
            double out = egg(x, y);
            double nose = nose(x, y) * out / HALF_BREADTH;
            double side = x - MIDDLE_X;
            // What is behind the head stays, and so does its outline.
            double shrunk = 1 - (1 - cosine) * out / HALF_BREADTH;
            double across = MIDDLE_X + side * shrunk + (out + nose) * sine;
            double near = (out + nose) * cosine - side * sine;
            if (sample > 0 && across > lastAcross) {
                int from = (int) Math.max(0, Math.ceil(lastAcross * width - 0.5));
                int to = (int) Math.min(width - 1, Math.floor(across * width - 0.5));
                for (int column = from; column <= to; column++) {
                    if (near > nearest[column]) {
                        nearest[column] = near;
                        double share = ((column + 0.5) / width - lastAcross) / (across - lastAcross);
                        painted[row * width + column] =
                                colour(photo, row * width, width, (lastX + share * (x - lastX)) * width);
                    }
                }
            }
            lastX = x;
            lastAcross = across;
        }
    }

    private static double egg(double x, double y) {
        double across = (x - MIDDLE_X) / HALF_BREADTH;
        double down = (y - MIDDLE_Y) / HALF_HEIGHT;
        return HALF_BREADTH * Math.sqrt(Math.max(0, 1 - across * across - down * down));
    }

    private static double nose(double x, double y) {
        double across = (x - MIDDLE_X) / NOSE_HALF_BREADTH;
        double down = (y - NOSE_TIP_Y) / (y < NOSE_TIP_Y ? NOSE_ABOVE : NOSE_BELOW);
        return NOSE_STANDS_OUT * Math.exp(-across * across - down * down);
    }

    /** Between two pixels of a row. */
    private static int colour(int[] photo, int row, int width, double x) {
        double place = Math.max(0, Math.min(width - 1.0, x - 0.5));
        int left = (int) place;
        int right = Math.min(width - 1, left + 1);
        int share = (int) (256 * (place - left));
        int one = photo[row + left];
        int other = photo[row + right];
        int colour = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int mixed = ((256 - share) * (one >> shift & 0xFF) + share * (other >> shift & 0xFF)) >> 8;
            colour |= mixed << shift;
        }
        return colour;
    }
}
