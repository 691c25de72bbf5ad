package org.zizhu.drivers.locker.rs485;

import static org.zizhu.drivers.DeviceState.HARDWARE_ERROR;
import static org.zizhu.drivers.DeviceState.NO_DEVICE;
import static org.zizhu.drivers.DeviceState.POWER_OFF;
import static org.zizhu.drivers.faults.Answer.shows;
import static org.zizhu.drivers.faults.Answer.showsForAMoment;
import static org.zizhu.drivers.faults.Answer.staysUsable;
import static org.zizhu.drivers.faults.Chapter.awaitStatus;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.emulator.EmulatedLine;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.emulator.LineFault;
import org.zizhu.drivers.faults.Answer;
import org.zizhu.drivers.faults.Chapter;
import org.zizhu.drivers.faults.Fault;
import org.zizhu.drivers.faults.Outcome;
import org.zizhu.drivers.faults.Rig;
import org.zizhu.drivers.faults.UsbName;
import org.zizhu.drivers.locker.Locker.Door;
import org.zizhu.drivers.locker.rs485.emulator.BoardModel;
import org.zizhu.drivers.locker.rs485.emulator.LockerEmulator;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.serial.TtyPort;
import org.zizhu.drivers.serial.emulator.PseudoTerminal;

class LockerFaultsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final String SHUT = "doors shut";
    private static final String LEFT_OPEN = "a door left open";
    private static final String OPENING = "opening a door";

    private static final Answer SILENT = boardMissing(shows(POWER_OFF, "silent"), "board-1-silent");
    private static final Answer GARBLED = boardMissing(shows(HARDWARE_ERROR, "answer-garbled"), "board-1-garbled");

    /** What is opened, or what the switch says that it did not, is noticed by that door's own command alone. */
    private static final Answer STUCK =
            staysUsable("door-stuck").underWay(Outcome.fails(FailureCode.HARDWARE_ERROR, "door-stuck"));

    @TestFactory
    Stream<DynamicTest> everyFaultInEveryState_isAnswered() {
        return Chapter.of("Locker", List.of("locker-485"), Cabinet::new)
                .state(SHUT, cabinet -> {})
                .state(LEFT_OPEN, cabinet -> {
                    cabinet.boards.forceDoor(1, 24);
                    awaitStatus(cabinet, status -> status.reasons().contains("door-open"));
                })
                .underWay(OPENING, Cabinet::openWhileACoilRests)
                .fault(Fault.UNPLUG, Cabinet::unplug, Cabinet::replug, shows(NO_DEVICE, "link-lost"))
                .fault(
                        Fault.REPLUG_ELSEWHERE,
                        Cabinet::replugElsewhere,
                        cabinet -> {},
                        showsForAMoment(NO_DEVICE, "link-lost"))
                .fault(Fault.POWER_OFF, Cabinet::powerOff, Cabinet::heal, SILENT)
                .fault(Fault.SILENCE, on(LineFault.SILENCE), Cabinet::heal, SILENT)
                .fault(Fault.GARBAGE, on(LineFault.GARBAGE), Cabinet::heal, GARBLED)
                .fault(Fault.HALF_FRAME, on(LineFault.HALF_FRAME), Cabinet::heal, GARBLED)
                .fault(Fault.WRONG_CHECKSUM, on(LineFault.WRONG_CHECKSUM), Cabinet::heal, GARBLED)
                .never(Fault.BUSY, "a board says nothing of being busy; while it powers a coil it is asked again")
                .fault(Fault.JAM, Cabinet::stickLatch, Cabinet::heal, STUCK)
                .but(Fault.JAM, LEFT_OPEN, staysUsable("door-stuck", "door-open"))
                .never(Fault.EMPTY, "hands out nothing by itself")
                .never(Fault.FULL_BIN, "takes nothing back by itself")
                .fault(Fault.DOOR_OPEN, Cabinet::forceDoor, Cabinet::closeDoor, staysUsable("door-open"))
                .fault(Fault.STUCK_SENSOR, Cabinet::stickSwitch, Cabinet::heal, STUCK)
                .but(Fault.STUCK_SENSOR, LEFT_OPEN, staysUsable("door-stuck", "door-open"))
                .tests();
    }

    private static Answer boardMissing(Answer shown, String board) {
        return shown.underWay(Outcome.fails(FailureCode.HARDWARE_ERROR, board))
                .next(Outcome.fails(FailureCode.NOT_READY, board));
    }

    private static Chapter.Act<Cabinet> on(LineFault fault) {
        return cabinet -> cabinet.boards.line().fault(fault);
    }

    /** One board of twenty-four; each command opens the next door. */
    private static final class Cabinet implements Rig {
        private final UsbName name;
        private final LockerEmulator boards;
        private final Rs485Locker driver;
        private int door;
        private boolean opening;

        Cabinet(Path folder) throws IOException {
            name = new UsbName(folder);
            boards = new LockerEmulator(
                    new EmulatedLine(
                            PseudoTerminal.at(name.socket()), 9_600, Imperfection.IDEAL, new SplittableRandom(1)),
                    Feedback.SHORTED_WHEN_OPEN,
                    BoardModel.TWENTY_FOUR);
            driver = new Rs485Locker(
                    "locker",
                    new TtyPort(name.path(), 9_600),
                    LockerPlan.numbered(1, 24, Feedback.SHORTED_WHEN_OPEN, true),
                    MonotonicClock.SYSTEM,
                    InstantSource.system());
            driver.start();
        }

        @Override
        public Device device() {
            return driver;
        }

        @Override
        public CompletableFuture<Completion<Door>> job() {
            door++;
            return driver.open(door, LONG);
        }

        /** The second of two doors has to wait until the first one's coil is at rest: time enough for a fault. */
        CompletableFuture<Completion<Door>> openWhileACoilRests() throws Exception {
            job().get(LONG.toSeconds(), TimeUnit.SECONDS);
            opening = true;
            long begun = begun();
            CompletableFuture<Completion<Door>> second = job();
            while (begun() == begun && !second.isDone()) {
                Thread.onSpinWait();
            }
            return second;
        }

        private long begun() {
            return driver.history().counters().getOrDefault("commands-begun", 0L);
        }

        void stickLatch() throws Exception {
            noticed(stuck -> boards.stickLatch(1, stuck, true));
        }

        void stickSwitch() throws Exception {
            noticed(stuck -> boards.stickSwitch(1, stuck, Optional.of(false)));
        }

        /** At the door that is being opened; where none is, one is opened so that the driver notices. */
        private void noticed(IntConsumer stick) throws Exception {
            if (opening) {
                stick.accept(door);
            } else {
                stick.accept(door + 1);
                job().get(LONG.toSeconds(), TimeUnit.SECONDS);
            }
        }

        void forceDoor() {
            boards.forceDoor(1, 20);
        }

        /** The board tells of it by itself; a command that it is sent in the same moment collides, and is lost. */
        void closeDoor() {
            boards.closeDoor(1, 20);
            long end = System.nanoTime() + LONG.toNanos();
            while (driver.doors().get(20) == Door.OPEN && end - System.nanoTime() > 0) {
                Thread.onSpinWait();
            }
        }

        void unplug() {
            boards.line().unplug();
        }

        void replug() throws IOException {
            boards.line().replug();
        }

        void replugElsewhere() throws IOException {
            boards.line().unplug();
            boards.line().replug(name.otherSocket());
        }

        void powerOff() {
            boards.line().power(false);
        }

        void heal() {
            boards.heal();
        }

        @Override
        public void close() {
            driver.close();
            boards.close();
        }
    }
}
