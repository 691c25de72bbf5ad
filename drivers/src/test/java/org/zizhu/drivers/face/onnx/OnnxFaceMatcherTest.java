package org.zizhu.drivers.face.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.camera.Frame;
import org.zizhu.drivers.camera.GreyPicture;
import org.zizhu.drivers.camera.emulator.CameraEmulator;
import org.zizhu.drivers.camera.emulator.CameraFault;
import org.zizhu.drivers.camera.emulator.CameraModel;
import org.zizhu.drivers.camera.emulator.Scene;
import org.zizhu.drivers.camera.ffmpeg.FfmpegCamera;
import org.zizhu.drivers.camera.ffmpeg.Source;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.face.FaceCheck;
import org.zizhu.drivers.face.FacePhotos;
import org.zizhu.drivers.face.FacePolicy;
import org.zizhu.drivers.face.FaceTemplate;
import org.zizhu.drivers.face.FaceView;
import org.zizhu.drivers.face.Guidance;
import org.zizhu.drivers.face.Photo;
import org.zizhu.drivers.loop.MonotonicClock;

/** The matcher as the kiosk has it: references, looks, and whole checks through an emulated camera and the real ffmpeg. */
@Timeout(120)
class OnnxFaceMatcherTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final byte[] STANDING = FacePhotos.jpeg(FacePhotos.standing());

    private final OnnxFaceMatcher matcher = new OnnxFaceMatcher(
            "face-matcher", FacePhotos.models(), FacePolicy.USUAL, MonotonicClock.SYSTEM, InstantSource.system());

    @BeforeEach
    void start() throws Exception {
        matcher.start();
        awaitUsable(matcher);
    }

    @AfterEach
    void close() {
        matcher.close();
    }

    private static void awaitUsable(Device device) throws InterruptedException {
        BlockingQueue<DeviceStatus> heard = new LinkedBlockingQueue<>();
        device.onStatus(heard::add);
        for (DeviceStatus status = heard.take(); !status.usable(); ) {
            status = heard.take();
        }
    }

    private static <T> Completion<T> answer(CompletableFuture<Completion<T>> command) throws Exception {
        return command.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private static <T> T success(CompletableFuture<Completion<T>> command) throws Exception {
        Completion<T> completion = answer(command);
        if (completion instanceof Completion.Success<T> success) {
            return success.value();
        }
        throw new AssertionError(completion.toString());
    }

    private static Frame frame(byte[] jpeg) {
        return new Frame(1, 1, jpeg);
    }

    private FaceTemplate reference(byte[] photo) throws Exception {
        return success(matcher.reference(new Photo.Encoded(photo), LONG));
    }

    @Test
    void photo_becomesAReference_andTheSameFaceIsLikeIt() throws Exception {
        try (FaceTemplate reference = reference(STANDING);
                FaceView view = success(matcher.look(frame(STANDING), LONG))) {
            FaceView.OneFace face = assertInstanceOf(FaceView.OneFace.class, view);
            assertTrue(face.template().similarity(reference) > 0.99);
        }
    }

    @Test
    void photoThatCantBeUsed_isToldWhy() throws Exception {
        assertRefused("no-face", new Photo.Encoded(FacePhotos.jpeg(FacePhotos.wall())));
        assertRefused("photo-unreadable", new Photo.Encoded(new byte[0]));
        assertRefused("photo-unreadable", new Photo.Pixels(4, 4, new byte[48]));
        BufferedImage one = FacePhotos.drawn(FacePhotos.standing(), -320, 0, 1280, 720, FacePhotos.wall());
        BufferedImage two = FacePhotos.drawn(FacePhotos.standing(), 640, 0, 1280, 720, one);
        assertRefused("several-faces", new Photo.Encoded(FacePhotos.jpeg(two)));
    }

    private void assertRefused(String reason, Photo photo) throws Exception {
        assertEquals(Completion.failed(FailureCode.INVALID_DATA, reason), answer(matcher.reference(photo, LONG)));
    }

    @Test
    void frameThatIsNone_isUnreadable_andHarmsNobody() throws Exception {
        List<byte[]> frames = List.of(
                new byte[0],
                Arrays.copyOf(STANDING, 400),
                "GIF89a".getBytes(StandardCharsets.US_ASCII),
                resized(STANDING, 65_000, 65_000),
                resized(STANDING, 16_000, 4),
                resized(STANDING, 0, 720));
        for (byte[] jpeg : frames) {
            assertEquals(new FaceView.Unreadable(), success(matcher.look(frame(jpeg), LONG)));
        }
        // Half a picture decodes, its rest grey: what is missing is seen.
        try (FaceView half = success(matcher.look(frame(Arrays.copyOf(STANDING, STANDING.length / 2)), LONG))) {
            assertTrue(half.guidance().isPresent(), half::toString);
        }
        assertTrue(matcher.status().usable());
    }

    /** The same picture, claiming another size in its frame header (SOF0: FF C0, length, precision, height, width). */
    private static byte[] resized(byte[] jpeg, int width, int height) {
        byte[] changed = jpeg.clone();
        for (int i = 0; i < changed.length - 9; i++) {
            if (changed[i] == (byte) 0xFF && changed[i + 1] == (byte) 0xC0) {
                changed[i + 5] = (byte) (height >> 8);
                changed[i + 6] = (byte) height;
                changed[i + 7] = (byte) (width >> 8);
                changed[i + 8] = (byte) width;
                return changed;
            }
        }
        throw new AssertionError("no frame header");
    }

    @Test
    void manyAskAtOnce_andEachIsAnswered() throws Exception {
        List<CompletableFuture<Completion<FaceView>>> looks = new ArrayList<>();
        List<Thread> askers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Thread asker = new Thread(() -> {
                for (int j = 0; j < 10; j++) {
                    synchronized (looks) {
                        looks.add(matcher.look(frame(STANDING), LONG));
                    }
                }
            });
            askers.add(asker);
            asker.start();
        }
        for (Thread asker : askers) {
            asker.join();
        }
        double liveness = -1;
        for (CompletableFuture<Completion<FaceView>> look : looks) {
            try (FaceView view = success(look)) {
                FaceView.OneFace face = assertInstanceOf(FaceView.OneFace.class, view);
                assertTrue(liveness < 0 || Math.abs(face.liveness() - liveness) < 1e-4);
                liveness = face.liveness();
            }
        }
        assertEquals(20, looks.size());
    }

    @Test
    void selfTest_hasEachNetworkAnswer() throws Exception {
        assertTrue(success(matcher.selfTest(LONG)).startsWith("five networks answer in "));
        assertEquals(12, matcher.facts().get("models").length());
    }

    @Test
    void closed_whatWaitsIsCancelled() throws Exception {
        List<CompletableFuture<Completion<FaceView>>> looks = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            looks.add(matcher.look(frame(STANDING), LONG));
        }
        matcher.close();
        assertEquals(Completion.failed(FailureCode.CANCELLED, "cancelled"), answer(looks.get(looks.size() - 1)));
        assertFalse(looks.stream().anyMatch(look -> !look.isDone()));
    }

    /** A process that ends takes the runtime away, also from a network that still computes, and dies of it. */
    @Test
    void closedWhileANetworkComputes_nothingIsComputedAfterwards() throws Exception {
        FaceSight sight = FaceSight.open(FacePhotos.models());
        CountDownLatch computing = new CountDownLatch(3);
        CompletableFuture<Void> looking = CompletableFuture.runAsync(() -> {
            while (true) {
                computing.countDown();
                try (FaceView view = sight.look(STANDING, 1)) {
                    assertInstanceOf(FaceView.OneFace.class, view);
                } catch (IOException closed) {
                    return;
                }
            }
        });
        assertTrue(computing.await(LONG.toSeconds(), TimeUnit.SECONDS));

        sight.close();
        Duration computed = sight.computed();

        looking.get(LONG.toSeconds(), TimeUnit.SECONDS);
        assertEquals(computed, sight.computed());
    }

    // --- through a camera -------------------------------------------------------------------------------------------

    private Completion<FaceCheck.Verdict> check(Scene scene, Duration within, List<FaceCheck.Ask> asks)
            throws Exception {
        try (CameraEmulator emulator =
                        new CameraEmulator(CameraModel.AXIS_M1065_L, Imperfection.IDEAL, new SplittableRandom(1));
                FfmpegCamera camera = new FfmpegCamera(
                        "camera",
                        new Source.Address(emulator.uri()),
                        Source.Form.AS_IT_COMES,
                        MonotonicClock.SYSTEM,
                        InstantSource.system());
                FaceTemplate reference = reference(STANDING)) {
            emulator.show(scene);
            camera.start();
            awaitUsable(camera);
            return answer(matcher.check(camera, reference, new SplittableRandom(3), asks::add, within));
        }
    }

    @Test
    void emptyBooth_timesOutWithoutAFace() throws Exception {
        List<FaceCheck.Ask> asks = new ArrayList<>();
        assertEquals(
                Completion.failed(FailureCode.TIME_OUT, "no-face"),
                check(new Scene.EmptyBooth(), Duration.ofSeconds(8), asks));
        assertEquals(List.of(new FaceCheck.Ask.Better(Guidance.STEP_BEFORE_THE_CAMERA)), asks);
    }

    /** The right person's photo fills the picture, so that passive liveness takes it for alive: it is asked to turn, and can't. */
    @Test
    void photoHeldBeforeTheCamera_isAskedToTurn_andFails() throws Exception {
        List<FaceCheck.Ask> asks = new ArrayList<>();
        Completion<FaceCheck.Verdict> end = check(new Scene.Film(List.of(FacePhotos.standing())), LONG, asks);
        // On a machine under load pictures come so seldom that somebody else could have stepped in: that is not live
        // either.
        assertTrue(
                end instanceof Completion.Success<FaceCheck.Verdict> success
                        && success.value() instanceof FaceCheck.Verdict.NotLive notLive
                        && notLive.sign() != FaceCheck.Sign.LOOKS_LIKE_A_PICTURE,
                end::toString);
        assertInstanceOf(FaceCheck.Ask.Turn.class, asks.get(asks.size() - 1));
    }

    /** While somebody stands there: its cable is pulled, its pictures stop, or the same one comes for ever. */
    @ParameterizedTest
    @EnumSource(
            value = CameraFault.class,
            names = {"REFUSING", "SILENT", "FROZEN"})
    void cameraThatFailsMidCheck_isTold(CameraFault fault) throws Exception {
        try (CameraEmulator emulator =
                        new CameraEmulator(CameraModel.AXIS_M1065_L, Imperfection.IDEAL, new SplittableRandom(1));
                FfmpegCamera camera = new FfmpegCamera(
                        "camera",
                        new Source.Address(emulator.uri()),
                        Source.Form.AS_IT_COMES,
                        MonotonicClock.SYSTEM,
                        InstantSource.system());
                FaceTemplate reference = reference(STANDING)) {
            // Nobody stands there: no verdict can come before the fault.
            emulator.show(new Scene.EmptyBooth());
            camera.start();
            awaitUsable(camera);
            CountDownLatch seen = new CountDownLatch(1);
            CompletableFuture<Completion<FaceCheck.Verdict>> check =
                    matcher.check(camera, reference, new SplittableRandom(3), ask -> seen.countDown(), LONG);
            assertTrue(seen.await(LONG.toSeconds(), TimeUnit.SECONDS));

            emulator.fault(fault);
            emulator.cutViewers();

            assertEquals(Completion.failed(FailureCode.HARDWARE_ERROR, "camera-lost"), answer(check));
        }
    }

    @Test
    void cameraThatCantBeUsed_isToldAtOnce() throws Exception {
        try (FfmpegCamera camera = new FfmpegCamera(
                        "camera",
                        new Source.Film(Path.of("no-such-film")),
                        Source.Form.AS_IT_COMES,
                        MonotonicClock.SYSTEM,
                        InstantSource.system());
                FaceTemplate reference = reference(STANDING)) {
            assertEquals(
                    Completion.failed(FailureCode.NOT_READY, "camera-lost"),
                    answer(matcher.check(camera, reference, new SplittableRandom(1), ask -> {}, LONG)));
        }
    }

    @Test
    void nothingOfAFace_isSaidAnywhere() throws Exception {
        try (FaceView view = success(matcher.look(frame(STANDING), LONG))) {
            assertTrue(view.toString().contains("template=FaceTemplate"));
        }
        assertEquals("Photo", new Photo.Encoded(STANDING).toString());
    }

    /** ImageIO's own streams put each picture into a file first: where they can't, it is seen who uses them. */
    @Test
    void nothingOfAFace_isWrittenToDisk(@TempDir Path folder) throws Exception {
        Path cache = Files.createDirectory(folder.resolve("cache"));
        ImageIO.setCacheDirectory(cache.toFile());
        Files.delete(cache);
        try {
            reference(STANDING).close();
            try (FaceView view = success(matcher.look(frame(STANDING), LONG))) {
                assertInstanceOf(FaceView.OneFace.class, view);
            }
            assertTrue(GreyPicture.of(STANDING).isPresent());
        } finally {
            ImageIO.setCacheDirectory(null);
        }
    }
}
