package org.zizhu.drivers.document;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceClass;

/**
 * Prints documents on A4 (文档打印机), one job at a time. Its status carries paper and toner, the printer's state reasons,
 * and as medium whether sheets lie in the output tray ({@code UNKNOWN} where the printer has no sensor there).
 */
public interface DocumentPrinter extends Device {

    /**
     * A document to print.
     *
     * @param job the caller's own identity of the job; the printer is told it, so that the job can be found again after a
     *     crash on either side
     * @param pdf the document
     * @param pages how many pages (impressions) it has: fewer completed means not printed
     * @param duplex on both sides of the sheet
     */
    record PrintRequest(UUID job, byte[] pdf, int pages, boolean duplex) {}

    /** Pages completed so far, as the printer counts them. */
    record Progress(int pagesCompleted, int pagesExpected) {}

    /**
     * Prints and follows the job to its end. Completes with what became of it, also when that is bad; fails only when the
     * printer certainly did not get the job ({@code NOT_READY}). A job that the printer has stopped for want of
     * paper or for a jam is cancelled there before its end is told, so that no page comes later by itself.
     */
    CompletableFuture<Completion<PrintEnd>> print(
            PrintRequest request, Consumer<? super Progress> progress, Duration within);

    /**
     * Asks what became of a job that was sent, or was about to be sent, in an earlier life. Never prints.
     *
     * @param intendedAt wall time of the intent: a printer that has restarted since can't know
     */
    CompletableFuture<Completion<PrintEnd>> whatBecameOf(UUID job, int pages, Instant intendedAt, Duration within);

    /** What the printer said that it can do; empty lists until it has been reached. */
    PrinterCapabilities capabilities();

    @Override
    default DeviceClass deviceClass() {
        return DeviceClass.DOCUMENT_PRINTER;
    }
}
