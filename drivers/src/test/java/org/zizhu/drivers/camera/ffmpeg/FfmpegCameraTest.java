package org.zizhu.drivers.camera.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.camera.Frame;
import org.zizhu.drivers.camera.emulator.CameraEmulator;
import org.zizhu.drivers.camera.emulator.CameraFault;
import org.zizhu.drivers.camera.emulator.CameraModel;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.loop.MonotonicClock;

/** The driver and the real ffmpeg against an emulated network camera, films that ffmpeg makes itself, and things that are neither. */
@Timeout(60)
class FfmpegCameraTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final DeviceStatus WELL = DeviceStatus.without(DeviceState.ONLINE);
    private static final DeviceStatus FROZEN = DeviceStatus.without(DeviceState.HARDWARE_ERROR, "frozen");

    @TempDir
    Path folder;

    private CameraEmulator emulator;
    private FfmpegCamera camera;
    private final BlockingQueue<DeviceStatus> statuses = new LinkedBlockingQueue<>();
    private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();

    @BeforeEach
    void switchOn() throws Exception {
        emulator = new CameraEmulator(CameraModel.SMALL, Imperfection.IDEAL, new SplittableRandom(1));
        camera = camera(new Source.Address(emulator.uri()));
    }

    @AfterEach
    void switchOff() {
        camera.close();
        emulator.close();
        awaitTrue(() -> ProcessHandle.current().children().noneMatch(FfmpegCameraTest::seesWithFfmpeg));
    }

    private FfmpegCamera camera(Source source) {
        return camera("ffmpeg", source);
    }

    private FfmpegCamera camera(String ffmpeg, Source source) {
        FfmpegCamera made = new FfmpegCamera(
                "camera", ffmpeg, source, Source.Form.AS_IT_COMES, MonotonicClock.SYSTEM, InstantSource.system());
        made.onStatus(statuses::add);
        return made;
    }

    private void use(FfmpegCamera other) {
        camera.close();
        statuses.clear();
        camera = other;
        camera.start();
    }

    // --- a camera that works --------------------------------------------------------------------------------------

    @Test
    void picturesComeWhileSomebodyWatches_andFfmpegRunsNoLonger() throws Exception {
        camera.start();
        awaitStatus(WELL::equals);
        awaitTrue(() -> emulator.viewers() == 0);
        Subscription watching = camera.watch(frames::add);
        long first = nextFrame().number();
        for (int i = 1; i < 10; i++) {
            assertEquals(first + i, nextFrame().number());
        }
        assertEquals(
                "320 × 240",
                Glance.at(nextFrame().jpeg())
                        .map(glance -> glance.width() + " × " + glance.height())
                        .orElse("unreadable"));
        watching.close();
        watching.close();
        awaitTrue(() -> emulator.viewers() == 0);
    }

    @Test
    void slowWatcherMissesPictures_andTheQuickOneGetsThem() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        BlockingQueue<Long> slow = new LinkedBlockingQueue<>();
        camera.start();
        Subscription unhurried = camera.watch(frame -> {
            slow.add(frame.number());
            awaitLatch(hold);
        });
        Subscription quick = camera.watch(frames::add);
        for (int i = 0; i < 20; i++) {
            nextFrame();
        }
        assertEquals(1, slow.size(), "pictures begun by the slow one");
        hold.countDown();
        long begun = slow.take();
        assertTrue(slow.take() >= begun + 10, "the next is the newest, not the next");
        unhurried.close();
        quick.close();
    }

    @Test
    void watcherThatFails_isNotTheCamerasFault() throws Exception {
        camera.start();
        Subscription failing = camera.watch(frame -> {
            throw new IllegalStateException("a defect");
        });
        Subscription well = camera.watch(frames::add);
        for (int i = 0; i < 10; i++) {
            nextFrame();
        }
        assertEquals(WELL, camera.status());
        failing.close();
        well.close();
    }

    @Test
    void selfTestWatchesForASecond_andSaysWhatItSaw() throws Exception {
        camera.start();
        awaitStatus(WELL::equals);
        String found = success(camera.selfTest(LONG).get());
        assertTrue(found.matches("320 × 240, \\d+ new pictures in 1000 ms"), found);
        awaitTrue(() -> emulator.viewers() == 0);
    }

    @Test
    void film_isShownInRealTimeAgainAndAgain() throws Exception {
        use(camera(new Source.Film(film(1))));
        Subscription watching = camera.watch(frames::add);
        long begun = nextFrame().takenNanos();
        Frame last = nextFrame();
        for (int i = 2; i < 40; i++) {
            last = nextFrame();
        }
        Duration took = Duration.ofNanos(last.takenNanos() - begun);
        assertTrue(took.compareTo(Duration.ofSeconds(2)) > 0, "38 pictures at 15 a second took " + took);
        watching.close();
    }

    // --- faults ---------------------------------------------------------------------------------------------------

    @Test
    void frozenPicture_isSeenWithinASecondOrSo_andSoIsItsEnd() throws Exception {
        camera.start();
        Subscription watching = camera.watch(frames::add);
        awaitStatus(WELL::equals);
        emulator.fault(CameraFault.FROZEN);
        awaitStatus(FROZEN::equals);
        emulator.fault(CameraFault.NONE);
        awaitStatus(WELL::equals);
        watching.close();
    }

    @Test
    void cameraThatFellSilent_isFrozen_untilItGoesOn() throws Exception {
        camera.start();
        Subscription watching = camera.watch(frames::add);
        awaitStatus(WELL::equals);
        emulator.fault(CameraFault.SILENT);
        awaitStatus(FROZEN::equals);
        emulator.fault(CameraFault.NONE);
        awaitStatus(WELL::equals);
        watching.close();
    }

    @Test
    void cameraThatStaysFrozen_isStartedAgain() throws Exception {
        camera.start();
        Subscription watching = camera.watch(frames::add);
        awaitStatus(WELL::equals);
        emulator.fault(CameraFault.FROZEN);
        long looks = camera.history().counters().get("looks");
        awaitTrue(() -> camera.history().counters().get("looks") > looks);
        assertEquals(FROZEN, camera.status());
        watching.close();
        // Whoever watched has gone; the driver goes on looking until it knows better.
        emulator.fault(CameraFault.NONE);
        awaitStatus(WELL::equals);
        awaitTrue(() -> emulator.viewers() == 0);
    }

    @Test
    void coveredLens_isSaid_andTheCameraStaysUsable() throws Exception {
        camera.start();
        Subscription watching = camera.watch(frames::add);
        awaitStatus(WELL::equals);
        emulator.fault(CameraFault.BLACK);
        awaitStatus(DeviceStatus.without(DeviceState.ONLINE, "picture-dark")::equals);
        emulator.fault(CameraFault.NONE);
        awaitStatus(WELL::equals);
        watching.close();
    }

    @Test
    void garbageInsteadOfPictures_isAFault_andItRecovers() throws Exception {
        camera.start();
        Subscription watching = camera.watch(frames::add);
        awaitStatus(WELL::equals);
        emulator.fault(CameraFault.GARBAGE);
        awaitStatus(status -> status.state() == DeviceState.HARDWARE_ERROR);
        emulator.fault(CameraFault.NONE);
        awaitStatus(WELL::equals);
        watching.close();
    }

    @Test
    void picturesThatBreakOff_areNotGivenToAnybody() throws Exception {
        camera.start();
        Subscription watching = camera.watch(frames::add);
        awaitStatus(WELL::equals);
        emulator.fault(CameraFault.HALF_PICTURES);
        awaitStatus(FROZEN::equals);
        emulator.fault(CameraFault.NONE);
        awaitStatus(WELL::equals);
        watching.close();
        while (!frames.isEmpty()) {
            assertTrue(Glance.at(frames.take().jpeg()).isPresent(), "each picture is whole");
        }
    }

    @Test
    void cameraThatIsUnplugged_isGone_andBackWhenItIsPluggedIn() throws Exception {
        camera.start();
        awaitStatus(WELL::equals);
        emulator.fault(CameraFault.REFUSING);
        awaitStatus(DeviceStatus.without(DeviceState.NO_DEVICE, "refused")::equals);
        emulator.fault(CameraFault.NONE);
        awaitStatus(WELL::equals);
    }

    @Test
    void cameraThatEndsEachConnection_isAFault() throws Exception {
        emulator.fault(CameraFault.CUT);
        camera.start();
        awaitStatus(status -> status.state() == DeviceState.HARDWARE_ERROR);
        emulator.fault(CameraFault.NONE);
        awaitStatus(WELL::equals);
    }

    @Test
    void ffmpegKilledWhileItIsWatched_isStartedAgain() throws Exception {
        camera.start();
        Subscription watching = camera.watch(frames::add);
        nextFrame();
        awaitStatus(WELL::equals);
        ProcessHandle seeing = ProcessHandle.current()
                .children()
                .filter(FfmpegCameraTest::seesWithFfmpeg)
                .findFirst()
                .orElseThrow();
        assertTrue(seeing.destroyForcibly());
        awaitTrue(() -> !seeing.isAlive());
        frames.clear();
        nextFrame();
        awaitTrue(() -> camera.status().equals(WELL));
        watching.close();
    }

    @Test
    void missingFile_isNoDevice_andFoundWhenItIsThere() throws Exception {
        Path later = folder.resolve("later.avi");
        use(camera(new Source.Film(later)));
        awaitStatus(DeviceStatus.without(DeviceState.NO_DEVICE, "no-such-file")::equals);
        Files.move(film(2), later);
        awaitStatus(WELL::equals);
    }

    @Test
    void fileThatIsNoFilm_isAFault() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.avi"), "this is no film\n".repeat(1000));
        use(camera(new Source.Film(text)));
        awaitStatus(DeviceStatus.without(DeviceState.HARDWARE_ERROR, "no-pictures")::equals);
    }

    @Test
    void missingDeviceNode_isNoDevice() throws Exception {
        use(camera(new Source.VideoDevice(folder.resolve("video0"))));
        awaitStatus(DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost")::equals);
        assertEquals(
                Completion.failed(FailureCode.NOT_READY, "not-connected"),
                camera.selfTest(LONG).get());
    }

    @Test
    void missingFfmpeg_isSaid() throws Exception {
        use(camera(folder.resolve("ffmpeg").toString(), new Source.Address(emulator.uri())));
        awaitStatus(DeviceStatus.without(DeviceState.HARDWARE_ERROR, "ffmpeg-missing")::equals);
    }

    // --- what the stories need --------------------------------------------------------------------------------------

    /** A film of a moving test pattern, so many seconds long, made by ffmpeg itself. */
    private Path film(int seconds) throws Exception {
        Path film = folder.resolve("film.avi");
        Process making = new ProcessBuilder(List.of(
                        "ffmpeg",
                        "-hide_banner",
                        "-loglevel",
                        "error",
                        "-nostdin",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc=size=320x240:rate=15:duration=" + seconds,
                        "-c:v",
                        "mjpeg",
                        film.toString()))
                .inheritIO()
                .start();
        assertTrue(making.waitFor(30, TimeUnit.SECONDS) && making.exitValue() == 0, "the film is made");
        return film;
    }

    private static boolean seesWithFfmpeg(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .command()
                        .filter(command -> command.endsWith("ffmpeg"))
                        .isPresent();
    }

    private Frame nextFrame() throws InterruptedException {
        Frame frame = frames.poll(20, TimeUnit.SECONDS);
        return frame != null ? frame : fail("no picture came");
    }

    private void awaitStatus(Predicate<DeviceStatus> wanted) throws InterruptedException {
        for (DeviceStatus status = statuses.poll(20, TimeUnit.SECONDS);
                status != null;
                status = statuses.poll(20, TimeUnit.SECONDS)) {
            if (wanted.test(status)) {
                return;
            }
        }
        fail("the status stayed " + camera.status());
    }

    private static void awaitTrue(BooleanSupplier condition) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited long enough");
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String success(Completion<String> completion) {
        return completion instanceof Completion.Success<String> success ? success.value() : fail(completion.toString());
    }
}
