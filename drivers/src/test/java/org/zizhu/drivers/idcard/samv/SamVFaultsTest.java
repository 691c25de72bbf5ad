package org.zizhu.drivers.idcard.samv;

import static org.zizhu.drivers.DeviceState.HARDWARE_ERROR;
import static org.zizhu.drivers.DeviceState.NO_DEVICE;
import static org.zizhu.drivers.DeviceState.POWER_OFF;
import static org.zizhu.drivers.faults.Answer.shows;
import static org.zizhu.drivers.faults.Answer.showsForAMoment;
import static org.zizhu.drivers.faults.Chapter.awaitStatus;
import static org.zizhu.drivers.idcard.IdCardReader.Contents.TEXT_AND_PHOTO;

import java.io.IOException;
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
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.emulator.LineFault;
import org.zizhu.drivers.faults.Chapter;
import org.zizhu.drivers.faults.Fault;
import org.zizhu.drivers.faults.Rig;
import org.zizhu.drivers.faults.UsbName;
import org.zizhu.drivers.idcard.CardReading;
import org.zizhu.drivers.idcard.SyntheticPeople;
import org.zizhu.drivers.idcard.samv.emulator.EmulatedCard;
import org.zizhu.drivers.idcard.samv.emulator.SamVEmulator;
import org.zizhu.drivers.idcard.samv.emulator.SamVModel;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.serial.TtyPort;

class SamVFaultsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String NO_MOVING_PARTS = "has no moving parts, no stock and no door";

    @TestFactory
    Stream<DynamicTest> everyFaultInEveryState_isAnswered() {
        return Chapter.of("Identity card reader", List.of("sam-v"), Reader::new)
                .state("idle", reader -> {})
                .state("card on it", reader -> {
                    reader.putCard();
                    awaitStatus(reader, status -> status.media() == MediaState.PRESENT);
                })
                .underWay("waiting for a card", reader -> reader.driver.read(TEXT_AND_PHOTO, LONG))
                .underWay("reading a card", Reader::job)
                .fault(Fault.UNPLUG, Reader::unplug, Reader::replug, shows(NO_DEVICE, "link-lost"))
                .fault(
                        Fault.REPLUG_ELSEWHERE,
                        Reader::replugElsewhere,
                        reader -> {},
                        showsForAMoment(NO_DEVICE, "link-lost"))
                .fault(Fault.POWER_OFF, Reader::powerOff, Reader::powerOn, shows(POWER_OFF, "silent"))
                .fault(Fault.SILENCE, on(LineFault.SILENCE), Reader::heal, shows(POWER_OFF, "silent"))
                .fault(Fault.GARBAGE, on(LineFault.GARBAGE), Reader::heal, shows(HARDWARE_ERROR, "answer-garbled"))
                .fault(
                        Fault.HALF_FRAME,
                        on(LineFault.HALF_FRAME),
                        Reader::heal,
                        shows(HARDWARE_ERROR, "answer-garbled"))
                .fault(
                        Fault.WRONG_CHECKSUM,
                        on(LineFault.WRONG_CHECKSUM),
                        Reader::heal,
                        shows(HARDWARE_ERROR, "answer-garbled"))
                .never(Fault.BUSY, "while it works it answers nothing, which its times allow for")
                .never(Fault.JAM, NO_MOVING_PARTS)
                .never(Fault.EMPTY, NO_MOVING_PARTS)
                .never(Fault.FULL_BIN, NO_MOVING_PARTS)
                .never(Fault.DOOR_OPEN, NO_MOVING_PARTS)
                .never(Fault.STUCK_SENSOR, "has no sensor beside its radio field")
                .tests();
    }

    private static Chapter.Act<Reader> on(LineFault fault) {
        return reader -> reader.module.line().fault(fault);
    }

    /** A reader with a module that takes a second to read a card. */
    private static final class Reader implements Rig {
        private final UsbName name;
        private final SamVEmulator module;
        private final SamVReader driver;

        Reader(Path folder) throws IOException {
            name = new UsbName(folder);
            module = SamVEmulator.at(name.socket(), SamVModel.CVR_100UC, Imperfection.IDEAL, new SplittableRandom(1));
            driver = new SamVReader(
                    "id-card", new TtyPort(name.path(), 115200), MonotonicClock.SYSTEM, InstantSource.system());
            driver.start();
        }

        @Override
        public Device device() {
            return driver;
        }

        @Override
        public CompletableFuture<Completion<CardReading>> job() {
            putCard();
            return driver.read(TEXT_AND_PHOTO, LONG);
        }

        void putCard() {
            module.insert(EmulatedCard.of(SyntheticPeople.RESIDENT));
        }

        void unplug() {
            module.unplug();
        }

        void replug() throws IOException {
            module.replug();
        }

        void replugElsewhere() throws IOException {
            module.unplug();
            module.replug(name.otherSocket());
        }

        void powerOff() {
            module.powerOff();
        }

        void powerOn() {
            module.powerOn();
        }

        void heal() {
            module.line().heal();
        }

        @Override
        public void close() {
            driver.close();
            module.close();
        }
    }
}
