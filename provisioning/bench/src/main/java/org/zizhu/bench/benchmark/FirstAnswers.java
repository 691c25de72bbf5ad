package org.zizhu.bench.benchmark;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.camera.emulator.CameraEmulator;
import org.zizhu.drivers.camera.emulator.CameraModel;
import org.zizhu.drivers.camera.emulator.Scene;
import org.zizhu.drivers.camera.ffmpeg.FfmpegCamera;
import org.zizhu.drivers.camera.ffmpeg.Source;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.face.FaceCheck;
import org.zizhu.drivers.face.FacePolicy;
import org.zizhu.drivers.face.FaceTemplate;
import org.zizhu.drivers.face.Photo;
import org.zizhu.drivers.face.onnx.OnnxFaceMatcher;
import org.zizhu.drivers.loop.MonotonicClock;

/**
 * How long somebody who stands well before the camera waits: until they are told so, and until five good pictures are taken and they
 * are asked to turn. From the begin of the check, with the camera's own start, through the camera's stream and ffmpeg.
 */
final class FirstAnswers {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Milliseconds of each round. */
    record Taken(List<Double> told, List<Double> asked) {}

    private FirstAnswers() {}

    /**
     * Measures.
     *
     * @param standing a person as they stand before the camera
     */
    static Taken of(Path models, BufferedImage standing, byte[] photo, int rounds) throws IOException {
        Taken taken = new Taken(new ArrayList<>(), new ArrayList<>());
        try (CameraEmulator booth = new CameraEmulator(CameraModel.AXIS_M1065_L, Imperfection.IDEAL, new Random(1));
                FfmpegCamera camera = new FfmpegCamera(
                        "camera",
                        new Source.Address(booth.uri()),
                        Source.Form.AS_IT_COMES,
                        MonotonicClock.SYSTEM,
                        InstantSource.system());
                OnnxFaceMatcher matcher = new OnnxFaceMatcher(
                        "face-matcher", models, FacePolicy.USUAL, MonotonicClock.SYSTEM, InstantSource.system())) {
            booth.show(new Scene.Film(List.of(standing)));
            awaitUsable(camera);
            awaitUsable(matcher);
            try (FaceTemplate reference = reference(matcher, photo)) {
                // The first opens what is opened once.
                for (int round = -1; round < rounds; round++) {
                    check(
                            matcher,
                            camera,
                            reference,
                            round < 0 ? new Taken(new ArrayList<>(), new ArrayList<>()) : taken);
                }
            }
        }
        return taken;
    }

    private static void check(OnnxFaceMatcher matcher, FfmpegCamera camera, FaceTemplate reference, Taken taken)
            throws IOException {
        CompletableFuture<Long> told = new CompletableFuture<>();
        CompletableFuture<Long> asked = new CompletableFuture<>();
        long began = System.nanoTime();
        var checking = matcher.check(
                camera,
                reference,
                new Random(1),
                ask -> {
                    if (ask instanceof FaceCheck.Ask.HoldStill) {
                        told.complete(System.nanoTime());
                    } else if (ask instanceof FaceCheck.Ask.Turn) {
                        asked.complete(System.nanoTime());
                    }
                },
                PATIENCE);
        long answer = done(asked);
        matcher.cancel();
        var unused = done(checking);
        taken.told().add((done(told) - began) / 1e6);
        taken.asked().add((answer - began) / 1e6);
    }

    private static FaceTemplate reference(OnnxFaceMatcher matcher, byte[] photo) throws IOException {
        if (done(matcher.reference(new Photo.Encoded(photo), PATIENCE))
                instanceof Completion.Success<FaceTemplate> made) {
            return made.value();
        }
        throw new IOException("the portrait is of no use as a reference");
    }

    private static void awaitUsable(Device device) throws IOException {
        CompletableFuture<Boolean> usable = new CompletableFuture<>();
        Subscription listening = device.onStatus(status -> {
            if (status.usable()) {
                usable.complete(true);
            }
        });
        try {
            device.start();
            done(usable);
        } finally {
            listening.close();
        }
    }

    private static <T> T done(CompletableFuture<T> future) throws IOException {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("a face check on the table came to nothing", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
