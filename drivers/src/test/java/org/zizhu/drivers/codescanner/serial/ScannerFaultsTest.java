package org.zizhu.drivers.codescanner.serial;

import static org.zizhu.drivers.DeviceState.HARDWARE_ERROR;
import static org.zizhu.drivers.DeviceState.NO_DEVICE;
import static org.zizhu.drivers.DeviceState.POWER_OFF;
import static org.zizhu.drivers.faults.Answer.shows;
import static org.zizhu.drivers.faults.Answer.showsForAMoment;
import static org.zizhu.drivers.faults.Answer.staysUsable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.codescanner.ScannedCode;
import org.zizhu.drivers.codescanner.serial.emulator.EngineModel;
import org.zizhu.drivers.codescanner.serial.emulator.ScanEngineEmulator;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.emulator.LineFault;
import org.zizhu.drivers.faults.Answer;
import org.zizhu.drivers.faults.Chapter;
import org.zizhu.drivers.faults.Fault;
import org.zizhu.drivers.faults.Outcome;
import org.zizhu.drivers.faults.Rig;
import org.zizhu.drivers.faults.UsbName;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.serial.TtyPort;

class ScannerFaultsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String NO_MOVING_PARTS = "has no moving parts, no stock and no door";

    /** An engine that can't be asked seems well whatever happens behind its port. */
    private static final Answer UNNOTICED =
            staysUsable().underWay(Outcome.waits()).next(Outcome.waits());

    @TestFactory
    Stream<DynamicTest> everyFaultOfANewlandEngine_isAnswered() {
        return conversing(EngineModel.NLS_EM20);
    }

    @TestFactory
    Stream<DynamicTest> everyFaultOfAHoneywellEngine_isAnsweredInTheSameWay() {
        return conversing(EngineModel.N3680);
    }

    @TestFactory
    Stream<DynamicTest> everyFaultOfAZebraEngine_isAnsweredInTheSameWay() {
        return conversing(EngineModel.DS457);
    }

    private static Stream<DynamicTest> conversing(EngineModel model) {
        return common(Chapter.of(
                        "Scan engine (Newland, Honeywell, Zebra)",
                        List.of("scan-engine"),
                        folder -> new Scanner(folder, model)))
                .fault(Fault.POWER_OFF, Scanner::powerOff, Scanner::powerOn, shows(POWER_OFF, "silent"))
                .fault(Fault.SILENCE, on(LineFault.SILENCE), Scanner::heal, shows(POWER_OFF, "silent"))
                .fault(Fault.GARBAGE, on(LineFault.GARBAGE), Scanner::heal, shows(HARDWARE_ERROR, "answer-garbled"))
                .fault(
                        Fault.HALF_FRAME,
                        on(LineFault.HALF_FRAME),
                        Scanner::heal,
                        shows(HARDWARE_ERROR, "answer-garbled"))
                .fault(
                        Fault.WRONG_CHECKSUM,
                        on(LineFault.WRONG_CHECKSUM),
                        Scanner::heal,
                        shows(HARDWARE_ERROR, "answer-garbled"))
                .fault(
                        Fault.BUSY,
                        scanner -> scanner.engine.refuse(true),
                        Scanner::heal,
                        shows(HARDWARE_ERROR, "command-refused"))
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> everyFaultOfAnEngineThatCannotBeAsked_isAnswered() {
        return common(Chapter.of(
                        "Scan engine that can't be asked (dialect suffix)",
                        List.of("scan-engine-suffix"),
                        folder -> new Scanner(folder, EngineModel.PLAIN)))
                .fault(Fault.POWER_OFF, Scanner::powerOff, Scanner::powerOn, UNNOTICED)
                .fault(Fault.SILENCE, on(LineFault.SILENCE), Scanner::heal, UNNOTICED)
                .fault(Fault.GARBAGE, on(LineFault.GARBAGE), Scanner::heal, UNNOTICED)
                .fault(Fault.HALF_FRAME, on(LineFault.HALF_FRAME), Scanner::heal, UNNOTICED)
                .fault(Fault.WRONG_CHECKSUM, on(LineFault.WRONG_CHECKSUM), Scanner::heal, UNNOTICED)
                .never(Fault.BUSY, "says nothing but codes")
                .tests();
    }

    private static Chapter<Scanner> common(Chapter<Scanner> chapter) {
        return chapter.state("idle", scanner -> {})
                .state("code held there, unasked", Scanner::showFresh)
                .underWay("waiting for a code", scanner -> scanner.driver.scan(LONG))
                .fault(Fault.UNPLUG, Scanner::unplug, Scanner::replug, shows(NO_DEVICE, "link-lost"))
                .fault(
                        Fault.REPLUG_ELSEWHERE,
                        Scanner::replugElsewhere,
                        scanner -> {},
                        showsForAMoment(NO_DEVICE, "link-lost"))
                .never(Fault.JAM, NO_MOVING_PARTS)
                .never(Fault.EMPTY, NO_MOVING_PARTS)
                .never(Fault.FULL_BIN, NO_MOVING_PARTS)
                .never(Fault.DOOR_OPEN, NO_MOVING_PARTS)
                .never(Fault.STUCK_SENSOR, "has no sensor beside its eye");
    }

    private static Chapter.Act<Scanner> on(LineFault fault) {
        return scanner -> scanner.engine.line().fault(fault);
    }

    private static final class Scanner implements Rig {
        private final UsbName name;
        private final ScanEngineEmulator engine;
        private final SerialScanner driver;
        private int shown;

        Scanner(Path folder, EngineModel model) throws IOException {
            name = new UsbName(folder);
            engine = ScanEngineEmulator.at(name.socket(), model, Imperfection.IDEAL, new SplittableRandom(1));
            driver = new SerialScanner(
                    "scanner",
                    new TtyPort(name.path(), model.baud()),
                    model.dialect(),
                    MonotonicClock.SYSTEM,
                    InstantSource.system());
            driver.start();
        }

        @Override
        public Device device() {
            return driver;
        }

        @Override
        public CompletableFuture<Completion<ScannedCode>> job() {
            CompletableFuture<Completion<ScannedCode>> scan = driver.scan(LONG);
            showFresh();
            return scan;
        }

        /** One that was never there before, since the same one would have to be away for a moment. */
        void showFresh() {
            shown++;
            engine.show(("TEST-" + shown).getBytes(StandardCharsets.US_ASCII));
        }

        void unplug() {
            engine.unplug();
        }

        void replug() throws IOException {
            engine.replug();
        }

        void replugElsewhere() throws IOException {
            engine.unplug();
            engine.replug(name.otherSocket());
        }

        void powerOff() {
            engine.power(false);
        }

        void powerOn() {
            engine.power(true);
            showFresh();
        }

        void heal() {
            engine.heal();
            showFresh();
        }

        @Override
        public void close() {
            driver.close();
            engine.close();
        }
    }
}
