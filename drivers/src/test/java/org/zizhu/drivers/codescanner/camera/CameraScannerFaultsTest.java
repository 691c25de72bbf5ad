package org.zizhu.drivers.codescanner.camera;

import static org.zizhu.drivers.DeviceState.HARDWARE_ERROR;
import static org.zizhu.drivers.DeviceState.NO_DEVICE;
import static org.zizhu.drivers.faults.Answer.shows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceState;
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
import org.zizhu.drivers.faults.Answer;
import org.zizhu.drivers.faults.Chapter;
import org.zizhu.drivers.faults.Fault;
import org.zizhu.drivers.faults.Outcome;
import org.zizhu.drivers.faults.Rig;
import org.zizhu.drivers.loop.MonotonicClock;

class CameraScannerFaultsTest {
    private static final Duration LONG = Duration.ofSeconds(25);
    private static final String IDLE = "idle";
    private static final String MOVES_NOTHING = "moves nothing, hands nothing out and takes nothing back";
    private static final String UNSEEN = "no picture is taken then: it is noticed by the next scan";

    @TestFactory
    Stream<DynamicTest> everyFaultInEveryState_isAnswered() {
        return Chapter.of("Code scanner through the camera", List.of("camera-codes"), Scanning::new)
                .state(IDLE, scanning -> {})
                .underWay("a scan waits", scanning -> scanning.scanner.scan(LONG))
                .fault(Fault.UNPLUG, is(CameraFault.REFUSING), Scanning::heal, lost(NO_DEVICE, "camera-refused"))
                .never(Fault.REPLUG_ELSEWHERE, "the camera's own chapter says why")
                .never(Fault.POWER_OFF, "from here the same as unplugged")
                .fault(Fault.SILENCE, is(CameraFault.SILENT), Scanning::heal, lost(HARDWARE_ERROR, "camera-frozen"))
                .never(Fault.SILENCE, IDLE, UNSEEN)
                .fault(Fault.GARBAGE, is(CameraFault.GARBAGE), Scanning::heal, lost(HARDWARE_ERROR, "camera-frozen"))
                .never(Fault.GARBAGE, IDLE, UNSEEN)
                .fault(
                        Fault.HALF_FRAME,
                        is(CameraFault.HALF_PICTURES),
                        Scanning::heal,
                        lost(HARDWARE_ERROR, "camera-frozen"))
                .never(Fault.HALF_FRAME, IDLE, UNSEEN)
                .never(Fault.WRONG_CHECKSUM, "a code whose check digits are wrong is not read at all")
                .never(Fault.BUSY, "a camera has more than one watcher")
                .never(Fault.JAM, MOVES_NOTHING)
                .never(Fault.EMPTY, MOVES_NOTHING)
                .never(Fault.FULL_BIN, MOVES_NOTHING)
                .never(
                        Fault.DOOR_OPEN,
                        "has none; under a covered lens a scan waits, and “camera-picture-dark” is told")
                .fault(
                        Fault.STUCK_SENSOR,
                        is(CameraFault.FROZEN),
                        Scanning::heal,
                        lost(HARDWARE_ERROR, "camera-frozen"))
                .never(Fault.STUCK_SENSOR, IDLE, UNSEEN)
                .tests();
    }

    private static Answer lost(DeviceState state, String reason) {
        return shows(state, reason)
                .underWay(Outcome.fails(FailureCode.HARDWARE_ERROR, "camera-lost"))
                .next(Outcome.fails(FailureCode.NOT_READY, "camera-lost"));
    }

    private static Chapter.Act<Scanning> is(CameraFault fault) {
        return scanning -> scanning.emulator.fault(fault);
    }

    private static final class Scanning implements Rig {
        private final AtomicInteger shown = new AtomicInteger();
        private final CameraEmulator emulator;
        private final FfmpegCamera camera;
        private final CameraScanner scanner;

        Scanning(Path folder) throws IOException {
            emulator = new CameraEmulator(CameraModel.SMALL, Imperfection.IDEAL, new SplittableRandom(1));
            camera = new FfmpegCamera(
                    "camera",
                    new Source.Address(emulator.uri()),
                    Source.Form.AS_IT_COMES,
                    MonotonicClock.SYSTEM,
                    InstantSource.system());
            scanner = new CameraScanner("scanner", camera, MonotonicClock.SYSTEM, InstantSource.system());
            camera.start();
            scanner.start();
        }

        @Override
        public Device device() {
            return scanner;
        }

        @Override
        public CompletableFuture<Completion<ScannedCode>> job() {
            show();
            return scanner.scan(LONG);
        }

        /** Another code than before: the same would be taken for one that is still held. */
        private void show() {
            ModuleGrid code = ModuleGrid.qr("TEST-" + shown.incrementAndGet(), StandardCharsets.US_ASCII);
            emulator.show(new Scene.HeldUp(code, Pose.straight(5), Light.GOOD));
        }

        void heal() throws IOException {
            emulator.fault(CameraFault.NONE);
        }

        @Override
        public void close() {
            scanner.close();
            camera.close();
            emulator.close();
        }
    }
}
