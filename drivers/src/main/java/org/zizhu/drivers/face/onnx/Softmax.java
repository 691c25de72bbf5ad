package org.zizhu.drivers.face.onnx;

/** Turns the last layer of a classifying network into shares that sum up to 1. */
final class Softmax {

    private Softmax() {}

    static double[] of(float[] layer) {
        double most = Double.NEGATIVE_INFINITY;
        for (float value : layer) {
            most = Math.max(most, value);
        }
        double[] shares = new double[layer.length];
        double sum = 0;
        for (int i = 0; i < layer.length; i++) {
            shares[i] = Math.exp(layer[i] - most);
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}
