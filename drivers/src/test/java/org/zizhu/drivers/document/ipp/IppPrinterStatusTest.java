package org.zizhu.drivers.document.ipp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zizhu.drivers.document.ipp.PrinterBench.FAST;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.SupplyLevel;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.drivers.document.emulator.IppPrinterEmulator;
import org.zizhu.drivers.document.emulator.LinkFault;

/** What an idle printer is found to be. */
class IppPrinterStatusTest {

    @Test
    void doorOpenedAndClosed_isSeenBothTimes() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            bench.emulator.openDoor();
            assertEquals(
                    List.of("door-open"),
                    bench.awaitStatus(status -> status.state() == DeviceState.USER_ERROR)
                            .reasons());

            bench.emulator.closeDoor();
            bench.awaitStatus(status -> status.state() == DeviceState.ONLINE);
        }
    }

    @Test
    void tonerRunsLowThenOut_warnsFirst_andStopsThen() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            bench.emulator.toner(8);
            DeviceStatus low = bench.awaitStatus(status -> status.level(Supply.TONER) == SupplyLevel.LOW);
            assertTrue(low.usable(), low::toString);

            bench.emulator.toner(0);
            DeviceStatus out = bench.awaitStatus(status -> status.level(Supply.TONER) == SupplyLevel.OUT);
            assertEquals(DeviceState.USER_ERROR, out.state());
        }
    }

    @Test
    void paperRunsLow_isAWarningOnly() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            bench.emulator.loadPaper(20);

            DeviceStatus low = bench.awaitStatus(status -> status.level(Supply.PAPER) == SupplyLevel.LOW);

            assertTrue(low.usable(), low::toString);
        }
    }

    @Test
    void pausedOnItsPanel_isOffline() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            bench.emulator.pause(true);

            DeviceStatus paused = bench.awaitStatus(status -> status.state() == DeviceState.OFFLINE);

            assertEquals(List.of("paused"), paused.reasons());
        }
    }

    @Test
    void fuserTooHot_isAHardwareError() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            bench.emulator.say("fuser-over-temp-error");

            bench.awaitStatus(status -> status.state() == DeviceState.HARDWARE_ERROR
                    && status.reasons().equals(List.of("fuser-over-temp")));
        }
    }

    @Test
    void switchedOffAndOn_isPowerOff_thenOnlineAgain() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            bench.emulator.powerOff();
            bench.awaitStatus(status -> status.state() == DeviceState.POWER_OFF);

            bench.emulator.powerOn();
            bench.awaitStatus(status -> status.state() == DeviceState.ONLINE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SILENT, POWER_OFF, no-answer",
        "GARBAGE, HARDWARE_ERROR, garbled-answer",
        "HTTP_500, HARDWARE_ERROR, garbled-answer",
        "HANGS_UP, POWER_OFF, link-lost"
    })
    void printerThatMisbehaves_isToldByName_andIsTakenBackWhenItHasRecovered(
            LinkFault fault, DeviceState state, String reason) throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            bench.emulator.misbehave(fault);
            assertEquals(DeviceStatus.without(state, reason), bench.awaitStatus(status -> !status.usable()));

            bench.emulator.misbehave(LinkFault.NONE);
            bench.awaitStatus(DeviceStatus::usable);
        }
    }

    @Test
    void slowAnswers_areWaitedFor() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            bench.emulator.answerAfter(Duration.ofMillis(300));

            assertEquals(new PrintEnd.Printed(1), bench.printed(1));
        }
    }

    @Test
    void printerNotThereAtStart_isFoundWhenItIsSwitchedOn() throws Exception {
        try (IppPrinterEmulator emulator = PrinterBench.emulator(FAST);
                IppPrinter printer = PrinterBench.driverFor(emulator.uri())) {
            emulator.powerOff();
            printer.start();
            PrinterBench.awaitStatus(printer, status -> status.state() == DeviceState.POWER_OFF);

            emulator.powerOn();
            PrinterBench.awaitStatus(printer, DeviceStatus::usable);
            assertEquals(FAST.model(), printer.capabilities().model());
        }
    }

    @Test
    void addressThatDoesNotExist_isNoDevice() throws Exception {
        try (IppPrinter printer = PrinterBench.driverFor(URI.create("ipp://printer.invalid/ipp/print"))) {
            printer.start();

            assertEquals(
                    DeviceStatus.without(DeviceState.NO_DEVICE, "no-such-address"),
                    PrinterBench.awaitStatus(printer, status -> status.state() != DeviceState.STARTING));
        }
    }

    @Test
    void answerWithoutEnd_isCutOff_beforeItFillsTheMemory() {
        BoundedBody body = new BoundedBody(10);
        body.onNext(List.of(ByteBuffer.allocate(8)));
        body.onNext(List.of(ByteBuffer.allocate(8)));

        assertTrue(body.getBody().toCompletableFuture().isCompletedExceptionally());
    }
}
