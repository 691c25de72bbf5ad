package org.zizhu.drivers.power.nut;

import static org.zizhu.drivers.DeviceState.HARDWARE_ERROR;
import static org.zizhu.drivers.DeviceState.NO_DEVICE;
import static org.zizhu.drivers.DeviceState.POWER_OFF;
import static org.zizhu.drivers.faults.Answer.shows;
import static org.zizhu.drivers.faults.Answer.staysUsable;
import static org.zizhu.drivers.faults.Chapter.awaitStatus;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.faults.Answer;
import org.zizhu.drivers.faults.Chapter;
import org.zizhu.drivers.faults.Fault;
import org.zizhu.drivers.faults.Outcome;
import org.zizhu.drivers.faults.Rig;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.power.nut.emulator.EmulatedUps;
import org.zizhu.drivers.power.nut.emulator.NutServerEmulator;
import org.zizhu.drivers.power.nut.emulator.UpsModel;

class PowerFaultsTest {
    private static final String ON_BATTERY = "on battery";
    private static final String NOTHING_MOVES = "nothing in it moves, and it has no door";

    @TestFactory
    Stream<DynamicTest> everyFaultInEveryState_isAnswered() {
        return Chapter.of("Power supply", List.of("nut"), Supply::new)
                .state("on mains", supply -> {})
                .state(ON_BATTERY, supply -> {
                    supply.server.ups().mains(false);
                    awaitStatus(supply, status -> status.reasons().contains("on-battery"));
                })
                .fault(Fault.UNPLUG, supply -> supply.server.stop(), Supply::heal, shows(NO_DEVICE, "link-lost"))
                .never(Fault.REPLUG_ELSEWHERE, "is found by its server's address, not by the name of a port")
                .fault(
                        Fault.POWER_OFF,
                        on(NutServerEmulator.Fault.DRIVER_NOT_CONNECTED),
                        Supply::heal,
                        serverCannotSay("driver-not-connected"))
                .fault(Fault.SILENCE, on(NutServerEmulator.Fault.SILENCE), Supply::heal, shows(POWER_OFF, "silent"))
                .fault(
                        Fault.GARBAGE,
                        on(NutServerEmulator.Fault.GARBAGE),
                        Supply::heal,
                        shows(HARDWARE_ERROR, "answer-garbled"))
                .fault(
                        Fault.HALF_FRAME,
                        on(NutServerEmulator.Fault.HALF_LINE),
                        Supply::heal,
                        shows(HARDWARE_ERROR, "answer-garbled"))
                .never(Fault.WRONG_CHECKSUM, "its lines have none; TCP's own is looked after below")
                .never(Fault.BUSY, "its server answers from memory, whatever the supply does")
                .never(Fault.JAM, NOTHING_MOVES)
                .fault(Fault.EMPTY, supply -> supply.server.ups().charge(3), Supply::heal, staysUsable("battery-low"))
                .but(Fault.EMPTY, ON_BATTERY, staysUsable("battery-low", "on-battery"))
                .never(Fault.FULL_BIN, NOTHING_MOVES)
                .never(Fault.DOOR_OPEN, NOTHING_MOVES)
                .fault(
                        Fault.STUCK_SENSOR,
                        on(NutServerEmulator.Fault.DATA_STALE),
                        Supply::heal,
                        serverCannotSay("data-stale"))
                .tests();
    }

    private static Answer serverCannotSay(String reason) {
        return shows(POWER_OFF, reason).next(Outcome.fails(FailureCode.HARDWARE_ERROR, reason));
    }

    private static Chapter.Act<Supply> on(NutServerEmulator.Fault fault) {
        return supply -> supply.server.fault(fault);
    }

    private static final class Supply implements Rig {
        private final NutServerEmulator server;
        private final NutPowerSupply driver;

        Supply(Path unused) throws IOException {
            server = new NutServerEmulator(
                    new EmulatedUps(UpsModel.CASTLE_1K, Imperfection.IDEAL, MonotonicClock.SYSTEM),
                    new SplittableRandom(1));
            driver = new NutPowerSupply("power", server.uri(), MonotonicClock.SYSTEM, InstantSource.system());
            driver.start();
        }

        @Override
        public Device device() {
            return driver;
        }

        @Override
        public CompletableFuture<Completion<String>> job() {
            return driver.selfTest(Duration.ofSeconds(20));
        }

        void heal() throws IOException {
            server.fault(NutServerEmulator.Fault.NONE);
            server.restart();
        }

        @Override
        public void close() {
            driver.close();
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
