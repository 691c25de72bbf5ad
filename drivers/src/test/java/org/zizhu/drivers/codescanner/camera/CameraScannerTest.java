package org.zizhu.drivers.codescanner.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.camera.emulator.CameraEmulator;
import org.zizhu.drivers.camera.emulator.CameraFault;
import org.zizhu.drivers.camera.emulator.CameraModel;
import org.zizhu.drivers.camera.emulator.Light;
import org.zizhu.drivers.camera.emulator.ModuleGrid;
import org.zizhu.drivers.camera.emulator.Pose;
import org.zizhu.drivers.camera.emulator.Scene;
import org.zizhu.drivers.camera.ffmpeg.FfmpegCamera;
import org.zizhu.drivers.camera.ffmpeg.Source;
import org.zizhu.drivers.codescanner.ScannedCode;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.loop.MonotonicClock;

/** Codes held up before an emulated camera, seen through the real ffmpeg. */
@Timeout(60)
class CameraScannerTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(1500);
    private static final DeviceStatus WELL = DeviceStatus.without(DeviceState.ONLINE);

    private CameraEmulator emulator;
    private FfmpegCamera camera;
    private CameraScanner scanner;
    private final BlockingQueue<DeviceStatus> statuses = new LinkedBlockingQueue<>();

    @BeforeEach
    void switchOn() throws Exception {
        emulator = new CameraEmulator(CameraModel.SMALL, Imperfection.IDEAL, new SplittableRandom(1));
        camera = new FfmpegCamera(
                "camera",
                new Source.Address(emulator.uri()),
                Source.Form.AS_IT_COMES,
                MonotonicClock.SYSTEM,
                InstantSource.system());
        scanner = new CameraScanner("scanner", camera, MonotonicClock.SYSTEM, InstantSource.system());
        scanner.onStatus(statuses::add);
        camera.start();
        scanner.start();
        awaitStatus(WELL::equals);
    }

    @AfterEach
    void switchOff() {
        scanner.close();
        camera.close();
        emulator.close();
    }

    private void holdUp(String text) {
        holdUp(text, StandardCharsets.UTF_8);
    }

    private void holdUp(String text, Charset charset) {
        emulator.show(new Scene.HeldUp(ModuleGrid.qr(text, charset), Pose.straight(4), Light.GOOD));
    }

    @Test
    void codeHeldUp_isRead_andTheCameraIsNotWatchedAnyLonger() throws Exception {
        CompletableFuture<Completion<ScannedCode>> scan = scanner.scan(LONG);
        holdUp("TEST-QUEUE-A017");
        assertEquals("TEST-QUEUE-A017", read(scan));
        awaitTrue(() -> emulator.viewers() == 0);
    }

    @Test
    void codeHeldUpBeforeAnybodyAsked_isReadByTheScan() throws Exception {
        holdUp("TEST-EARLY-1");
        assertEquals("TEST-EARLY-1", read(scanner.scan(LONG)));
    }

    @Test
    void codeInGbk_isReadAsItsIssuerWroteIt() throws Exception {
        holdUp("测试凭证甲乙", Charset.forName("GBK"));
        ScannedCode code = success(scanner.scan(LONG));
        assertEquals("测试凭证甲乙", code.text());
        assertEquals(Charset.forName("GB18030"), code.charset());
    }

    @Test
    void codeInUtf8_onAPhoneWithADarkTheme_isRead() throws Exception {
        ModuleGrid code = ModuleGrid.qr("测试-1", StandardCharsets.UTF_8);
        emulator.show(new Scene.HeldUp(
                code,
                Pose.straight(5).turned(10, -8, 20),
                Light.GOOD.onPhone(0.1).invert()));
        assertEquals("测试-1", read(scanner.scan(LONG)));
    }

    @Test
    void nothingShown_timesOut() throws Exception {
        emulator.show(new Scene.Visitor());
        assertFailed(FailureCode.TIME_OUT, "no-code", scanner.scan(SHORT));
        assertEquals(WELL, scanner.status());
    }

    @Test
    void cancelledScan_completesAtOnce_andTheNextOneWorks() throws Exception {
        CompletableFuture<Completion<ScannedCode>> scan = scanner.scan(LONG);
        awaitTrue(() -> emulator.viewers() == 1);
        scanner.cancel();
        assertFailed(FailureCode.CANCELLED, "cancelled", scan);
        awaitTrue(() -> emulator.viewers() == 0);
        holdUp("TEST-AFTER-CANCEL");
        assertEquals("TEST-AFTER-CANCEL", read(scanner.scan(LONG)));
    }

    @Test
    void codeStillHeldAfterItWasRead_isNotReadAgain_butAnotherIs() throws Exception {
        holdUp("TEST-FIRST");
        assertEquals("TEST-FIRST", read(scanner.scan(LONG)));
        CompletableFuture<Completion<ScannedCode>> second = scanner.scan(LONG);
        long looks = camera.history().counters().get("looks");
        awaitTrue(() -> camera.history().counters().get("looks") > looks || emulator.viewers() == 1);
        holdUp("TEST-SECOND");
        assertEquals("TEST-SECOND", read(second));
    }

    @Test
    void codeTakenAwayAndShownAgain_isReadAgain() throws Exception {
        holdUp("TEST-TWICE");
        assertEquals("TEST-TWICE", read(scanner.scan(LONG)));
        emulator.show(new Scene.EmptyBooth());
        assertFailed(FailureCode.TIME_OUT, "no-code", scanner.scan(SHORT));
        holdUp("TEST-TWICE");
        assertEquals("TEST-TWICE", read(scanner.scan(LONG)));
    }

    @Test
    void cameraLostWhileScanning_isTheScannersFault_andItComesBack() throws Exception {
        CompletableFuture<Completion<ScannedCode>> scan = scanner.scan(LONG);
        awaitTrue(() -> emulator.viewers() == 1);
        emulator.fault(CameraFault.REFUSING);
        assertFailed(FailureCode.HARDWARE_ERROR, "camera-lost", scan);
        assertFailed(FailureCode.NOT_READY, "camera-lost", scanner.scan(LONG));
        awaitStatus(DeviceStatus.without(DeviceState.NO_DEVICE, "camera-refused")::equals);
        emulator.fault(CameraFault.NONE);
        awaitTrue(() -> scanner.status().usable());
        holdUp("TEST-BACK");
        assertEquals("TEST-BACK", read(scanner.scan(LONG)));
    }

    @Test
    void frozenCamera_failsTheScan() throws Exception {
        CompletableFuture<Completion<ScannedCode>> scan = scanner.scan(LONG);
        awaitTrue(() -> emulator.viewers() == 1);
        emulator.fault(CameraFault.FROZEN);
        assertFailed(FailureCode.HARDWARE_ERROR, "camera-lost", scan);
    }

    @Test
    void nothingOfACodeIsWrittenDown() throws Exception {
        holdUp("TEST-SECRET-4711");
        ScannedCode code = success(scanner.scan(LONG));
        assertFalse(code.toString().contains("4711"));
        assertTrue(scanner.wireLog().entries().stream()
                .noneMatch(entry -> entry.text().contains("4711")));
        assertTrue(camera.wireLog().entries().stream()
                .noneMatch(entry -> entry.text().contains("4711")));
    }

    @Test
    void selfTestAsksTheCamera() throws Exception {
        String found = scanner.selfTest(LONG).get() instanceof Completion.Success<String> success
                ? success.value()
                : fail("the self-test failed");
        assertTrue(found.startsWith("camera camera: 320 × 240"), found);
    }

    // --- what the stories need --------------------------------------------------------------------------------------

    private void awaitStatus(Predicate<DeviceStatus> wanted) throws InterruptedException {
        for (DeviceStatus status = statuses.poll(20, TimeUnit.SECONDS);
                status != null;
                status = statuses.poll(20, TimeUnit.SECONDS)) {
            if (wanted.test(status)) {
                return;
            }
        }
        fail("the status stayed " + scanner.status());
    }

    private static void awaitTrue(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited long enough");
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static String read(CompletableFuture<Completion<ScannedCode>> scan) throws Exception {
        return success(scan).text();
    }

    private static ScannedCode success(CompletableFuture<Completion<ScannedCode>> scan) throws Exception {
        Completion<ScannedCode> ended = scan.get(40, TimeUnit.SECONDS);
        return ended instanceof Completion.Success<ScannedCode> success ? success.value() : fail(ended.toString());
    }

    private static void assertFailed(FailureCode code, String reason, CompletableFuture<Completion<ScannedCode>> scan)
            throws Exception {
        assertEquals(Completion.failed(code, reason), scan.get(40, TimeUnit.SECONDS));
    }
}
