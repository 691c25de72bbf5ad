package org.zizhu.drivers.receipt.escpos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.emulator.EmulatedLine;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.receipt.Receipt;
import org.zizhu.drivers.receipt.ReceiptPrinter.Presented;
import org.zizhu.drivers.receipt.emulator.EscPosEmulator;
import org.zizhu.drivers.receipt.layout.ReceiptFonts;
import org.zizhu.drivers.serial.TtyPort;
import org.zizhu.drivers.serial.emulator.PseudoTerminal;

/** The driver and an emulated printer at the two ends of a pseudo terminal, and what a story needs to tell of them. */
final class PrinterOnTheBench implements AutoCloseable {

    /** Longer than anything here takes on a busy machine. */
    static final Duration LONG = Duration.ofSeconds(20);

    private static final int SEED = 1899;

    final EscPosEmulator paper;
    final EscPosPrinter printer;
    private final Presenter presenter;
    private EscPosPrinter followed;
    private final LinkedBlockingQueue<DeviceStatus> statuses = new LinkedBlockingQueue<>();

    PrinterOnTheBench(Path folder, EscPosEmulator.Model model, int baud) throws IOException {
        PseudoTerminal terminal = PseudoTerminal.at(folder.resolve("receipt"));
        paper = new EscPosEmulator(
                        new EmulatedLine(terminal, baud, Imperfection.IDEAL, new SplittableRandom(SEED)), model)
                .start();
        presenter = model == EscPosEmulator.Model.CUSTOM ? Presenter.CUSTOM : Presenter.NONE;
        printer = anotherDriver();
        follow(printer);
    }

    /** A driver for the same printer, as after a restart of the kiosk. */
    EscPosPrinter anotherDriver() {
        return new EscPosPrinter(
                "receipt",
                new TtyPort(paper.line().link(), 115_200),
                presenter,
                ReceiptFonts.debian(),
                InstantSource.system(),
                MonotonicClock.SYSTEM);
    }

    /** From now on it is this driver's status that is awaited. */
    void follow(EscPosPrinter driver) {
        followed = driver;
        statuses.clear();
        driver.onStatus(statuses::add);
    }

    static PrinterOnTheBench with(Path folder, EscPosEmulator.Model model) throws IOException {
        PrinterOnTheBench bench = new PrinterOnTheBench(folder, model, 0);
        bench.printer.start();
        bench.awaitState(DeviceState.ONLINE);
        return bench;
    }

    DeviceStatus awaitState(DeviceState state) {
        return await(status -> status.state() == state);
    }

    /** The next status that is so, the present one included. */
    DeviceStatus await(Predicate<DeviceStatus> expected) {
        DeviceStatus last = followed.status();
        if (expected.test(last)) {
            return last;
        }
        try {
            long end = System.nanoTime() + LONG.toNanos();
            while (end - System.nanoTime() > 0) {
                DeviceStatus next = statuses.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next != null && expected.test(next)) {
                    return next;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return fail("still " + followed.status());
    }

    Completion<Presented> print(Receipt receipt) {
        return end(printer.print(receipt, LONG));
    }

    static <T> Completion<T> end(Future<Completion<T>> command) {
        try {
            return command.get(LONG.toSeconds() + 5, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            return fail(e);
        }
    }

    static void assertFailed(FailureCode code, String reason, Completion<?> completion) {
        assertEquals(Completion.failed(code, reason), completion);
    }

    @Override
    public void close() {
        printer.close();
        paper.close();
    }
}
