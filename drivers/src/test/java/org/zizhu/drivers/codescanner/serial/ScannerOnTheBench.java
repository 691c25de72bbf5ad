package org.zizhu.drivers.codescanner.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.codescanner.ScannedCode;
import org.zizhu.drivers.codescanner.serial.emulator.EngineModel;
import org.zizhu.drivers.codescanner.serial.emulator.ScanEngineEmulator;
import org.zizhu.drivers.emulator.EmulatedLine;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.serial.TtyPort;
import org.zizhu.drivers.serial.emulator.PseudoTerminal;

/** A driver and its emulated engine, with a pseudo terminal between them. */
final class ScannerOnTheBench implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(20);

    private static final int SEED = 20_26;

    final ScanEngineEmulator engine;
    final SerialScanner scanner;
    private final BlockingQueue<DeviceStatus> statuses = new LinkedBlockingQueue<>();

    ScannerOnTheBench(Path folder, EngineModel model) throws Exception {
        Path path = folder.resolve("scanner");
        EmulatedLine line =
                new EmulatedLine(PseudoTerminal.at(path), model.baud(), Imperfection.IDEAL, new SplittableRandom(SEED));
        engine = new ScanEngineEmulator(line, model);
        scanner = new SerialScanner(
                "scanner", new TtyPort(path, 9_600), model.dialect(), MonotonicClock.SYSTEM, InstantSource.system());
        scanner.onStatus(statuses::add);
        scanner.start();
        awaitStatus(DeviceStatus::usable);
    }

    CompletableFuture<Completion<ScannedCode>> scan() {
        return scanner.scan(LONG);
    }

    void show(String code) {
        engine.show(code.getBytes(StandardCharsets.UTF_8));
    }

    void awaitStatus(DeviceState state, String reason) throws InterruptedException {
        awaitStatus(status -> status.equals(DeviceStatus.without(state, reason)));
    }

    void awaitStatus(Predicate<DeviceStatus> wanted) throws InterruptedException {
        DeviceStatus status;
        do {
            status = statuses.poll(15, TimeUnit.SECONDS);
            assertTrue(status != null, "the status did not come; it is " + scanner.status() + "\n" + log());
        } while (!wanted.test(status));
    }

    String log() {
        return scanner.wireLog().entries().stream()
                .map(entry -> entry.direction() + " " + entry.text())
                .collect(Collectors.joining("\n"));
    }

    /** Waits until it holds, ten seconds at the most. */
    static void eventually(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "never: " + what);
            Thread.onSpinWait();
        }
    }

    static ScannedCode success(CompletableFuture<Completion<ScannedCode>> scan) throws Exception {
        Completion<ScannedCode> completion = scan.get(25, TimeUnit.SECONDS);
        assertTrue(completion instanceof Completion.Success, () -> "failed: " + completion);
        return ((Completion.Success<ScannedCode>) completion).value();
    }

    static void assertFailed(FailureCode code, String reason, CompletableFuture<? extends Completion<?>> command)
            throws Exception {
        assertEquals(new Completion.Failed<>(code, reason), command.get(25, TimeUnit.SECONDS));
    }

    @Override
    public void close() {
        scanner.close();
        engine.close();
    }
}
