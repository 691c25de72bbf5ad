package org.zizhu.drivers.face;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * A face in grey by which it is told whether its nose stands out: where a head turns, the nose goes further to the side than the
 * bridge above and the mouth below. On paper all three go together, however the sheet is turned, and also where it is bent about
 * an upright axis, which deceives the points of a face and the network for its pose. It is a citizen's: {@link #close} overwrites it.
 */
public final class FaceRelief implements AutoCloseable {

    /** Pixels across and down; eyes, nose and mouth are where ArcFace has them. */
    public static final int SIDE = 112;

    /** Between the middles of both eyes. */
    private static final double EYE_DISTANCE = 35.2;

    /** From one picture to one of a head turned by some degrees more nothing goes further. */
    private static final int REACH_ACROSS = 5;

    private static final int REACH_DOWN = 3;

    /** Correlation below which it is not the same part: it moved in another way, is covered, blurred, or another photo's. */
    private static final double SAME_PART = 0.7;

    /** Parts in the middle of the face: by their middles, and how far they reach to each side. */
    private record Part(int x, int y, int across, int down) {}

    private static final Part BRIDGE = new Part(56, 47, 12, 7);
    private static final Part NOSE = new Part(56, 73, 11, 6);
    private static final Part MOUTH = new Part(56, 93, 16, 6);

    private final float[] grey;

    private FaceRelief(float[] grey) {
        this.grey = grey;
    }

    /**
     * Of a close-up.
     *
     * @param grey row by row; becomes its own, and is overwritten with it
     */
    public static FaceRelief of(float[] grey) {
        if (grey.length != SIDE * SIDE) {
            throw new IllegalArgumentException("a close-up has " + SIDE + " × " + SIDE + " pixels");
        }
        return new FaceRelief(grey);
    }

    /**
     * By how much the nose went further than bridge and mouth since an earlier picture, in eye distances; positive to the person's
     * own left. About 0.004 for each degree that a head is turned. Empty where not all three are found again.
     */
    public OptionalDouble noseSince(FaceRelief earlier) {
        OptionalDouble bridge = wentSince(earlier, BRIDGE);
        OptionalDouble nose = wentSince(earlier, NOSE);
        OptionalDouble mouth = wentSince(earlier, MOUTH);
        if (bridge.isEmpty() || nose.isEmpty() || mouth.isEmpty()) {
            return OptionalDouble.empty();
        }
        double others = (bridge.getAsDouble() + mouth.getAsDouble()) / 2;
        return OptionalDouble.of((nose.getAsDouble() - others) / EYE_DISTANCE);
    }

    /** How many pixels a part went to the side. */
    private OptionalDouble wentSince(FaceRelief earlier, Part part) {
        double best = SAME_PART;
        int bestAcross = 0;
        int bestDown = 0;
        for (int down = -REACH_DOWN; down <= REACH_DOWN; down++) {
            for (int across = -REACH_ACROSS; across <= REACH_ACROSS; across++) {
                double likeness = likeness(earlier, part, across, down);
                if (likeness > best) {
                    best = likeness;
                    bestAcross = across;
                    bestDown = down;
                }
            }
        }
        if (best <= SAME_PART || Math.abs(bestAcross) == REACH_ACROSS) {
            return OptionalDouble.empty();
        }
        // The top of a parabola through it and its neighbours: between two pixels.
        double left = likeness(earlier, part, bestAcross - 1, bestDown);
        double right = likeness(earlier, part, bestAcross + 1, bestDown);
        double bend = left + right - 2 * best;
        return OptionalDouble.of(bestAcross + (bend < 0 ? (left - right) / (2 * bend) : 0));
    }

    /** The correlation of a part as it was, with what is so many pixels beside it now; brightness and contrast don't matter. */
    private double likeness(FaceRelief earlier, Part part, int across, int down) {
        double was = 0;
        double is = 0;
        double wasWas = 0;
        double isIs = 0;
        double wasIs = 0;
        for (int y = part.y() - part.down(); y <= part.y() + part.down(); y++) {
            for (int x = part.x() - part.across(); x <= part.x() + part.across(); x++) {
                double a = earlier.grey[y * SIDE + x];
                double b = grey[(y + down) * SIDE + x + across];
                was += a;
                is += b;
                wasWas += a * a;
                isIs += b * b;
                wasIs += a * b;
            }
        }
        int pixels = (2 * part.across() + 1) * (2 * part.down() + 1);
        double both = (wasWas - was * was / pixels) * (isIs - is * is / pixels);
        return both > 0 ? (wasIs - was * is / pixels) / Math.sqrt(both) : 0;
    }

    /** Overwrites it. */
    @Override
    public void close() {
        Arrays.fill(grey, 0);
    }

    @Override
    public String toString() {
        return "FaceRelief";
    }
}
