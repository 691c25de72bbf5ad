package org.zizhu.drivers.dispenser.crt591;

import static org.zizhu.drivers.DeviceState.HARDWARE_ERROR;
import static org.zizhu.drivers.DeviceState.NO_DEVICE;
import static org.zizhu.drivers.DeviceState.POWER_OFF;
import static org.zizhu.drivers.DeviceState.USER_ERROR;
import static org.zizhu.drivers.faults.Answer.shows;
import static org.zizhu.drivers.faults.Answer.showsForAMoment;
import static org.zizhu.drivers.faults.Answer.staysUsable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.chipcard.emulator.EmulatedChipCard;
import org.zizhu.drivers.dispenser.CardDispenser.Position;
import org.zizhu.drivers.dispenser.crt591.emulator.Crt591Emulator;
import org.zizhu.drivers.dispenser.crt591.emulator.DispenserModel;
import org.zizhu.drivers.emulator.EmulatedLine;
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
import org.zizhu.drivers.serial.emulator.PseudoTerminal;

class DispenserFaultsTest {
    private static final Duration LONG = Duration.ofSeconds(25);

    /** More than the emulated way takes; a move that is not answered by then is stopped. */
    private static final Duration MOVE = Duration.ofSeconds(5);

    private static final String DRAWING = "drawing a card";
    private static final String TALKING = "talking to its chip";

    private static final Outcome UNKNOWN = Outcome.fails(FailureCode.HARDWARE_ERROR, "outcome-unknown");

    @TestFactory
    Stream<DynamicTest> everyFaultInEveryState_isAnswered() {
        Chapter<Dispenser> chapter = Chapter.of("Card dispenser", List.of("crt-591"), Dispenser::new)
                .state("way free", dispenser -> {})
                .state("card at the chip position", Dispenser::draw)
                .state("card at the gate", Dispenser::drawAndHold)
                .underWay(DRAWING, Dispenser::drawing)
                .underWay(TALKING, Dispenser::talking);
        broken(chapter, Fault.UNPLUG, Dispenser::unplug, Dispenser::replug, shows(NO_DEVICE, "link-lost"));
        broken(
                chapter,
                Fault.REPLUG_ELSEWHERE,
                Dispenser::replugElsewhere,
                dispenser -> {},
                showsForAMoment(NO_DEVICE, "link-lost"));
        broken(chapter, Fault.POWER_OFF, Dispenser::powerOff, Dispenser::powerOn, shows(POWER_OFF, "silent"));
        broken(chapter, Fault.SILENCE, on(LineFault.SILENCE), Dispenser::heal, shows(POWER_OFF, "silent"));
        Answer garbled = shows(HARDWARE_ERROR, "answer-garbled");
        broken(chapter, Fault.GARBAGE, on(LineFault.GARBAGE), Dispenser::heal, garbled);
        broken(chapter, Fault.HALF_FRAME, on(LineFault.HALF_FRAME), Dispenser::heal, garbled);
        broken(chapter, Fault.WRONG_CHECKSUM, on(LineFault.WRONG_CHECKSUM), Dispenser::heal, garbled);
        Outcome jammed = Outcome.fails(FailureCode.HARDWARE_ERROR, "card-jammed");
        Outcome sensorFailed = Outcome.fails(FailureCode.HARDWARE_ERROR, "sensor-failed");
        return chapter.never(Fault.BUSY, "while it moves a card it says nothing, which its times allow for")
                .fault(
                        Fault.JAM,
                        dispenser -> dispenser.device.jam(),
                        dispenser -> dispenser.device.clearJam(),
                        shows(USER_ERROR, "card-jammed").underWay(jammed).next(jammed))
                .never(Fault.JAM, TALKING, "a card that lies under the contacts does not move")
                .fault(
                        Fault.EMPTY,
                        dispenser -> dispenser.device.emptyStacker(),
                        Dispenser::load,
                        staysUsable("stacker-empty"))
                .but(
                        Fault.EMPTY,
                        "way free",
                        shows(USER_ERROR, "stacker-empty").next(Outcome.fails(FailureCode.NOT_READY, "stacker-empty")))
                .fault(
                        Fault.FULL_BIN,
                        dispenser -> dispenser.device.fillBin(),
                        dispenser -> dispenser.device.emptyBin(),
                        staysUsable("bin-full"))
                .but(
                        Fault.FULL_BIN,
                        "way free",
                        shows(USER_ERROR, "bin-full").next(Outcome.fails(FailureCode.NOT_READY, "bin-full")))
                .never(Fault.DOOR_OPEN, "has no door of its own; the cabinet's are the panel's")
                .fault(
                        Fault.STUCK_SENSOR,
                        dispenser -> dispenser.device.sensorStuck(true),
                        dispenser -> dispenser.device.sensorStuck(false),
                        shows(HARDWARE_ERROR, "sensor-failed")
                                .underWay(sensorFailed)
                                .next(sensorFailed))
                .but(
                        Fault.STUCK_SENSOR,
                        TALKING,
                        shows(HARDWARE_ERROR, "sensor-failed")
                                .underWay(Outcome.succeeds())
                                .next(sensorFailed))
                .tests();
    }

