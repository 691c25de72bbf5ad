package org.zizhu.drivers.face;

import java.time.Duration;

/**
 * By which a check is decided: the bands of similarity, and what is asked of the living.
 *
 * @param accept from this similarity on it is the same person
 * @param doubt from this similarity on it may be: once more, or by staff; below it is somebody else
 * @param live from this score of passive liveness on, 0 to 1, a face is not a picture
 * @param turnDegrees so far the head has to be turned
 * @param turnWithin so much time the citizen has for it, from when it is asked
 */
public record FacePolicy(double accept, double doubt, double live, double turnDegrees, Duration turnWithin) {

    /**
     * Measured on East Asian faces: 0.45 gives FMR 0.12 % and FNMR 2.8 %. No flat picture has been seen to turn by 15°. An old
     * citizen understands, and turns, within eight seconds.
     */
    public static final FacePolicy USUAL = new FacePolicy(0.45, 0.35, 0.5, 15, Duration.ofSeconds(8));

    public FacePolicy {
        if (!(doubt > 0 && doubt <= accept && accept < 1)) {
            throw new IllegalArgumentException("it must be 0 < doubt ≤ accept < 1");
        }
        if (!(live >= 0 && live < 1)) {
            throw new IllegalArgumentException("it must be 0 ≤ live < 1");
        }
    }

    /** What a similarity means. */
    public enum Band {
        ACCEPT,
        DOUBT,
        REJECT
    }

    public Band band(double similarity) {
        if (similarity >= accept) {
            return Band.ACCEPT;
        }
        // Also for what is no number.
        return similarity >= doubt ? Band.DOUBT : Band.REJECT;
    }
}
