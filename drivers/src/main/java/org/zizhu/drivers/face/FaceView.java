package org.zizhu.drivers.face;

import java.util.Optional;

/**
 * What one frame shows. Its {@link OneFace} holds a template and a small picture: who was given a view closes it.
 *
 * <p>{@link #guidance} says what would make the next one better; empty when this one is good.
 */
public sealed interface FaceView extends AutoCloseable {

    Optional<Guidance> guidance();

    @Override
    default void close() {}

    /** No picture at all: damaged, or of a size that no camera has. */
    record Unreadable() implements FaceView {
        @Override
        public Optional<Guidance> guidance() {
            return Optional.of(Guidance.HOLD_STILL);
        }
    }

    /** A picture without a face. */
    record Nobody() implements FaceView {
        @Override
        public Optional<Guidance> guidance() {
            return Optional.of(Guidance.STEP_BEFORE_THE_CAMERA);
        }
    }

    /** More than one face that could be meant; small ones in the background don't count. */
    record Several(int faces) implements FaceView {
        @Override
        public Optional<Guidance> guidance() {
            return Optional.of(Guidance.ONE_PERSON_ONLY);
        }
    }

    /**
     * One face.
     *
     * @param takenNanos when, on the monotonic clock
     * @param liveness 0 (a picture) to 1 (alive), by passive liveness alone
     * @param relief by which it is told whether its nose stands out
     */
    record OneFace(
            long takenNanos,
            FacePlace place,
            HeadPose pose,
            FaceQuality quality,
            Optional<Guidance> guidance,
            double liveness,
            FaceTemplate template,
            FaceRelief relief)
            implements FaceView {
        @Override
        public void close() {
            template.close();
            relief.close();
        }
    }
}
