package org.zizhu.drivers.blank.composed;

import static org.zizhu.drivers.DeviceState.HARDWARE_ERROR;
import static org.zizhu.drivers.DeviceState.NO_DEVICE;
import static org.zizhu.drivers.DeviceState.POWER_OFF;
import static org.zizhu.drivers.DeviceState.USER_ERROR;
import static org.zizhu.drivers.faults.Answer.shows;
import static org.zizhu.drivers.faults.Answer.showsForAMoment;
import static org.zizhu.drivers.faults.Answer.staysUsable;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.blank.BlankPrinter.Place;
import org.zizhu.drivers.blank.composed.BlankWiring.Sensor;
import org.zizhu.drivers.blank.emulator.BlankMechanismEmulator.Jam;
import org.zizhu.drivers.emulator.LineFault;
import org.zizhu.drivers.faults.Chapter;
import org.zizhu.drivers.faults.Fault;
import org.zizhu.drivers.faults.Outcome;
import org.zizhu.drivers.faults.Rig;
import org.zizhu.drivers.faults.UsbName;
import org.zizhu.drivers.panel.emulator.IoBoardEmulator.Refusal;

/** Of the board and the way; the printer's and the scan engine's own faults are on their own pages. */
class BlankFaultsTest {
    private static final String FREE = "way free";
    private static final String READ = "blank at the reader";
    private static final String PRINTED = "printed blank at the outlet";

    @TestFactory
    Stream<DynamicTest> everyFaultInEveryState_isAnswered() {
        Outcome jammed = Outcome.fails(FailureCode.HARDWARE_ERROR, "blank-jammed");
        return Chapter.of("Printer of certificates on numbered blanks", List.of("composed-blank"), Unit::new)
                .state(FREE, unit -> {})
                .state(READ, unit -> unit.bench.number())
                .state(PRINTED, unit -> {
                    unit.bench.number();
                    unit.bench.printed();
                })
                .fault(
                        Fault.UNPLUG,
                        unit -> unit.bench.board.line().unplug(),
                        unit -> unit.bench.board.line().replug(),
                        shows(NO_DEVICE, "link-lost"))
                .fault(
                        Fault.REPLUG_ELSEWHERE,
                        unit -> {
                            unit.bench.board.line().unplug();
                            unit.bench.board.line().replug(unit.board.otherSocket());
                        },
                        unit -> {},
                        showsForAMoment(NO_DEVICE, "link-lost"))
                .fault(
                        Fault.POWER_OFF,
                        unit -> unit.bench.board.power(false),
                        unit -> unit.bench.board.power(true),
                        shows(POWER_OFF, "silent"))
                .fault(Fault.SILENCE, on(LineFault.SILENCE), Unit::heal, shows(POWER_OFF, "silent"))
                .fault(Fault.GARBAGE, on(LineFault.GARBAGE), Unit::heal, shows(HARDWARE_ERROR, "answer-garbled"))
                .fault(Fault.HALF_FRAME, on(LineFault.HALF_FRAME), Unit::heal, shows(HARDWARE_ERROR, "answer-garbled"))
                .fault(
                        Fault.WRONG_CHECKSUM,
                        on(LineFault.WRONG_CHECKSUM),
                        Unit::heal,
                        shows(HARDWARE_ERROR, "answer-garbled"))
                .fault(
                        Fault.BUSY,
                        unit -> unit.bench.board.refuse(Optional.of(Refusal.BOARD_BUSY)),
                        Unit::heal,
                        shows(HARDWARE_ERROR, "board-busy"))
                .fault(
                        Fault.JAM,
                        Unit::jam,
                        unit -> unit.bench.staffClearTheWay(),
                        shows(USER_ERROR, "blank-jammed").next(jammed))
                .but(
                        Fault.JAM,
                        FREE,
                        shows(USER_ERROR, "blank-jammed").next(Outcome.fails(FailureCode.NOT_READY, "blank-jammed")))
                .fault(
                        Fault.EMPTY,
                        unit -> unit.bench.mechanism.emptyMagazine(),
                        unit -> unit.bench.mechanism.load("4301000512349001", 10),
                        shows(USER_ERROR, "blanks-empty").next(Outcome.fails(FailureCode.NOT_READY, "blanks-empty")))
                .never(Fault.EMPTY, READ, "a blank that is on its way is handed out or taken back all the same")
                .never(Fault.EMPTY, PRINTED, "a blank that is on its way is handed out or taken back all the same")
                .fault(
                        Fault.FULL_BIN,
                        unit -> unit.bench.mechanism.fillBin(true),
                        unit -> unit.bench.mechanism.emptyBin(),
                        staysUsable("bin-full").next(Outcome.fails(FailureCode.NOT_READY, "bin-full")))
                .but(
                        Fault.FULL_BIN,
                        FREE,
                        shows(USER_ERROR, "bin-full").next(Outcome.fails(FailureCode.NOT_READY, "bin-full")))
                .fault(
                        Fault.DOOR_OPEN,
                        unit -> unit.bench.mechanism.openCover(),
                        unit -> unit.bench.mechanism.closeCover(),
                        shows(USER_ERROR, "cover-open").next(Outcome.fails(FailureCode.NOT_READY, "cover-open")))
                // Each blank is taken for two then, and goes into the bin.
                .fault(
                        Fault.STUCK_SENSOR,
                        unit -> unit.stick(Optional.of(true)),
                        unit -> unit.stick(Optional.empty()),
                        staysUsable())
                .tests();
    }

    private static Chapter.Act<Unit> on(LineFault fault) {
        return unit -> unit.bench.board.line().fault(fault);
    }

    /** The bench, as the table lays it out. */
    static final class Unit implements Rig {
        final UsbName board;
        final BlankOnTheBench bench;

        Unit(Path folder) throws Exception {
            board = new UsbName(folder);
            bench = new BlankOnTheBench(folder, board.socket(), board.path());
            bench.driver.start();
        }

        @Override
        public Device device() {
            return bench.driver;
        }

        /** Feeds a blank and takes it into the bin, or the one that is on its way. */
        @Override
        public CompletableFuture<Completion<Place>> job() {
            return bench.driver.place(BlankOnTheBench.LONG).thenCompose(place -> {
                if (!(place instanceof Completion.Success<Place> there)) {
                    return CompletableFuture.completedFuture(place);
                } else if (there.value() != Place.NONE) {
                    return bench.driver.retract(BlankOnTheBench.LONG);
                }
                return bench.driver
                        .feed(BlankOnTheBench.LONG)
                        .thenCompose(fed -> fed instanceof Completion.Success
                                ? bench.driver.retract(BlankOnTheBench.LONG)
                                : CompletableFuture.completedFuture(fed.map(none -> Place.NONE)));
            });
        }

        void jam() throws Exception {
            bench.mechanism.jamNext(Jam.INTO_BIN);
            if (bench.mechanism.onTheWay().isEmpty()) {
                bench.mechanism.jamNext(Jam.BEFORE_READER);
                var unused = bench.driver.feed(BlankOnTheBench.LONG).get();
            } else {
                var unused = bench.driver.retract(BlankOnTheBench.LONG).get();
            }
        }

        void stick(Optional<Boolean> at) {
            bench.board.stick(BlankWiring.usual().channel(Sensor.DOUBLE_SHEET), at);
        }

        void heal() {
            bench.board.heal();
        }

        @Override
        public void close() {
            bench.close();
        }
    }
}
