package org.zizhu.drivers.dispenser.crt591;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.dispenser.crt591.emulator.Crt591Emulator;
import org.zizhu.drivers.dispenser.crt591.emulator.DispenserModel;
import org.zizhu.drivers.emulator.EmulatedLine;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.serial.SerialLink;
import org.zizhu.drivers.serial.TtyPort;
import org.zizhu.drivers.serial.emulator.PseudoTerminal;

/** The driver and the emulated device, at both ends of a pseudo terminal. */
final class DispenserOnTheBench implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(25);

    /** Long enough for a hand to come in between, short enough for a test. */
    static final Duration WAY = Duration.ofMillis(300);

    static final int ADDRESS = 5;

    final Crt591Emulator device;
    final BlockingQueue<DeviceStatus> statuses = new LinkedBlockingQueue<>();
    Crt591Dispenser driver;
    private final SerialLink.Port port;

    private DispenserOnTheBench(Path folder, Imperfection line) throws IOException {
        Path path = folder.resolve("dispenser");
        SplittableRandom random = new SplittableRandom(591);
        device = new Crt591Emulator(
                new EmulatedLine(PseudoTerminal.at(path), EmulatedLine.UNPACED, line, random),
                DispenserModel.CRT_591_M001.quick(WAY),
                ADDRESS,
                Imperfection.IDEAL,
                random);
        port = new TtyPort(path, 9600);
        driver = driver(port, CardAtStart.KEEP);
    }

    static DispenserOnTheBench in(Path folder) throws IOException {
        return new DispenserOnTheBench(folder, Imperfection.IDEAL);
    }

    /** Its mechanics are new, its line is not. */
    static DispenserOnTheBench worn(Path folder) throws IOException {
        return new DispenserOnTheBench(folder, Imperfection.WORN);
    }

    static Crt591Dispenser driver(SerialLink.Port port, CardAtStart cardAtStart) {
        return new Crt591Dispenser(
                "dispenser", port, ADDRESS, cardAtStart, MonotonicClock.SYSTEM, InstantSource.system());
    }

    DispenserOnTheBench start() throws InterruptedException {
        driver.onStatus(statuses::add);
        driver.start();
        await(status -> status.media() != MediaState.UNKNOWN);
        return this;
    }

    /** The kiosk's process is started anew, with a wiring file that says so. */
    void restart(CardAtStart cardAtStart) throws InterruptedException {
        driver.close();
        statuses.clear();
        driver = driver(port, cardAtStart);
        start();
    }

    /** The status is so now, or will be. */
    void await(Predicate<DeviceStatus> wanted) throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (!wanted.test(driver.status())) {
            assertTrue(end - System.nanoTime() > 0, () -> "the status did not come; it is " + driver.status());
            var unused = statuses.poll(1, TimeUnit.SECONDS);
        }
    }

    /** The card has left one position and not reached another. */
    void awaitMoving() {
        long end = System.nanoTime() + LONG.toNanos();
        while (!device.view().onTheWay().equals("BETWEEN")) {
            assertTrue(end - System.nanoTime() > 0, "no card moves");
            Thread.onSpinWait();
        }
    }

    long counted(String what) {
        return driver.history().counters().getOrDefault(what, 0L);
    }

    static <T> T success(CompletableFuture<Completion<T>> command) throws Exception {
        Completion<T> completion = command.get(30, TimeUnit.SECONDS);
        assertTrue(completion instanceof Completion.Success, () -> "failed: " + completion);
        return ((Completion.Success<T>) completion).value();
    }

    static void assertFailed(FailureCode code, String reason, CompletableFuture<? extends Completion<?>> command)
            throws Exception {
        assertEquals(new Completion.Failed<>(code, reason), command.get(30, TimeUnit.SECONDS));
    }

    @Override
    public void close() {
        driver.close();
        device.close();
    }
}
