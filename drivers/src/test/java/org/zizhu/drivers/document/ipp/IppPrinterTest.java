package org.zizhu.drivers.document.ipp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zizhu.drivers.document.ipp.PrinterBench.FAST;
import static org.zizhu.drivers.document.ipp.PrinterBench.PATIENCE;

import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.document.DocumentPrinter.PrintRequest;
import org.zizhu.drivers.document.DocumentPrinter.Progress;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.drivers.document.PrinterCapabilities;
import org.zizhu.drivers.document.emulator.Personality;

/** Jobs that end well, and jobs that the printer never gets. */
class IppPrinterTest {

    @Test
    void twoPages_comeOut_andLieInTheTrayUntilTheyAreTaken() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            byte[] pdf = Pdf.ofPages(2);

            PrintEnd end = PrinterBench.end(bench.print(new PrintRequest(UUID.randomUUID(), pdf, 2, false), PATIENCE));

            assertEquals(new PrintEnd.Printed(2), end);
            assertArrayEquals(pdf, bench.emulator.lastDocument().orElseThrow());
            assertEquals(new Progress(2, 2), bench.progress.get(bench.progress.size() - 1));
            assertEquals(MediaState.PRESENT, bench.printer.status().media(), "known as soon as the print has ended");
            assertEquals(2, bench.emulator.takeSheets());
            bench.awaitStatus(status -> status.media() == MediaState.NOT_PRESENT);
        }
    }

    @Test
    void threePagesOnBothSides_takeTwoSheets() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            PrintRequest request = new PrintRequest(UUID.randomUUID(), Pdf.ofPages(3), 3, true);

            assertEquals(new PrintEnd.Printed(3), PrinterBench.end(bench.print(request, PATIENCE)));

            assertEquals(2, bench.emulator.takeSheets());
        }
    }

    @Test
    void oldPrinterWithoutCreateJob_getsPrintJob_andIsCountedBySheets() throws Exception {
        Personality old = Personality.PLAIN_LASER.withPerPage(FAST.perPage());
        try (PrinterBench bench = PrinterBench.ready(old)) {

            assertEquals(new PrintEnd.Printed(2), bench.printed(2));

            assertFalse(bench.printer.capabilities().sensesOutput());
            assertEquals(MediaState.UNKNOWN, bench.printer.status().media());
            assertTrue(bench.wireLog().contains("Print-Job → successful-ok"), bench::wireLog);
        }
    }

    @Test
    void capabilities_areWhatThePrinterSays() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            PrinterCapabilities capabilities = bench.printer.capabilities();

            assertEquals(FAST.model(), capabilities.model());
            assertTrue(capabilities.formats().contains("application/pdf"));
            assertTrue(capabilities.media().contains("iso_a4_210x297mm"));
            assertTrue(capabilities.duplex());
            assertTrue(capabilities.sensesOutput());
        }
    }

    @Test
    void selfTest_movesNoPaper_andTellsWhatItFound() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            Completion<String> found = bench.printer.selfTest(PATIENCE).get(10, TimeUnit.SECONDS);

            String text = ((Completion.Success<String>) found).value();
            assertTrue(text.startsWith(FAST.model() + ": ONLINE"), text);
            assertEquals(FAST.trayCapacity(), bench.emulator.paperLeft());
        }
    }

    @Test
    void emptyTray_refusesTheJobBeforeThePrinterGetsIt() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            bench.emulator.loadPaper(0);

            Completion.Failed<PrintEnd> failed = PrinterBench.failure(bench.print(1, PATIENCE));

            assertEquals(new Completion.Failed<>(FailureCode.NOT_READY, "media-empty"), failed);
            assertTrue(bench.emulator.lastDocument().isEmpty());
        }
    }

    @Test
    void wireLog_tellsOperationsAndPages_andNothingOfTheDocument() throws Exception {
        try (PrinterBench bench = PrinterBench.ready(FAST)) {
            bench.printed(1);

            String log = bench.wireLog();
            assertTrue(log.contains("Create-Job → successful-ok"), log);
            assertTrue(log.contains("Send-Document → successful-ok"), log);
            assertTrue(log.contains("COMPLETED"), log);
            assertFalse(log.contains("PDF"), log);
        }
    }
}
