package org.zizhu.drivers.document.ipp;

import static org.zizhu.drivers.DeviceState.HARDWARE_ERROR;
import static org.zizhu.drivers.DeviceState.POWER_OFF;
import static org.zizhu.drivers.DeviceState.USER_ERROR;
import static org.zizhu.drivers.faults.Answer.shows;
import static org.zizhu.drivers.faults.Answer.staysUsable;
import static org.zizhu.drivers.faults.Chapter.awaitStatus;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.document.DocumentPrinter.PrintRequest;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.drivers.document.emulator.IppPrinterEmulator;
import org.zizhu.drivers.document.emulator.LinkFault;
import org.zizhu.drivers.document.emulator.Personality;
import org.zizhu.drivers.faults.Answer;
import org.zizhu.drivers.faults.Chapter;
import org.zizhu.drivers.faults.Fault;
import org.zizhu.drivers.faults.Outcome;
import org.zizhu.drivers.faults.Rig;

class IppFaultsTest {
    private static final Duration LONG = Duration.ofSeconds(25);
    private static final String TRAY_FULL = "output-area-full-error";
    private static final int PAGES = 3;

    /** What comes out of the printer is settled when it can be asked again: nothing stopped it. */
    private static final Outcome ASKED_LATER = Outcome.waits("all pages printed", new PrintEnd.Printed(PAGES)::equals);

    private static final Outcome UNKNOWN = Outcome.waits(
            "what came out is unknown, printer-restarted",
            end -> end instanceof PrintEnd.Unknown unknown && unknown.reason().equals("printer-restarted"));

    @TestFactory
    Stream<DynamicTest> everyFaultInEveryState_isAnswered() {
        return Chapter.of("Document printer", List.of("ipp"), Printer::new)
                .state("idle", printer -> {})
                .state("sheets in the output tray", printer -> {
                    printer.job().join();
                    awaitStatus(printer, status -> status.media() == MediaState.PRESENT);
                })
                .underWay("printing", Printer::printing)
                .fault(
                        Fault.UNPLUG,
                        p -> p.paper.unplugNetwork(),
                        p -> p.paper.plugNetwork(),
                        shows(POWER_OFF, "link-lost").underWay(ASKED_LATER))
                .never(Fault.REPLUG_ELSEWHERE, "it is found by its address, whatever socket it is plugged into")
                .fault(
                        Fault.POWER_OFF,
                        p -> p.paper.powerOff(),
                        p -> p.paper.powerOn(),
                        shows(POWER_OFF, "link-lost").underWay(UNKNOWN))
                .fault(
                        Fault.SILENCE,
                        link(LinkFault.SILENT),
                        link(LinkFault.NONE),
                        shows(POWER_OFF, "no-answer").underWay(ASKED_LATER))
                .fault(
                        Fault.GARBAGE,
                        link(LinkFault.GARBAGE),
                        link(LinkFault.NONE),
                        shows(HARDWARE_ERROR, "garbled-answer").underWay(ASKED_LATER))
                .fault(
                        Fault.HALF_FRAME,
                        link(LinkFault.HANGS_UP),
                        link(LinkFault.NONE),
                        shows(POWER_OFF, "link-lost").underWay(ASKED_LATER))
                .never(Fault.WRONG_CHECKSUM, "TCP sees to that")
                .fault(Fault.BUSY, Printer::printForAnother, p -> {}, staysUsable())
                .fault(Fault.JAM, p -> p.paper.jam(true), p -> p.paper.jam(false), stopped("media-jam"))
                .fault(Fault.EMPTY, p -> p.paper.loadPaper(0), p -> p.paper.loadPaper(100), stopped("media-empty"))
                .fault(
                        Fault.FULL_BIN,
                        p -> p.paper.say(TRAY_FULL),
                        p -> p.paper.unsay(TRAY_FULL),
                        stopped("output-area-full"))
                .fault(Fault.DOOR_OPEN, p -> p.paper.openDoor(), p -> p.paper.closeDoor(), stopped("door-open"))
                .never(Fault.STUCK_SENSOR, "the sensor in its output tray, stuck, looks like sheets that nobody takes")
                .tests();
    }

    /** The printer can be asked: a job under way is cancelled there, the next one is not begun. */
    private static Answer stopped(String reason) {
        return shows(USER_ERROR, reason)
                .underWay(Outcome.succeeds(
                        "the first page printed, the rest cancelled, " + reason,
                        end -> end instanceof PrintEnd.Partly partly
                                && partly.reason().equals(reason)))
                .next(Outcome.fails(FailureCode.NOT_READY, reason));
    }

    private static Chapter.Act<Printer> link(LinkFault fault) {
        return printer -> printer.paper.misbehave(fault);
    }

    /** A printer that takes half a second for a page. */
    private static final class Printer implements Rig {
        private final IppPrinterEmulator paper;
        private final IppPrinter driver;
        private final IppPrinter another;

        Printer(Path folder) throws IOException {
            paper = PrinterBench.emulator(Personality.OFFICE_LASER.withPerPage(Duration.ofMillis(500)));
            driver = PrinterBench.driverFor(paper.uri());
            another = PrinterBench.driverFor(paper.uri());
            paper.upFor(Duration.ofHours(2));
            driver.start();
        }

        @Override
        public Device device() {
            return driver;
        }

        @Override
        public CompletableFuture<Completion<PrintEnd>> job() {
            return print(driver, 1)
                    .thenApply(completion -> completion instanceof Completion.Success<PrintEnd> success
                                    && !success.value().equals(new PrintEnd.Printed(1))
                            ? Completion.failed(FailureCode.HARDWARE_ERROR, "not-printed")
                            : completion);
        }

        /** The first page has come out. */
        CompletableFuture<Completion<PrintEnd>> printing() throws Exception {
            CompletableFuture<Void> firstPage = new CompletableFuture<>();
            CompletableFuture<Completion<PrintEnd>> printing = driver.print(
                    new PrintRequest(UUID.randomUUID(), Pdf.ofPages(PAGES), PAGES, false),
                    progress -> firstPage.complete(null),
                    LONG);
            firstPage.get(LONG.toSeconds(), TimeUnit.SECONDS);
            return printing;
        }

        /** From another computer. */
        void printForAnother() throws Exception {
            another.start();
            PrinterBench.awaitStatus(another, DeviceStatus::usable);
            var unused = print(another, 2);
            awaitStatus(this, status -> status.state() == DeviceState.DEVICE_BUSY);
        }

        private static CompletableFuture<Completion<PrintEnd>> print(IppPrinter by, int pages) {
            return by.print(
                    new PrintRequest(UUID.randomUUID(), Pdf.ofPages(pages), pages, false), progress -> {}, LONG);
        }

        @Override
        public void close() {
            another.close();
            driver.close();
            paper.close();
        }
    }
}
