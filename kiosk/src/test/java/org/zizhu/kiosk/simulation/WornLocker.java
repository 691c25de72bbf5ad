package org.zizhu.kiosk.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.locker.Locker;

/** Six doors that spring open when told to, stick now and then, and are closed by hands. What lies behind them is the world's. */
final class WornLocker extends WornDevice implements Locker {

    static final int BOXES = 6;

    private static final Duration OPENING = Duration.ofMillis(700);

    private final Map<Integer, Door> doors = new TreeMap<>();
    private final List<Consumer<? super Change>> listeners = new ArrayList<>();
    private boolean latchesStick;

    WornLocker(World world) {
        super("locker", world);
        for (int box = 1; box <= BOXES; box++) {
            doors.put(box, Door.CLOSED);
        }
    }

    @Override
    DeviceStatus condition() {
        return DeviceStatus.online(MediaState.UNKNOWN);
    }

    void latchesStick(boolean do_) {
        latchesStick = do_;
    }

    boolean isOpen(int box) {
        return doors.get(box) == Door.OPEN;
    }

    void close(int box) {
        if (isOpen(box)) {
            moves(box, Door.CLOSED);
        }
    }

    void closeAll() {
        for (int box = 1; box <= BOXES; box++) {
            close(box);
        }
    }

    @Override
    void unheard() {
        listeners.clear();
    }

    @Override
    public CompletableFuture<Completion<Door>> open(int box, Duration within) {
        world.guard();
        if (!status().usable()) {
            return failed(FailureCode.NOT_READY, "link-lost");
        }
        if (isOpen(box)) {
            return failed(FailureCode.SEQUENCE_ERROR, "already-open");
        }
        world.auditor.beforeOpening(box);
        CompletableFuture<Completion<Door>> answer = new CompletableFuture<>();
        boolean opens = !latchesStick || world.random().nextInt(3) == 0;
        // A switch that does not see its door is rarer than a latch that sticks.
        boolean seen = world.random().nextInt(60) > 0;
        world.time.after(OPENING, () -> {
            if (opens) {
                world.lockers.opened(box);
                moves(box, Door.OPEN);
            }
            answer.complete(
                    opens && seen && plugged()
                            ? Completion.success(Door.OPEN)
                            : Completion.failed(FailureCode.HARDWARE_ERROR, "door-stuck"));
        });
        return answer;
    }

    private void moves(int box, Door now) {
        doors.put(box, now);
        world.chronicle.note("door " + box + " " + now);
        if (plugged()) {
            List.copyOf(listeners).forEach(listener -> listener.accept(new Change(box, now)));
        }
    }

    @Override
    public Map<Integer, Door> doors() {
        Map<Integer, Door> seen = new TreeMap<>(doors);
        if (!plugged()) {
            seen.replaceAll((box, door) -> Door.UNKNOWN);
        }
        return seen;
    }

    @Override
    public Subscription onChange(Consumer<? super Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
