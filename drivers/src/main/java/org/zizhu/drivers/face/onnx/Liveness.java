package org.zizhu.drivers.face.onnx;

import java.io.IOException;
import java.util.List;

/**
 * Passive liveness: 128 × 128 BGR gives a score for alive and two kinds of picture. Asked twice, close up for the texture of paper
 * or screen, and with what is around the face for its edge; the worse answer counts.
 */
final class Liveness {
    private static final int SIDE = 128;
    private static final double[] CROPS = {1.5, 2.7};

    private final Network network;

    Liveness(Networks networks) throws IOException {
        network = networks.open(ModelFolder.Model.LIVENESS, SIDE, SIDE, Channels.BGR, List.of(), 3);
    }

    /** 0 (a picture) to 1 (alive). */
    double score(RgbPicture picture, Square box) throws IOException {
        double least = 1;
        for (double crop : CROPS) {
            Square part = box.timesWithin(crop, picture.width(), picture.height());
            float[] classes = network.of(picture, part.placement(SIDE)).get(0);
            least = Math.min(least, Softmax.of(classes)[0]);
        }
        return least;
    }
}
