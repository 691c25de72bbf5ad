package org.zizhu.drivers.face;

import java.util.Arrays;
import java.util.List;

/**
 * What a face looks like to the matcher: a direction in a space of many dimensions, from which no picture can be shown. It is
 * still a citizen's: {@link #close} overwrites it, and {@link #toString} says nothing of it. Thread-safe.
 */
public final class FaceTemplate implements AutoCloseable {

    /** Shorter is no direction. */
    private static final double SHORTEST = 1e-6;

    private final float[] direction;
    private boolean wiped;

    private FaceTemplate(float[] direction) {
        this.direction = direction;
    }

    /**
     * Of a model's output.
     *
     * @param features become the template's own, and are overwritten with it
     */
    public static FaceTemplate of(float[] features) {
        double sum = 0;
        for (float feature : features) {
            sum += (double) feature * feature;
        }
        double length = Math.max(Math.sqrt(sum), SHORTEST);
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) (features[i] / length);
        }
        return new FaceTemplate(features);
    }

    /** The middle of several templates of one face, which is nearer to the face than each of them; they stay as they are. */
    public static FaceTemplate average(List<FaceTemplate> templates) {
        float[] sum = new float[templates.get(0).direction.length];
        for (FaceTemplate template : templates) {
            template.addTo(sum);
        }
        return of(sum);
    }

    private synchronized void addTo(float[] sum) {
        requireThere();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += direction[i];
        }
    }

    /**
     * The cosine between both: 1 for the same picture, about 0 for two strangers.
     *
     * @throws IllegalStateException when one of them was wiped
     */
    public double similarity(FaceTemplate other) {
        float[] others = other.copy();
        try {
            return dot(others);
        } finally {
            Arrays.fill(others, 0);
        }
    }

    private synchronized float[] copy() {
        requireThere();
        return direction.clone();
    }

    private synchronized double dot(float[] others) {
        requireThere();
        if (others.length != direction.length) {
            throw new IllegalArgumentException("templates of two different models can't be compared");
        }
        double sum = 0;
        for (int i = 0; i < direction.length; i++) {
            sum += (double) direction[i] * others[i];
        }
        return sum;
    }

    private void requireThere() {
        if (wiped) {
            throw new IllegalStateException("the template was wiped");
        }
    }

    /** Overwrites it. */
    @Override
    public synchronized void close() {
        wiped = true;
        Arrays.fill(direction, 0);
    }

    @Override
    public String toString() {
        return "FaceTemplate";
    }
}
