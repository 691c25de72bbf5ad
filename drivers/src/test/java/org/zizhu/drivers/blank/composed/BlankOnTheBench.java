package org.zizhu.drivers.blank.composed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.blank.BlankPrinter.Fed;
import org.zizhu.drivers.blank.emulator.BlankMechanismEmulator;
import org.zizhu.drivers.codescanner.serial.Dialect;
import org.zizhu.drivers.codescanner.serial.SerialScanner;
import org.zizhu.drivers.codescanner.serial.emulator.EngineModel;
import org.zizhu.drivers.codescanner.serial.emulator.ScanEngineEmulator;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.drivers.document.emulator.IppPrinterEmulator;
import org.zizhu.drivers.document.emulator.Personality;
import org.zizhu.drivers.document.ipp.InputTray;
import org.zizhu.drivers.document.ipp.IppPrinter;
import org.zizhu.drivers.document.ipp.Pdf;
import org.zizhu.drivers.emulator.EmulatedLine;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.panel.emulator.IoBoardEmulator;
import org.zizhu.drivers.panel.emulator.IoBoardModel;
import org.zizhu.drivers.serial.TtyPort;
import org.zizhu.drivers.serial.emulator.PseudoTerminal;

/** The driver and the emulated mechanism, at the ends of two pseudo terminals and a network. */
final class BlankOnTheBench implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(40);

    static final String FIRST = "4301000512340001";

    /** Quick enough for a test, slow enough for a hand to come in between. */
    private static final Duration TRAVEL = Duration.ofMillis(150);

    final BlankMechanismEmulator mechanism;
    final IoBoardEmulator board;
    final ScanEngineEmulator reader;
    final IppPrinterEmulator printer;
    private final Path readerPath;
    private final Path boardPath;
    ComposedBlankPrinter driver;

    BlankOnTheBench(Path folder) throws IOException {
        this(folder, folder.resolve("blank-board"), folder.resolve("blank-board"));
    }

    /** The board plugged in at one name, and found by the driver under another. */
    BlankOnTheBench(Path folder, Path boardSocket, Path boardName) throws IOException {
        SplittableRandom random = new SplittableRandom(8);
        readerPath = folder.resolve("blank-reader");
        boardPath = boardName;
        printer = new IppPrinterEmulator(0, Personality.OFFICE_LASER.withPerPage(Duration.ofMillis(300)));
        printer.upFor(Duration.ofHours(2));
        reader = ScanEngineEmulator.at(readerPath, EngineModel.NLS_EM20.immediate(), Imperfection.IDEAL, random);
        board = new IoBoardEmulator(
                new EmulatedLine(PseudoTerminal.at(boardSocket), EmulatedLine.UNPACED, Imperfection.IDEAL, random),
                1,
                IoBoardModel.WAVESHARE_IO_8CH);
        mechanism = new BlankMechanismEmulator(printer, reader, board, BlankWiring.usual(), TRAVEL);
        mechanism.load(FIRST, 20);
        driver = newDriver();
    }

    private ComposedBlankPrinter newDriver() {
        return new ComposedBlankPrinter(
                "blank-printer",
                new IppPrinter(
                        "blank-printer-printer",
                        printer.uri(),
                        Optional.of(InputTray.byPass()),
                        InstantSource.system(),
                        MonotonicClock.SYSTEM),
                new SerialScanner(
                        "blank-printer-reader",
                        new TtyPort(readerPath, 9600),
                        Dialect.NEWLAND,
                        MonotonicClock.SYSTEM,
                        InstantSource.system()),
                new TtyPort(boardPath, 9600),
                1,
                BlankWiring.usual(),
                MonotonicClock.SYSTEM,
                InstantSource.system());
    }

    BlankOnTheBench start() {
        driver.start();
        await(DeviceStatus::usable);
        return this;
    }

    /** The kiosk's process is started anew. */
    void restart() {
        driver.close();
        driver = newDriver();
        driver.start();
    }

    void await(Predicate<DeviceStatus> wanted) {
        holds(() -> wanted.test(driver.status()));
    }

    void holds(BooleanSupplier condition) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(
                    end - System.nanoTime() > 0,
                    () -> "it did not come: " + driver.status() + ", " + driver.state() + ", " + mechanism.spot());
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** Staff open the cover, pull out what is stuck, and shut it when they see that it was noticed. */
    void staffClearTheWay() {
        mechanism.openCover();
        await(status -> status.reasons().contains("cover-open"));
        mechanism.clearWay();
        mechanism.closeCover();
        await(DeviceStatus::usable);
    }

    Fed feeds() throws Exception {
        return success(driver.feed(LONG));
    }

    /** Feeds a good blank, and says its number. */
    String number() throws Exception {
        return assertInstanceOf(Fed.Ready.class, feeds()).number();
    }

    CompletableFuture<Completion<PrintEnd>> print(UUID job) {
        return driver.print(job, Pdf.ofPages(1), LONG);
    }

    PrintEnd printed() throws Exception {
        return success(print(UUID.randomUUID()));
    }

    PrintEnd whatBecameOf(UUID job, Instant intendedAt) throws Exception {
        return success(driver.whatBecameOf(job, intendedAt, LONG));
    }

    static <T> T success(CompletableFuture<Completion<T>> command) throws Exception {
        Completion<T> completion = command.get(60, TimeUnit.SECONDS);
        assertInstanceOf(Completion.Success.class, completion, completion.toString());
        return ((Completion.Success<T>) completion).value();
    }

    static void assertFailed(FailureCode code, String reason, CompletableFuture<? extends Completion<?>> command)
            throws Exception {
        assertEquals(new Completion.Failed<>(code, reason), command.get(60, TimeUnit.SECONDS));
    }

    @Override
    public void close() {
        driver.close();
        mechanism.close();
    }
}
