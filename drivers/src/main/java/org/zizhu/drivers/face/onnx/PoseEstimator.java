package org.zizhu.drivers.face.onnx;

import java.io.IOException;
import java.util.List;
import org.zizhu.drivers.face.HeadPose;

/**
 * How a head is held: 224 × 224 RGB, the box and half as much around it, gives for yaw, pitch and roll how likely each of 66 bins
 * of 3° is.
 */
final class PoseEstimator {
    private static final int SIDE = 224;
    private static final double AROUND = 1.5;
    private static final int BINS = 66;
    private static final double BIN_DEGREES = 3;
    private static final double FIRST_BIN_DEGREES = -99;

    private final Network network;

    PoseEstimator(Networks networks) throws IOException {
        network = networks.open(
                ModelFolder.Model.POSE,
                SIDE,
                SIDE,
                Channels.IMAGENET,
                List.of("output", "617", "618"),
                BINS,
                BINS,
                BINS);
    }

    HeadPose pose(RgbPicture picture, Square box) throws IOException {
        List<float[]> bins = network.of(picture, box.times(AROUND).placement(SIDE));
        // Its yaw is positive to the right.
        return new HeadPose(-degrees(bins.get(0)), degrees(bins.get(1)), degrees(bins.get(2)));
    }

    private static double degrees(float[] bins) {
        double mean = 0;
        double[] shares = Softmax.of(bins);
        for (int i = 0; i < BINS; i++) {
            mean += shares[i] * i;
        }
        return mean * BIN_DEGREES + FIRST_BIN_DEGREES;
    }
}
