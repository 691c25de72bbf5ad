package org.zizhu.drivers.panel.modbus;

import static org.zizhu.drivers.DeviceState.HARDWARE_ERROR;
import static org.zizhu.drivers.DeviceState.NO_DEVICE;
import static org.zizhu.drivers.DeviceState.OFFLINE;
import static org.zizhu.drivers.DeviceState.POWER_OFF;
import static org.zizhu.drivers.faults.Answer.shows;
import static org.zizhu.drivers.faults.Answer.showsForAMoment;
import static org.zizhu.drivers.faults.Answer.staysUsable;
import static org.zizhu.drivers.panel.modbus.PanelBench.CALL_BUTTON;
import static org.zizhu.drivers.panel.modbus.PanelBench.LONG;
import static org.zizhu.drivers.panel.modbus.PanelBench.MAINTENANCE_DOOR;
import static org.zizhu.drivers.panel.modbus.PanelBench.PRESENCE;
import static org.zizhu.drivers.panel.modbus.PanelBench.holds;
import static org.zizhu.drivers.panel.modbus.PanelBench.success;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.emulator.LineFault;
import org.zizhu.drivers.faults.Chapter;
import org.zizhu.drivers.faults.Fault;
import org.zizhu.drivers.faults.Outcome;
import org.zizhu.drivers.faults.Rig;
import org.zizhu.drivers.faults.UsbName;
import org.zizhu.drivers.panel.Panel.Light;
import org.zizhu.drivers.panel.Panel.Sense;
import org.zizhu.drivers.panel.emulator.IoBoardEmulator.Refusal;

class ModbusFaultsTest {
    private static final String MOVES_NOTHING = "moves nothing, hands nothing out and takes nothing back";

    @TestFactory
    Stream<DynamicTest> everyFaultInEveryState_isAnswered() {
        return Chapter.of("Panel: doors, presence, lights, relays", List.of("modbus"), Board::new)
                .state("idle", board -> {})
                .state("somebody there, a light on", Board::serve)
                .state("a device's power taken", Board::takePower)
                .fault(Fault.UNPLUG, Board::unplug, Board::replug, shows(NO_DEVICE, "link-lost"))
                .fault(
                        Fault.REPLUG_ELSEWHERE,
                        Board::replugElsewhere,
                        board -> {},
                        showsForAMoment(NO_DEVICE, "link-lost"))
                .fault(
                        Fault.POWER_OFF,
                        board -> board.power(false),
                        board -> board.power(true),
                        shows(POWER_OFF, "silent"))
                .fault(Fault.SILENCE, on(LineFault.SILENCE), Board::heal, shows(POWER_OFF, "silent"))
                .fault(Fault.GARBAGE, on(LineFault.GARBAGE), Board::heal, shows(HARDWARE_ERROR, "answer-garbled"))
                .fault(Fault.HALF_FRAME, on(LineFault.HALF_FRAME), Board::heal, shows(HARDWARE_ERROR, "answer-garbled"))
                .fault(
                        Fault.WRONG_CHECKSUM,
                        on(LineFault.WRONG_CHECKSUM),
                        Board::heal,
                        shows(HARDWARE_ERROR, "answer-garbled"))
                .fault(
                        Fault.BUSY,
                        board -> board.bench.board.refuse(Optional.of(Refusal.BOARD_BUSY)),
                        Board::heal,
                        shows(OFFLINE, "board-busy").next(Outcome.fails(FailureCode.NOT_READY, "board-busy")))
                .never(Fault.JAM, MOVES_NOTHING)
                .never(Fault.EMPTY, MOVES_NOTHING)
                .never(Fault.FULL_BIN, MOVES_NOTHING)
                .fault(
                        Fault.DOOR_OPEN,
                        board -> board.bench.board.input(MAINTENANCE_DOOR, false),
                        board -> board.bench.board.input(MAINTENANCE_DOOR, true),
                        staysUsable("maintenance-door-open"))
                .fault(Fault.STUCK_SENSOR, Board::stickButton, Board::heal, staysUsable("call-button-stuck"))
                .tests();
    }

    private static Chapter.Act<Board> on(LineFault fault) {
        return board -> board.bench.board.line().fault(fault);
    }

    /** A board with a button that can be held down for half a minute in a moment. */
    private static final class Board implements Rig {
        private final UsbName name;
        private final PanelBench bench;

        Board(Path folder) throws IOException {
            name = new UsbName(folder);
            bench = new PanelBench(name.socket(), name.path());
        }

        @Override
        public Device device() {
            return bench.panel;
        }

        @Override
        public CompletableFuture<Completion<Boolean>> job() {
            return bench.panel.light(Light.ID_CARD, true, LONG);
        }

        void serve() throws Exception {
            success(job());
            bench.board.input(PRESENCE, true);
            holds(() -> bench.panel.senses().getOrDefault(Sense.PRESENCE, false));
        }

        void takePower() throws Exception {
            success(bench.panel.powerCycle("receipt-printer", LONG));
        }

        void unplug() {
            bench.board.line().unplug();
        }

        void replug() throws IOException {
            bench.board.line().replug();
        }

        void replugElsewhere() throws IOException {
            bench.board.line().unplug();
            bench.board.line().replug(name.otherSocket());
        }

        void power(boolean on) {
            bench.board.power(on);
        }

        void stickButton() {
            bench.board.stick(CALL_BUTTON, Optional.of(true));
            holds(() -> bench.panel.senses().getOrDefault(Sense.CALL_BUTTON, false));
            bench.passes(Duration.ofSeconds(31));
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
