package org.zizhu.drivers.face.onnx;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.camera.Camera;
import org.zizhu.drivers.camera.Frame;
import org.zizhu.drivers.camera.NewestFrame;
import org.zizhu.drivers.face.FaceCheck;
import org.zizhu.drivers.face.FaceMatcher;
import org.zizhu.drivers.face.FacePolicy;
import org.zizhu.drivers.face.FaceTemplate;
import org.zizhu.drivers.face.FaceView;
import org.zizhu.drivers.face.Guidance;
import org.zizhu.drivers.face.Photo;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.DeviceLoop;
import org.zizhu.drivers.loop.MonotonicClock;

/**
 * A matcher whose networks come from a folder. A folder that is changed is read again; until it is, what was wrong with it is not
 * looked for again.
 *
 * <p>Reasons of its status: "models-missing", "models-damaged" (a file differs from its sum), "models-unknown" (other networks
 * than are meant), "models-unreadable", "runtime-missing" (its native library can't be loaded).
 */
public final class OnnxFaceMatcher extends DeviceLoop<FaceSight> implements FaceMatcher {

    /** How often it is looked whether somebody changed the folder. */
    private static final Duration IDLE = Duration.ofSeconds(2);

    /** How soon a check notices that it was cancelled, or its camera lost, while no picture comes. */
    private static final Duration GLANCE = Duration.ofMillis(100);

    /** A camera that comes back so soon was only started again. */
    private static final Duration LOST = Duration.ofSeconds(2);

    private final Path models;
    private final FacePolicy policy;

    // All below: the driver's thread alone.
    private ModelStamp stamp = new ModelStamp(List.of());
    private @Nullable Unfit trouble;

    /**
     * A driver, not started yet.
     *
     * @param models the folder with the weights
     */
    public OnnxFaceMatcher(String name, Path models, FacePolicy policy, MonotonicClock clock, InstantSource wallClock) {
        super(name, clock, wallClock);
        this.models = models;
        this.policy = policy;
        fact("accepts from", String.valueOf(policy.accept()));
        fact("doubts from", String.valueOf(policy.doubt()));
        fact("alive from", String.valueOf(policy.live()));
    }

    @Override
    public FacePolicy policy() {
        return policy;
    }

    @Override
    protected FaceSight connect() throws IOException {
        ModelStamp now = ModelStamp.of(models);
        Unfit before = trouble;
        if (before != null && now.equals(stamp)) {
            throw before;
        }
        stamp = now;
        try {
            FaceSight sight = FaceSight.open(models);
            fact("models", new ModelFolder(models).fingerprint());
            trouble = null;
            return sight;
        } catch (Unfit e) {
            trouble = e;
            throw e;
        }
    }

    @Override
    protected DeviceStatus unreachable(IOException cause) {
        String reason = cause instanceof Unfit unfit ? unfit.reason() : "models-changed";
        boolean absent = reason.equals(Unfit.MISSING) || reason.equals(Unfit.NO_RUNTIME);
        return DeviceStatus.without(absent ? DeviceState.NO_DEVICE : DeviceState.HARDWARE_ERROR, reason);
    }

    @Override
    protected Duration poll(FaceSight sight) throws IOException {
        if (!ModelStamp.of(models).equals(stamp)) {
            throw new IOException("the models were changed");
        }
        publish(DeviceStatus.without(DeviceState.ONLINE));
        return IDLE;
    }

    @Override
    public CompletableFuture<Completion<FaceTemplate>> reference(Photo photo, Duration within) {
        return submit(within, (sight, deadline) -> wanted(sight.reference(photo), FaceTemplate::close));
    }

    @Override
    public CompletableFuture<Completion<FaceView>> look(Frame frame, Duration within) {
        return submit(
                within,
                (sight, deadline) ->
                        wanted(Completion.success(sight.look(frame.jpeg(), frame.takenNanos())), FaceView::close));
    }

    /** What nobody waits for any more is overwritten here, since nobody else will. */
    private <T> Completion<T> wanted(Completion<T> made, Consumer<T> wipe) {
        if (abandoned() && made instanceof Completion.Success<T> success) {
            wipe.accept(success.value());
            return Completion.failed(FailureCode.CANCELLED, "cancelled");
        }
        return made;
    }

    @Override
    public CompletableFuture<Completion<FaceCheck.Verdict>> check(
            Camera camera,
            FaceTemplate reference,
            RandomGenerator random,
            Consumer<? super FaceCheck.Ask> listener,
            Duration within) {
        return submit(within, (sight, deadline) -> {
            if (!camera.status().usable()) {
                return Completion.failed(FailureCode.NOT_READY, "camera-lost");
            }
            history().count("checks");
            NewestFrame newest = new NewestFrame();
            Subscription watching = camera.watch(newest::put);
            try (FaceCheck check = new FaceCheck(reference, policy, random)) {
                return lead(check, camera, newest, new Told(listener), sight, deadline);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the driver is being closed");
            } finally {
                watching.close();
            }
        });
    }

    private Completion<FaceCheck.Verdict> lead(
            FaceCheck check, Camera camera, NewestFrame newest, Told told, FaceSight sight, Deadline deadline)
            throws IOException, InterruptedException {
        long wellNanos = clock().nanos();
        while (!deadline.over() && !abandoned()) {
            if (camera.status().usable()) {
                wellNanos = clock().nanos();
            } else if (clock().nanos() - wellNanos > LOST.toNanos()) {
                return Completion.failed(FailureCode.HARDWARE_ERROR, "camera-lost");
            }
            Frame frame = newest.take(deadline.remaining(GLANCE));
            if (frame == null) {
                continue;
            }
            FaceCheck.Step step = check.see(sight.look(frame.jpeg(), frame.takenNanos()));
            if (step instanceof FaceCheck.Verdict verdict) {
                wireLog().note("a check ended");
                return Completion.success(verdict);
            }
            told.of((FaceCheck.Ask) step);
        }
        return Completion.failed(FailureCode.TIME_OUT, told.lacking());
    }

    @Override
    public CompletableFuture<Completion<String>> selfTest(Duration within) {
        return submit(within, (sight, deadline) -> {
            long began = clock().nanos();
            sight.exercise();
            return Completion.success("five networks answer in "
                    + Duration.ofNanos(clock().nanos() - began).toMillis() + " ms");
        });
    }

    /** Tells each change of what to do, once. */
    private static final class Told {
        private final Consumer<? super FaceCheck.Ask> listener;
        private FaceCheck.@Nullable Ask last;

        Told(Consumer<? super FaceCheck.Ask> listener) {
            this.listener = listener;
        }

        void of(FaceCheck.Ask ask) {
            if (!ask.equals(last)) {
                last = ask;
                listener.accept(ask);
            }
        }

        /** What there was too little of, as {@link FaceMatcher#check} says it. */
        String lacking() {
            if (last == null) {
                return "no-frame";
            }
            if (last instanceof FaceCheck.Ask.Better better) {
                if (better.guidance() == Guidance.STEP_BEFORE_THE_CAMERA) {
                    return "no-face";
                }
                if (better.guidance() == Guidance.ONE_PERSON_ONLY) {
                    return "several-faces";
                }
            }
            return last instanceof FaceCheck.Ask.Turn
                            || last instanceof FaceCheck.Ask.Slower
                            || last instanceof FaceCheck.Ask.LookBack
                    ? "not-turned"
                    : "no-good-face";
        }
    }
}
