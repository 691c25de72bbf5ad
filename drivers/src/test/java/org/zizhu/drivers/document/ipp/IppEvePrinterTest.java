package org.zizhu.drivers.document.ipp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zizhu.drivers.document.ipp.PrinterBench.PATIENCE;

import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.SupplyLevel;
import org.zizhu.drivers.document.DocumentPrinter.PrintRequest;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.drivers.wire.WireLog;

/** The driver against an independent peer, Debian's ippeveprinter. */
class IppEvePrinterTest {

    @TempDir
    Path folder;

    @Test
    void twoPages_arriveUnchanged_areCounted_andAreFoundAgainByName() throws Exception {
        try (EvePrinter peer = EvePrinter.start(folder);
                IppPrinter printer = PrinterBench.driverFor(peer.uri())) {
            printer.start();
            DeviceStatus status = PrinterBench.awaitStatus(printer, DeviceStatus::usable);
            assertEquals(SupplyLevel.FULL, status.level(Supply.TONER));
            assertTrue(printer.capabilities().formats().contains("application/pdf"));
            assertTrue(printer.capabilities().duplex());
            PrintRequest request = new PrintRequest(UUID.randomUUID(), Pdf.ofPages(2), 2, false);
            Instant intendedAt = Instant.now();

            PrintEnd end = PrinterBench.end(printer.print(request, progress -> {}, PATIENCE));

            assertEquals(new PrintEnd.Printed(2), end);
            assertArrayEquals(request.pdf(), peer.received());
            assertEquals(end, PrinterBench.end(printer.whatBecameOf(request.job(), 2, intendedAt, PATIENCE)));
        }
    }

    @Test
    void outOfPaperAfterPageOne_isPartlyPrinted_thoughItNeverSaysStopped() throws Exception {
        try (EvePrinter peer = EvePrinter.start(folder);
                IppPrinter printer = PrinterBench.driverFor(peer.uri())) {
            peer.emptyAfterPageOne();
            printer.start();
            PrinterBench.awaitStatus(printer, DeviceStatus::usable);
            PrintRequest request = new PrintRequest(UUID.randomUUID(), Pdf.ofPages(2), 2, false);

            PrintEnd end = PrinterBench.end(printer.print(request, progress -> {}, PATIENCE));

            assertEquals(
                    new PrintEnd.Partly(1, 2, "media-empty"),
                    end,
                    () -> String.join(
                            "\n",
                            printer.wireLog().entries().stream()
                                    .map(WireLog.Entry::toString)
                                    .toList()));
            PrinterBench.awaitStatus(printer, status -> status.reasons().contains("media-empty"));
        }
    }
}
