package org.zizhu.drivers.panel.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.emulator.EmulatedLine;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.panel.Panel.Change;
import org.zizhu.drivers.panel.Panel.Light;
import org.zizhu.drivers.panel.Panel.Sense;
import org.zizhu.drivers.panel.emulator.IoBoardEmulator;
import org.zizhu.drivers.panel.emulator.IoBoardModel;
import org.zizhu.drivers.serial.TtyPort;
import org.zizhu.drivers.serial.emulator.PseudoTerminal;

/** A driver and an emulated board with a typical plan of channels; both doors are shut and the tamper loop is closed. */
final class PanelBench implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(20);

    static final int FRONT_DOOR = 0;
    static final int MAINTENANCE_DOOR = 1;
    static final int PRESENCE = 2;
    static final int TAMPER = 3;
    static final int WATER = 4;
    static final int CALL_BUTTON = 5;

    static final int ID_CARD_LIGHT = 0;
    static final int DOCUMENT_LIGHT = 1;
    static final int PRINTER_POWER = 4;

    static final PanelWiring WIRING = new PanelWiring(
            Map.of(Sense.PRESENCE, PRESENCE, Sense.WATER, WATER, Sense.CALL_BUTTON, CALL_BUTTON),
            Map.of(
                    Sense.FRONT_DOOR_OPEN,
                    FRONT_DOOR,
                    Sense.MAINTENANCE_DOOR_OPEN,
                    MAINTENANCE_DOOR,
                    Sense.TAMPER,
                    TAMPER),
            Map.of(Light.ID_CARD, ID_CARD_LIGHT, Light.DOCUMENT, DOCUMENT_LIGHT),
            Map.of("receipt-printer", PRINTER_POWER),
            Duration.ofSeconds(1));

    final IoBoardEmulator board;
    final ModbusPanel panel;
    private final AtomicLong passedNanos = new AtomicLong();
    private final BlockingQueue<DeviceStatus> statuses = new LinkedBlockingQueue<>();
    private final List<DeviceStatus> seen = new ArrayList<>();
    private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();

    PanelBench(Path dev) throws IOException {
        this(dev.resolve("panel"), dev.resolve("panel"));
    }

    /** The board plugged in at one name, and found by the driver under another. */
    PanelBench(Path socket, Path name) throws IOException {
        board = new IoBoardEmulator(
                new EmulatedLine(
                        PseudoTerminal.at(socket), EmulatedLine.UNPACED, Imperfection.IDEAL, new SplittableRandom(1)),
                1,
                IoBoardModel.WAVESHARE_IO_8CH);
        for (int shut : new int[] {FRONT_DOOR, MAINTENANCE_DOOR, TAMPER}) {
            board.input(shut, true);
        }
        panel = new ModbusPanel(
                "panel",
                new TtyPort(name, 9600),
                1,
                WIRING,
                () -> System.nanoTime() + passedNanos.get(),
                InstantSource.system());
        panel.onStatus(statuses::add);
        panel.onChange(changes::add);
        panel.start();
    }

    /** Time passes on the driver's clock. */
    void passes(Duration time) {
        passedNanos.addAndGet(time.toNanos());
    }

    Change nextChange() throws InterruptedException {
        Change change = changes.poll(10, TimeUnit.SECONDS);
        assertTrue(change != null, "no change came");
        return change;
    }

    void await(DeviceStatus wanted) throws InterruptedException {
        await(wanted::equals);
    }

    void awaitState(DeviceState state) throws InterruptedException {
        await(status -> status.state() == state);
    }

    private void await(Predicate<DeviceStatus> wanted) throws InterruptedException {
        for (DeviceStatus status = next(); !wanted.test(status); status = next()) {
            seen.add(status);
        }
        seen.clear();
    }

    private DeviceStatus next() throws InterruptedException {
        DeviceStatus status = statuses.poll(15, TimeUnit.SECONDS);
        assertTrue(status != null, () -> "the awaited status did not come, but " + seen + ", now " + panel.status());
        return status;
    }

    /** The status now and those that came since the last awaited one. */
    List<DeviceStatus> statusesSince() {
        List<DeviceStatus> all = new ArrayList<>(statuses);
        all.add(panel.status());
        return all;
    }

    static <T> T success(CompletableFuture<Completion<T>> command) throws Exception {
        Completion<T> completion = command.get(30, TimeUnit.SECONDS);
        assertInstanceOf(Completion.Success.class, completion, completion.toString());
        return ((Completion.Success<T>) completion).value();
    }

    static <T> Completion<T> failed(CompletableFuture<Completion<T>> command) throws Exception {
        return command.get(30, TimeUnit.SECONDS);
    }

    /** Waits for what happens on the board, which tells nobody. */
    static void holds(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!condition.getAsBoolean() && end - System.nanoTime() > 0) {
            LockSupport.parkNanos(10_000_000);
        }
        assertEquals(true, condition.getAsBoolean());
    }

    @Override
    public void close() {
        panel.close();
        board.close();
    }
}
