package org.zizhu.drivers.camera.ffmpeg;

import static org.zizhu.drivers.DeviceState.HARDWARE_ERROR;
import static org.zizhu.drivers.DeviceState.NO_DEVICE;
import static org.zizhu.drivers.faults.Answer.shows;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.camera.emulator.CameraEmulator;
import org.zizhu.drivers.camera.emulator.CameraFault;
import org.zizhu.drivers.camera.emulator.CameraModel;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.faults.Answer;
import org.zizhu.drivers.faults.Chapter;
import org.zizhu.drivers.faults.Fault;
import org.zizhu.drivers.faults.Outcome;
import org.zizhu.drivers.faults.Rig;
import org.zizhu.drivers.loop.MonotonicClock;

class CameraFaultsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String NOBODY_WATCHES = "nobody watches";
    private static final String MOVES_NOTHING = "moves nothing, hands nothing out and takes nothing back";
    private static final String UNSEEN = "no picture is taken then: it is noticed when somebody watches";

    private static final Answer FROZEN =
            shows(HARDWARE_ERROR, "frozen").next(Outcome.fails(FailureCode.HARDWARE_ERROR, "frozen"));

    @TestFactory
    Stream<DynamicTest> everyFaultInEveryState_isAnswered() {
        return Chapter.of("Camera", List.of("ffmpeg"), Seen::new)
                .state(NOBODY_WATCHES, seen -> {})
                .state("watched", Seen::watch)
                .fault(Fault.UNPLUG, is(CameraFault.REFUSING), Seen::heal, shows(NO_DEVICE, "refused"))
                .never(
                        Fault.REPLUG_ELSEWHERE,
                        "a network camera's address is set in it, and the name of a USB camera follows it (udev by-id)")
                .never(Fault.POWER_OFF, "from here the same as unplugged")
                .fault(Fault.SILENCE, is(CameraFault.SILENT), Seen::heal, FROZEN)
                .never(Fault.SILENCE, NOBODY_WATCHES, UNSEEN)
                .fault(Fault.GARBAGE, is(CameraFault.GARBAGE), Seen::heal, FROZEN)
                .never(Fault.GARBAGE, NOBODY_WATCHES, UNSEEN)
                .fault(Fault.HALF_FRAME, is(CameraFault.HALF_PICTURES), Seen::heal, FROZEN)
                .never(Fault.HALF_FRAME, NOBODY_WATCHES, UNSEEN)
                .never(Fault.WRONG_CHECKSUM, "neither pictures nor their stream have one")
                .never(Fault.BUSY, "the emulated camera has room for more than one viewer; a V4L2 one says “in-use”")
                .never(Fault.JAM, MOVES_NOTHING)
                .never(Fault.EMPTY, MOVES_NOTHING)
                .never(Fault.FULL_BIN, MOVES_NOTHING)
                .never(Fault.DOOR_OPEN, "has none; a covered lens is told as “picture-dark” while somebody watches")
                .fault(Fault.STUCK_SENSOR, is(CameraFault.FROZEN), Seen::heal, FROZEN)
                .never(Fault.STUCK_SENSOR, NOBODY_WATCHES, UNSEEN)
                .tests();
    }

    private static Chapter.Act<Seen> is(CameraFault fault) {
        return seen -> seen.emulator.fault(fault);
    }

    private static final class Seen implements Rig {
        private final CameraEmulator emulator;
        private final FfmpegCamera camera;

        Seen(Path folder) throws IOException {
            emulator = new CameraEmulator(CameraModel.SMALL, Imperfection.IDEAL, new SplittableRandom(1));
            camera = new FfmpegCamera(
                    "camera",
                    new Source.Address(emulator.uri()),
                    Source.Form.AS_IT_COMES,
                    MonotonicClock.SYSTEM,
                    InstantSource.system());
            camera.start();
        }

        @Override
        public Device device() {
            return camera;
        }

        @Override
        public CompletableFuture<Completion<String>> job() {
            return camera.selfTest(LONG);
        }

        void watch() throws InterruptedException {
            CountDownLatch seen = new CountDownLatch(1);
            // Until the camera is closed.
            var unused = camera.watch(frame -> seen.countDown());
            seen.await();
        }

        void heal() throws IOException {
            emulator.fault(CameraFault.NONE);
        }

        @Override
        public void close() {
            camera.close();
            emulator.close();
        }
    }
}
