package org.zizhu.drivers.receipt.escpos;

import static org.zizhu.drivers.DeviceState.HARDWARE_ERROR;
import static org.zizhu.drivers.DeviceState.NO_DEVICE;
import static org.zizhu.drivers.DeviceState.POWER_OFF;
import static org.zizhu.drivers.DeviceState.USER_ERROR;
import static org.zizhu.drivers.FailureCode.NOT_READY;
import static org.zizhu.drivers.faults.Answer.shows;
import static org.zizhu.drivers.faults.Answer.showsForAMoment;
import static org.zizhu.drivers.faults.Answer.staysUsable;
import static org.zizhu.drivers.faults.Chapter.awaitStatus;
import static org.zizhu.drivers.faults.Outcome.fails;
import static org.zizhu.drivers.faults.Outcome.waits;

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
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.emulator.LineFault;
import org.zizhu.drivers.faults.Answer;
import org.zizhu.drivers.faults.Chapter;
import org.zizhu.drivers.faults.Fault;
import org.zizhu.drivers.faults.Rig;
import org.zizhu.drivers.faults.UsbName;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.receipt.ReceiptPrinter.Presented;
import org.zizhu.drivers.receipt.Receipts;
import org.zizhu.drivers.receipt.emulator.EscPosEmulator;
import org.zizhu.drivers.receipt.layout.ReceiptFonts;
import org.zizhu.drivers.serial.TtyPort;

class EscPosFaultsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final byte XON = 0x11;
    private static final byte XOFF = 0x13;

    @TestFactory
    Stream<DynamicTest> everyFaultInEveryState_isAnswered() {
        return Chapter.of("Receipt printer", List.of("esc-pos"), Printer::new)
                .state("idle", printer -> {})
                .state("receipt presented", printer -> {
                    printer.job().join();
                    awaitStatus(printer, status -> status.media() == MediaState.PRESENT);
                })
                .underWay("printing", Printer::printing)
                .fault(Fault.UNPLUG, p -> p.paper.unplug(), p -> p.paper.replug(), shows(NO_DEVICE, "link-lost"))
                .fault(
                        Fault.REPLUG_ELSEWHERE,
                        Printer::replugElsewhere,
                        p -> {},
                        showsForAMoment(NO_DEVICE, "link-lost"))
                .fault(
                        Fault.POWER_OFF,
                        p -> p.paper.silent(true),
                        p -> p.paper.silent(false),
                        shows(POWER_OFF, "no-answer"))
                .fault(Fault.SILENCE, on(LineFault.SILENCE), Printer::heal, shows(POWER_OFF, "no-answer"))
                .fault(Fault.GARBAGE, on(LineFault.GARBAGE), Printer::heal, shows(HARDWARE_ERROR, "garbage-on-line"))
                // Half an answer of one byte is none.
                .fault(Fault.HALF_FRAME, on(LineFault.HALF_FRAME), Printer::heal, shows(POWER_OFF, "no-answer"))
                .never(Fault.WRONG_CHECKSUM, "its answers have no checksum")
                .fault(
                        Fault.BUSY,
                        p -> p.paper.line().answer(new byte[] {XOFF}),
                        p -> p.paper.line().answer(new byte[] {XON}),
                        staysUsable().underWay(waits()).next(waits()))
                .fault(
                        Fault.JAM,
                        p -> p.paper.cutterError(true),
                        p -> p.paper.cutterError(false),
                        refuses(HARDWARE_ERROR, "cutter-error"))
                .fault(
                        Fault.EMPTY,
                        p -> p.paper.rollEndsAfter(0),
                        p -> p.paper.newRoll(),
                        refuses(USER_ERROR, "media-empty"))
                .never(Fault.FULL_BIN, "what it draws back falls into the cabinet")
                .fault(
                        Fault.DOOR_OPEN,
                        p -> p.paper.coverOpen(true),
                        p -> p.paper.coverOpen(false),
                        refuses(USER_ERROR, "cover-open"))
                .fault(
                        Fault.STUCK_SENSOR,
                        p -> p.paper.presenterStuck(true),
                        p -> p.paper.presenterStuck(false),
                        staysUsable()
                                .underWay(fails(FailureCode.HARDWARE_ERROR, "not-presented"))
                                .next(fails(FailureCode.HARDWARE_ERROR, "not-presented")))
                .but(Fault.STUCK_SENSOR, "receipt presented", staysUsable().next(fails(NOT_READY, "not-retracted")))
                .tests();
    }

    /** The line is well: the next receipt is refused for the same reason. */
    private static Answer refuses(DeviceState state, String reason) {
        return shows(state, reason).next(fails(NOT_READY, reason));
    }

    private static Chapter.Act<Printer> on(LineFault fault) {
        return printer -> printer.paper.line().fault(fault);
    }

    /** A printer with a presenter, on a line of the usual speed. */
    private static final class Printer implements Rig {
        private final UsbName name;
        private final EscPosEmulator paper;
        private final EscPosPrinter driver;

        Printer(Path folder) throws IOException {
            name = new UsbName(folder);
            paper = EscPosEmulator.at(
                            name.socket(), EscPosEmulator.Model.CUSTOM, Imperfection.IDEAL, new SplittableRandom(1))
                    .start();
            driver = new EscPosPrinter(
                    "receipt",
                    new TtyPort(name.path(), 115_200),
                    Presenter.CUSTOM,
                    ReceiptFonts.debian(),
                    InstantSource.system(),
                    MonotonicClock.SYSTEM);
            driver.start();
        }

        @Override
        public Device device() {
            return driver;
        }

        @Override
        public CompletableFuture<Completion<Presented>> job() {
            return driver.print(Receipts.small("甲"), LONG);
        }

        CompletableFuture<Completion<Presented>> printing() {
            CompletableFuture<Completion<Presented>> printing = driver.print(Receipts.certificate(), LONG);
            while (paper.rowsSinceCut() < 100 && !printing.isDone()) {
                Thread.onSpinWait();
            }
            return printing;
        }

        void replugElsewhere() throws IOException {
            paper.line().unplug();
            paper.line().replug(name.otherSocket());
        }

        void heal() {
            paper.line().heal();
        }

        @Override
        public void close() {
            driver.close();
            paper.close();
        }
    }
}
