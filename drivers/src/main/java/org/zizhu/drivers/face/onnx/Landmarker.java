package org.zizhu.drivers.face.onnx;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Finds the points of a face: 64 × 64 grey, the face's box, gives 68 points in shares of the box. */
final class Landmarker {
    private static final int SIDE = 64;

    private final Network network;

    Landmarker(Networks networks) throws IOException {
        network = networks.open(ModelFolder.Model.LANDMARK, SIDE, SIDE, Channels.GREY, List.of(), 2 * Landmarks.POINTS);
    }

    Landmarks points(RgbPicture picture, Square box) throws IOException {
        float[] shares = network.of(picture, box.placement(SIDE)).get(0);
        double[] xy = new double[shares.length];
        for (int i = 0; i < xy.length; i += 2) {
            xy[i] = box.left() + shares[i] * box.side();
            xy[i + 1] = box.top() + shares[i + 1] * box.side();
        }
        Arrays.fill(shares, 0);
        return new Landmarks(xy);
    }
}
