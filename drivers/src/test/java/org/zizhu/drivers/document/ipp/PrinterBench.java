package org.zizhu.drivers.document.ipp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.document.DocumentPrinter.PrintRequest;
import org.zizhu.drivers.document.DocumentPrinter.Progress;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.drivers.document.emulator.IppPrinterEmulator;
import org.zizhu.drivers.document.emulator.Personality;
import org.zizhu.drivers.document.emulator.PrinterEvent;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.loop.MonotonicClock;

/** An emulated printer and the driver on one table, and the waiting for what they say. */
final class PrinterBench implements AutoCloseable {

    /** So long that only a hanging test gets there. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Pages come fast here; the driver looks every quarter of a second. */
    static final Personality FAST = Personality.OFFICE_LASER.withPerPage(Duration.ofMillis(100));

    /** Slow enough for something to happen before the next page. */
    static final Personality SLOW = Personality.OFFICE_LASER.withPerPage(Duration.ofMillis(1200));

    final IppPrinterEmulator emulator;
    final IppPrinter printer;
    final List<Progress> progress = new CopyOnWriteArrayList<>();

    private PrinterBench(IppPrinterEmulator emulator) {
        this.emulator = emulator;
        this.printer = driverFor(emulator.uri());
    }

    /** The emulator runs and the driver has reached it. */
    static PrinterBench ready(Personality personality) throws Exception {
        return ready(personality, Imperfection.IDEAL);
    }

    static PrinterBench ready(Personality personality, Imperfection age) throws Exception {
        PrinterBench bench = new PrinterBench(new IppPrinterEmulator(0, personality, age, new SplittableRandom(1)));
        bench.emulator.upFor(Duration.ofHours(2));
        bench.printer.start();
        bench.awaitStatus(DeviceStatus::usable);
        return bench;
    }

    static IppPrinterEmulator emulator(Personality personality) throws IOException {
        return new IppPrinterEmulator(0, personality);
    }

    static IppPrinter driverFor(URI printer) {
        return new IppPrinter("document-printer", printer, InstantSource.system(), MonotonicClock.SYSTEM);
    }

    CompletableFuture<Completion<PrintEnd>> print(int pages, Duration within) {
        return print(new PrintRequest(UUID.randomUUID(), Pdf.ofPages(pages), pages, false), within);
    }

    CompletableFuture<Completion<PrintEnd>> print(PrintRequest request, Duration within) {
        return printer.print(request, progress::add, within);
    }

    PrintEnd printed(int pages) throws Exception {
        return end(print(pages, PATIENCE));
    }

    PrintEnd whatBecameOf(UUID job, int pages, Instant intendedAt) throws Exception {
        return end(printer.whatBecameOf(job, pages, intendedAt, PATIENCE));
    }

    static PrintEnd end(CompletableFuture<Completion<PrintEnd>> answer) throws Exception {
        Completion<PrintEnd> completion = answer.get(PATIENCE.toSeconds() + 5, TimeUnit.SECONDS);
        assertTrue(completion instanceof Completion.Success, completion::toString);
        return ((Completion.Success<PrintEnd>) completion).value();
    }

    static Completion.Failed<PrintEnd> failure(CompletableFuture<Completion<PrintEnd>> answer) throws Exception {
        Completion<PrintEnd> completion = answer.get(PATIENCE.toSeconds() + 5, TimeUnit.SECONDS);
        assertTrue(completion instanceof Completion.Failed, completion::toString);
        return (Completion.Failed<PrintEnd>) completion;
    }

    DeviceStatus awaitStatus(Predicate<DeviceStatus> wanted) throws Exception {
        return awaitStatus(printer, wanted);
    }

    static DeviceStatus awaitStatus(IppPrinter printer, Predicate<DeviceStatus> wanted) throws Exception {
        CompletableFuture<DeviceStatus> seen = new CompletableFuture<>();
        Subscription subscription = printer.onStatus(status -> {
            if (wanted.test(status)) {
                seen.complete(status);
            }
        });
        try {
            return seen.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } finally {
            subscription.close();
        }
    }

    /** Completes when this page of a job comes out. */
    CompletableFuture<PrinterEvent> page(int number) {
        CompletableFuture<PrinterEvent> out = new CompletableFuture<>();
        emulator.onEvent(event -> {
            if (event instanceof PrinterEvent.PageOut page && page.page() == number) {
                out.complete(event);
            }
        });
        return out;
    }

    static void await(CompletableFuture<PrinterEvent> event) throws Exception {
        event.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    String wireLog() {
        StringBuilder text = new StringBuilder();
        printer.wireLog().entries().forEach(entry -> text.append(entry.text()).append('\n'));
        return text.toString();
    }

    @Override
    public void close() {
        printer.close();
        emulator.close();
    }
}
