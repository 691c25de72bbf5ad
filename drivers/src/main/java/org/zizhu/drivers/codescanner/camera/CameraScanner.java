package org.zizhu.drivers.codescanner.camera;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.camera.Camera;
import org.zizhu.drivers.camera.Frame;
import org.zizhu.drivers.camera.GreyPicture;
import org.zizhu.drivers.camera.NewestFrame;
import org.zizhu.drivers.codescanner.CodeScanner;
import org.zizhu.drivers.codescanner.CodeText;
import org.zizhu.drivers.codescanner.ScannedCode;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.DeviceLoop;
import org.zizhu.drivers.loop.MonotonicClock;

/**
 * Reads QR codes that are held before the unit's camera. It watches the camera only while a scan is asked for, and keeps no
 * picture.
 *
 * <p>Its status is the camera's, with the camera's reasons behind "camera-" ("camera-frozen", "camera-link-lost"). A scan that
 * is asked for while the camera can't be used fails as {@code NOT_READY} "camera-lost"; one during which the camera stays lost
 * fails as {@code HARDWARE_ERROR} "camera-lost".
 */
public final class CameraScanner extends DeviceLoop<Subscription> implements CodeScanner {

    /** A camera of fifteen pictures a second sends the next one about then. */
    private static final Duration TIME_FOR_A_PICTURE = Duration.ofMillis(50);

    /** How soon a scan notices that it was cancelled, or its camera lost, while no picture comes. */
    private static final Duration GLANCE = Duration.ofMillis(100);

    /** A camera that comes back so soon was only started again. */
    private static final Duration LOST = Duration.ofSeconds(2);

    /** Nothing to do but to forget the last code. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final Camera camera;

    // All below: the driver's thread alone.
    private final FrameReader reader;
    private final HeldCode held = new HeldCode();

    public CameraScanner(String name, Camera camera, MonotonicClock clock, InstantSource wallClock) {
        super(name, clock, wallClock);
        this.camera = camera;
        this.reader = new FrameReader(clock);
        fact("camera", camera.name());
        fact("decoders", "ZXing, BoofCV");
    }

    @Override
    public CompletableFuture<Completion<ScannedCode>> scan(Duration within) {
        return submit(within, (following, deadline) -> look(deadline));
    }

    @Override
    public CompletableFuture<Completion<String>> selfTest(Duration within) {
        return camera.selfTest(within).thenApply(seen -> seen.map(what -> "camera " + camera.name() + ": " + what));
    }

    /** Follows the camera's status, also while a scan is under way. */
    @Override
    protected Subscription connect() {
        return camera.onStatus(status -> publish(following(status)));
    }

    private static DeviceStatus following(DeviceStatus camera) {
        String[] reasons =
                camera.reasons().stream().map(reason -> "camera-" + reason).toArray(String[]::new);
        return DeviceStatus.without(camera.state(), reasons);
    }

    @Override
    protected Duration poll(Subscription following) {
        held.forgetOld(clock().nanos());
        return IDLE;
    }

    private Completion<ScannedCode> look(Deadline deadline) throws IOException {
        if (!camera.status().usable()) {
            return Completion.failed(FailureCode.NOT_READY, "camera-lost");
        }
        NewestFrame newest = new NewestFrame();
        Subscription watching = camera.watch(newest::put);
        try {
            return look(newest, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the driver is being closed");
        } finally {
            watching.close();
            held.scanEnds(clock().nanos());
        }
    }

    private Completion<ScannedCode> look(NewestFrame newest, Deadline deadline) throws InterruptedException {
        reader.beginAnew();
        held.scanBegins(clock().nanos());
        long wellNanos = clock().nanos();
        while (!deadline.over() && !abandoned()) {
            if (camera.status().usable()) {
                wellNanos = clock().nanos();
            } else if (clock().nanos() - wellNanos > LOST.toNanos()) {
                return Completion.failed(FailureCode.HARDWARE_ERROR, "camera-lost");
            }
            Frame frame = newest.take(deadline.remaining(GLANCE));
            Optional<ScannedCode> code = frame == null ? Optional.empty() : read(frame);
            if (code.isPresent()) {
                history().count("codes");
                wireLog().note("a code was read");
                return Completion.success(code.get());
            }
        }
        return Completion.failed(FailureCode.TIME_OUT, "no-code");
    }

    private Optional<ScannedCode> read(Frame frame) {
        return GreyPicture.of(frame.jpeg())
                .flatMap(picture -> reader.read(picture, TIME_FOR_A_PICTURE))
                .filter(bytes -> held.isNew(bytes, clock().nanos()))
                .flatMap(CodeText::of);
    }
}
