package org.zizhu.kiosk.tabletop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.locker.Locker;

/** The locker of the tabletop: six doors, each of which somebody closes after a while; it feels its doors and nothing behind them. */
public final class TableLocker extends TableDevice implements Locker {

    private static final int DOORS = 6;
    private static final Duration OPENING = Duration.ofMillis(700);

    /** Every door that was opened, in order. */
    public final List<Integer> opened = new ArrayList<>();

    private final Map<Integer, Door> doors = new TreeMap<>();
    private final List<Consumer<? super Change>> listeners = new CopyOnWriteArrayList<>();
    private Optional<Duration> untilClosed = Optional.of(Duration.ofSeconds(6));
    private Optional<Completion<Door>> next = Optional.empty();

    public TableLocker(SimulatedInbox time) {
        super("locker", time);
        for (int door = 1; door <= DOORS; door++) {
            doors.put(door, Door.CLOSED);
        }
    }

    /** How long a door stands open. */
    public void doorsAreClosedAfter(Duration delay) {
        untilClosed = Optional.of(delay);
    }

    public void nobodyCloses() {
        untilClosed = Optional.empty();
    }

    /** The next door that is to be opened stays as it is. */
    public void nextFails(FailureCode code, String reason) {
        next = Optional.of(Completion.failed(code, reason));
    }

    /** A door is moved by a hand. */
    public void moves(int door, Door now) {
        doors.put(door, now);
        listeners.forEach(listener -> listener.accept(new Change(door, now)));
    }

    @Override
    public CompletableFuture<Completion<Door>> open(int door, Duration within) {
        if (doors.get(door) == Door.OPEN) {
            return failed(FailureCode.SEQUENCE_ERROR, "already-open");
        }
        CompletableFuture<Completion<Door>> answer = new CompletableFuture<>();
        Optional<Completion<Door>> failing = next;
        next = Optional.empty();
        time.after(OPENING, () -> {
            if (failing.isEmpty()) {
                opened.add(door);
                moves(door, Door.OPEN);
                untilClosed.ifPresent(delay -> time.after(delay, () -> moves(door, Door.CLOSED)));
            }
            answer.complete(failing.orElse(Completion.success(Door.OPEN)));
        });
        return answer;
    }

    @Override
    public Map<Integer, Door> doors() {
        return Map.copyOf(doors);
    }

    @Override
    public Subscription onChange(Consumer<? super Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
