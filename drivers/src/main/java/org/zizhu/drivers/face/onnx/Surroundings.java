package org.zizhu.drivers.face.onnx;

/** The light around a face. */
final class Surroundings {
    private static final int SIDE = 32;

    /** So much of the part is the face and its hair. */
    private static final double FACE_SHARE = 0.6;

    private static final double TIMES_THE_FACE = 3;

    private Surroundings() {}

    /** Brightness of what is around the box, 0 to 255. */
    static double brightness(RgbPicture picture, Square box) {
        Square part = box.timesWithin(TIMES_THE_FACE, picture.width(), picture.height());
        float[] grey = grey(picture, part);
        double reach = box.side() / part.side() * SIDE * FACE_SHARE;
        double x = (box.centreX() - part.left()) / part.side() * SIDE;
        double y = (box.centreY() - part.top()) / part.side() * SIDE;
        double sum = 0;
        int count = 0;
        for (int v = 0; v < SIDE; v++) {
            for (int u = 0; u < SIDE; u++) {
                // Beside and above it: below are shoulders, which are in the same light as the face.
                boolean beside = Math.abs(u - x) > reach && v < y + reach;
                boolean above = v < y - 1.5 * reach;
                if (beside || above) {
                    sum += grey[v * SIDE + u];
                    count++;
                }
            }
        }
        return count == 0 ? 0 : 255 * sum / count;
    }

    private static float[] grey(RgbPicture picture, Square part) {
        float[] grey = new float[SIDE * SIDE];
        try (Patch patch = new Patch(SIDE, SIDE)) {
            patch.take(picture, part.placement(SIDE));
            Channels.GREY.put(patch, grey);
        }
        return grey;
    }
}
