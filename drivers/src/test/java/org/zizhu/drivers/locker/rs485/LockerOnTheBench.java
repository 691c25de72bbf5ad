package org.zizhu.drivers.locker.rs485;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.emulator.EmulatedLine;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.locker.Locker.Change;
import org.zizhu.drivers.locker.Locker.Door;
import org.zizhu.drivers.locker.rs485.emulator.BoardModel;
import org.zizhu.drivers.locker.rs485.emulator.LockerEmulator;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.serial.TtyPort;
import org.zizhu.drivers.serial.emulator.PseudoTerminal;

/** A driver and an emulated locker at the two ends of a pseudo terminal, and what a story needs to tell of them. */
final class LockerOnTheBench implements AutoCloseable {

    static final Duration LONG = Duration.ofSeconds(20);

    private static final int BAUD = 9_600;
    private static final int SEED = 1899;

    final LockerEmulator cabinet;
    final Rs485Locker locker;
    private final AtomicLong ahead = new AtomicLong();
    private final BlockingQueue<DeviceStatus> statuses = new LinkedBlockingQueue<>();
    private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();

    LockerOnTheBench(Path folder, LockerPlan plan, Imperfection imperfection, BoardModel... boards) throws IOException {
        this(folder, plan, plan.feedback(), imperfection, boards);
    }

    /** @param soldWith the switches that the locks really have */
    LockerOnTheBench(Path folder, LockerPlan plan, Feedback soldWith, Imperfection imperfection, BoardModel... boards)
            throws IOException {
        PseudoTerminal terminal = PseudoTerminal.at(folder.resolve("locker"));
        cabinet = new LockerEmulator(
                new EmulatedLine(terminal, BAUD, imperfection, new SplittableRandom(SEED)), soldWith, boards);
        locker = new Rs485Locker(
                "locker",
                new TtyPort(terminal.link(), BAUD),
                plan,
                () -> MonotonicClock.SYSTEM.nanos() + ahead.get(),
                InstantSource.system());
        locker.onStatus(statuses::add);
        locker.onChange(changes::add);
        locker.start();
    }

    /** Two boards of twelve in perfect order, seen by the driver: doors 1 to 12 and 13 to 24. */
    static LockerOnTheBench twoBoards(Path folder) throws IOException {
        LockerOnTheBench bench = new LockerOnTheBench(
                folder,
                LockerPlan.numbered(2, 12, Feedback.SHORTED_WHEN_OPEN, true),
                Imperfection.IDEAL,
                BoardModel.TWELVE,
                BoardModel.TWELVE);
        bench.awaitWell();
        return bench;
    }

    /** Every board answers and no door is open. */
    void awaitWell() {
        await(status -> status.usable() && status.reasons().isEmpty());
    }

    /** For the driver alone. */
    void timePasses(Duration time) {
        ahead.addAndGet(time.toNanos());
    }

    void awaitReason(String reason) {
        await(status -> status.reasons().contains(reason));
    }

    /** The next status that is so, the present one included. */
    DeviceStatus await(Predicate<DeviceStatus> expected) {
        DeviceStatus last = locker.status();
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
        return fail("still " + locker.status());
    }

    Change nextChange() {
        try {
            Change change = changes.poll(LONG.toNanos(), TimeUnit.NANOSECONDS);
            return change == null ? fail("no door has changed") : change;
        } catch (InterruptedException e) {
            return fail(e);
        }
    }

    Completion<Door> open(int door) {
        return end(locker.open(door, LONG));
    }

    static <T> Completion<T> end(Future<Completion<T>> command) {
        try {
            return command.get(LONG.toSeconds() + 5, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            return fail(e);
        }
    }

    @Override
    public void close() {
        locker.close();
        cabinet.close();
    }
}
