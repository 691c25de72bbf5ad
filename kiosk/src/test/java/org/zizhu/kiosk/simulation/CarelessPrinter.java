package org.zizhu.kiosk.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceHistory;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.document.DocumentPrinter;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.drivers.document.PrinterCapabilities;
import org.zizhu.drivers.wire.WireLog;

/** What no kiosk may do: a job that did not come to its end is sent once more. */
record CarelessPrinter(WornPrinter printer) implements DocumentPrinter {

    @Override
    public CompletableFuture<Completion<PrintEnd>> print(
            PrintRequest request, Consumer<? super Progress> progress, Duration within) {
        return printer.print(request, progress, within)
                .thenCompose(end -> end instanceof Completion.Success<PrintEnd> success
                                && success.value() instanceof PrintEnd.Printed
                        ? CompletableFuture.completedFuture(end)
                        : printer.print(request, progress, within));
    }

    @Override
    public CompletableFuture<Completion<PrintEnd>> whatBecameOf(
            UUID job, int pages, Instant intendedAt, Duration within) {
        return printer.whatBecameOf(job, pages, intendedAt, within);
    }

    @Override
    public PrinterCapabilities capabilities() {
        return printer.capabilities();
    }

    @Override
    public String name() {
        return printer.name();
    }

    @Override
    public DeviceStatus status() {
        return printer.status();
    }

    @Override
    public Subscription onStatus(Consumer<? super DeviceStatus> listener) {
        return printer.onStatus(listener);
    }

    @Override
    public CompletableFuture<Completion<String>> selfTest(Duration within) {
        return printer.selfTest(within);
    }

    @Override
    public Map<String, String> facts() {
        return printer.facts();
    }

    @Override
    public DeviceHistory history() {
        return printer.history();
    }

    @Override
    public WireLog wireLog() {
        return printer.wireLog();
    }

    @Override
    public void start() {}

    @Override
    public void close() {}
}
