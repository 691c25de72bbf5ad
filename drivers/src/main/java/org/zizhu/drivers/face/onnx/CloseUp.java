package org.zizhu.drivers.face.onnx;

import java.util.Arrays;
import org.zizhu.drivers.face.FaceRelief;

/**
 * The face in 112 × 112, eyes, nose and mouth where all faces have them: what a template is made of, and in grey what its quality
 * is told by. {@link #close} overwrites it.
 */
final class CloseUp implements AutoCloseable {
    static final int SIDE = FaceRelief.SIDE;

    /** Where the five points belong (those of ArcFace). */
    private static final double[] POINTS = {
        38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041
    };

    /** Between ears, brows and chin. */
    private static final Area FACE = new Area(25, 87, 30, 100);

    private static final Area RIGHT_EYE = new Area(26, 50, 42, 60);
    private static final Area LEFT_EYE = new Area(62, 86, 42, 60);
    private static final Area MOUTH = new Area(36, 76, 82, 102);

    /** Of the brightness, 0 to 1: even black is not without noise. */
    private static final double NOISE = 0.02;

    private record Area(int left, int right, int top, int bottom) {}

    private final Patch colours = new Patch(SIDE, SIDE);
    private final float[] grey = new float[SIDE * SIDE];

    CloseUp(RgbPicture picture, Landmarks points) {
        colours.take(picture, Placement.fitted(points.fivePoints(), POINTS));
        Channels.GREY.put(colours, grey);
    }

    Patch colours() {
        return colours;
    }

    FaceRelief relief() {
        return FaceRelief.of(grey.clone());
    }

    /** 0 to 255. */
    double brightness() {
        return 255 * mean(FACE);
    }

    /**
     * How much of the differences in brightness there is from one pixel to the next; in the direction where it is less, since
     * a face that moves is blurred in one direction alone.
     */
    double sharpness() {
        double across = 0;
        double down = 0;
        int count = 0;
        for (int y = FACE.top(); y < FACE.bottom(); y++) {
            for (int x = FACE.left(); x < FACE.right(); x++) {
                double twice = 2 * at(x, y);
                double bentAcross = twice - at(x - 1, y) - at(x + 1, y);
                double bentDown = twice - at(x, y - 1) - at(x, y + 1);
                across += bentAcross * bentAcross;
                down += bentDown * bentDown;
                count++;
            }
        }
        return Math.sqrt(Math.min(across, down) / count) / (deviation(FACE) + NOISE / 2);
    }

    /** Differences in brightness within the lesser of the eyes and the mouth: skin, cloth and paper have none. */
    double leastDetail() {
        return Math.min(detail(MOUTH), Math.min(detail(RIGHT_EYE), detail(LEFT_EYE)));
    }

    /** The same within the greater of the eyes: dark glasses have far more than eyes. */
    double mostDetailOfEyes() {
        return Math.max(detail(RIGHT_EYE), detail(LEFT_EYE));
    }

    /** The lesser eye's to the greater's: 1 when both are seen alike. */
    double evenness() {
        double most = mostDetailOfEyes();
        return most > 0 ? Math.min(detail(RIGHT_EYE), detail(LEFT_EYE)) / most : 0;
    }

    private double detail(Area area) {
        return deviation(area) / (mean(area) + NOISE);
    }

    private double mean(Area area) {
        double sum = 0;
        for (int y = area.top(); y < area.bottom(); y++) {
            for (int x = area.left(); x < area.right(); x++) {
                sum += at(x, y);
            }
        }
        return sum / ((area.right() - area.left()) * (area.bottom() - area.top()));
    }

    private double deviation(Area area) {
        double mean = mean(area);
        double sum = 0;
        for (int y = area.top(); y < area.bottom(); y++) {
            for (int x = area.left(); x < area.right(); x++) {
                sum += (at(x, y) - mean) * (at(x, y) - mean);
            }
        }
        return Math.sqrt(sum / ((area.right() - area.left()) * (area.bottom() - area.top())));
    }

    private double at(int x, int y) {
        return grey[y * SIDE + x];
    }

    @Override
    public void close() {
        colours.close();
        Arrays.fill(grey, 0);
    }
}