    /** Of a move under way nobody knows how it ended; what a chip said no more is plain. */
    private static void broken(
            Chapter<Dispenser> chapter,
            Fault fault,
            Chapter.Act<Dispenser> inflict,
            Chapter.Act<Dispenser> heal,
            Answer answer) {
        chapter.fault(fault, inflict, heal, answer).but(fault, DRAWING, answer.underWay(UNKNOWN));
    }

    private static Chapter.Act<Dispenser> on(LineFault fault) {
        return dispenser -> dispenser.device.line().fault(fault);
    }

    /** A dispenser whose ways take two seconds, and whose chips take one for an answer. */
    private static final class Dispenser implements Rig {
        private final UsbName name;
        private final Crt591Emulator device;
        private final Crt591Dispenser driver;
        private final Slow chip = new Slow();

        Dispenser(Path folder) throws IOException {
            name = new UsbName(folder);
            SplittableRandom random = new SplittableRandom(591);
            device = new Crt591Emulator(
                    new EmulatedLine(
                            PseudoTerminal.at(name.socket()), EmulatedLine.UNPACED, Imperfection.IDEAL, random),
                    DispenserModel.CRT_591_M001.quick(Duration.ofSeconds(2)),
                    0,
                    Imperfection.IDEAL,
                    random);
            load();
            driver = new Crt591Dispenser(
                    "dispenser",
                    new TtyPort(name.path(), 9600),
                    0,
                    CardAtStart.KEEP,
                    MonotonicClock.SYSTEM,
                    InstantSource.system());
            driver.start();
        }

        @Override
        public Device device() {
            return driver;
        }

        /** Draws a card, or holds the one that is on its way out to a citizen. */
        @Override
        public CompletableFuture<Completion<Position>> job() {
            return driver.position(LONG)
                    .thenCompose(position -> position instanceof Completion.Success<Position> there
                            ? there.value() == Position.NONE ? driver.moveToChip(LONG) : driver.hold(LONG)
                            : CompletableFuture.completedFuture(position));
        }

        void load() {
            device.load(Collections.nCopies(50, chip));
        }

        void draw() throws Exception {
            DispenserOnTheBench.success(driver.moveToChip(LONG));
        }

        void drawAndHold() throws Exception {
            draw();
            DispenserOnTheBench.success(driver.hold(LONG));
        }

        CompletableFuture<Completion<Position>> drawing() {
            CompletableFuture<Completion<Position>> drawing = driver.moveToChip(MOVE);
            while (!device.view().onTheWay().equals("BETWEEN") && !drawing.isDone()) {
                Thread.onSpinWait();
            }
            return drawing;
        }

        CompletableFuture<Completion<Integer>> talking() throws Exception {
            draw();
            CompletableFuture<Completion<Integer>> talking = driver.converse(
                    card -> Completion.success(card.transceive(new byte[] {0, 0, 0, 0}).length
                            + card.transceive(new byte[] {0, 0, 0, 0}).length),
                    LONG);
            chip.asked.get();
            return talking;
        }

        void unplug() {
            device.line().unplug();
        }

        void replug() throws IOException {
            device.line().replug();
        }

        void replugElsewhere() throws IOException {
            device.line().unplug();
            device.line().replug(name.otherSocket());
        }

        void powerOff() {
            device.power(false);
        }

        void powerOn() {
            device.power(true);
        }

        void heal() {
            device.line().heal();
        }

        @Override
        public void close() {
            driver.close();
            device.close();
        }
    }

    /** A chip that says yes to everything, after a second. */
    private static final class Slow implements EmulatedChipCard {
        private final CompletableFuture<Void> asked = new CompletableFuture<>();

        @Override
        public byte[] answerToReset() {
            return new byte[] {0x3B, 0};
        }

        @Override
        public void reset() {}

        @Override
        public byte[] answer(byte[] command) {
            asked.complete(null);
            return new byte[] {(byte) 0x90, 0};
        }

        @Override
        public Duration perCommand() {
            return Duration.ofSeconds(1);
        }
    }
}
