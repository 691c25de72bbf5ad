package org.zizhu.drivers.face.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds faces: 320 × 240 RGB, the whole picture in its middle, gives a score and a box for each of 4420 places. */
final class Detector {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final int PLACES = 4420;

    /** Its makers set 0.65, at which blurred walls are faces; a face with dark glasses still has 0.88. */
    private static final double LEAST_SCORE = 0.85;

    /** Two boxes that share more are one face. */
    private static final double SAME_FACE = 0.4;

    /** More faces than these are a crowd, and nobody needs to know how large it is. */
    private static final int MOST_FACES = 16;

    /**
     * A face that was found.
     *
     * @param box as high as the face
     */
    record Found(Square box, double score) {}

    private final Network network;

    Detector(Networks networks) throws IOException {
        network = networks.open(
                ModelFolder.Model.DETECT,
                WIDTH,
                HEIGHT,
                Channels.RGB_AROUND_ZERO,
                List.of("scores", "boxes"),
                PLACES * 2,
                PLACES * 4);
    }

    /** The faces on a picture, the largest first. */
    List<Found> faces(RgbPicture picture) throws IOException {
        double scale = Math.max((double) picture.width() / WIDTH, (double) picture.height() / HEIGHT);
        Placement whole =
                new Placement(scale, 0, (picture.width() - scale * WIDTH) / 2, (picture.height() - scale * HEIGHT) / 2);
        List<float[]> out = network.of(picture, whole);
        List<Found> likely = likely(out.get(0), out.get(1), whole);
        List<Found> faces = new ArrayList<>();
        for (Found next : likely) {
            if (faces.size() < MOST_FACES
                    && faces.stream().noneMatch(better -> overlap(better.box(), next.box()) > SAME_FACE)) {
                faces.add(next);
            }
        }
        faces.sort(Comparator.comparingDouble((Found face) -> face.box().side()).reversed());
        return faces;
    }

    /** The best first. */
    private static List<Found> likely(float[] scores, float[] boxes, Placement whole) {
        List<Found> likely = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            float score = scores[2 * i + 1];
            float height = (boxes[4 * i + 3] - boxes[4 * i + 1]) * HEIGHT;
            if (score >= LEAST_SCORE && height > 0) {
                double u = (boxes[4 * i] + boxes[4 * i + 2]) / 2 * WIDTH;
                double v = (boxes[4 * i + 1] + boxes[4 * i + 3]) / 2 * HEIGHT;
                likely.add(new Found(Square.around(whole.x(u, v), whole.y(u, v), height * whole.scale()), score));
            }
        }
        likely.sort(Comparator.comparingDouble(Found::score).reversed());
        return likely;
    }

    private static double overlap(Square one, Square other) {
        double across = common(one.left(), one.side(), other.left(), other.side());
        double down = common(one.top(), one.side(), other.top(), other.side());
        double smaller = Math.min(one.side(), other.side());
        return across * down / (smaller * smaller);
    }

    private static double common(double from, double length, double otherFrom, double otherLength) {
        return Math.max(0, Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom));
    }
}
