package org.zizhu.drivers.face.onnx;

import java.io.IOException;
import java.util.List;
import org.zizhu.drivers.face.FaceTemplate;

/** Makes templates: 112 × 112 BGR, eyes, nose and mouth where all faces have them, gives 512 numbers. */
final class Embedder {
    static final int SIDE = 112;
    private static final int NUMBERS = 512;

    /** Where the five points belong in the input (those of ArcFace). */
    private static final double[] POINTS = {
        38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041
    };

    private final Network network;

    Embedder(Networks networks) throws IOException {
        network = networks.open(ModelFolder.Model.FEATURE, SIDE, SIDE, Channels.BGR_AROUND_ZERO, List.of(), NUMBERS);
    }

    static Placement placement(Landmarks points) {
        return Placement.fitted(points.fivePoints(), POINTS);
    }

    FaceTemplate template(RgbPicture picture, Landmarks points) throws IOException {
        return FaceTemplate.of(network.of(picture, placement(points)).get(0));
    }
}
