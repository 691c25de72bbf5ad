package org.zizhu.drivers.face;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceClass;
import org.zizhu.drivers.camera.Camera;
import org.zizhu.drivers.camera.Frame;

/**
 * Compares the face before the camera with one reference photo, on the unit itself (人脸比对). What it computes with stays in
 * memory: no picture and no template in its logs, failures or files.
 *
 * <p>The usual way: make a {@link #reference} of the card's or the platform's photo, run one {@link #check}, close the
 * reference. {@link #look} is for who leads the citizen himself.
 */
public interface FaceMatcher extends Device {

    /**
     * The template of the one face on a reference photo. The caller closes it. Fails as {@code INVALID_DATA} for a photo that
     * can't be used: "photo-unreadable", "no-face", "several-faces".
     */
    CompletableFuture<Completion<FaceTemplate>> reference(Photo photo, Duration within);

    /**
     * Watches the camera and leads the citizen through {@link FaceCheck}, until it has a verdict. The listener is told each
     * change of what to do next, on the driver's thread, and must not block. Nothing of a face is left when it completes.
     *
     * <p>Fails as {@code TIME_OUT} with what was lacking at the end: "no-face" (nobody stood there), "several-faces", "no-good-face" (no
     * five good pictures), "not-turned" (the time was over while the head should have been turned), "no-frame" (the camera gave no picture); as {@code NOT_READY} "camera-lost" when the camera can't be used, as {@code
     * HARDWARE_ERROR} "camera-lost" when it is lost on the way; as {@code CANCELLED} by {@link #cancel()}.
     *
     * @param reference stays the caller's
     * @param random decides the side to turn to
     */
    CompletableFuture<Completion<FaceCheck.Verdict>> check(
            Camera camera,
            FaceTemplate reference,
            RandomGenerator random,
            Consumer<? super FaceCheck.Ask> listener,
            Duration within);

    /** What one frame shows. The caller closes the view. */
    CompletableFuture<Completion<FaceView>> look(Frame frame, Duration within);

    /** By which it decides. */
    FacePolicy policy();

    /** Ends a command that waits or is under way: it completes as cancelled. */
    void cancel();

    @Override
    default DeviceClass deviceClass() {
        return DeviceClass.FACE_MATCHER;
    }
}
