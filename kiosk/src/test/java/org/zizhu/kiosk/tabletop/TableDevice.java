package org.zizhu.kiosk.tabletop;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceHistory;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.wire.WireLog;

/** A device of the tabletop: it keeps the contract in virtual time, and fails as it is told to. */
public abstract class TableDevice implements Device {

    final SimulatedInbox time;
    private final String name;
    private final List<Consumer<? super DeviceStatus>> listeners = new CopyOnWriteArrayList<>();
    private final WireLog wireLog;
    private final DeviceHistory history;
    private CompletableFuture<Completion<String>> selfTest =
            CompletableFuture.completedFuture(Completion.success("ok"));
    private DeviceStatus status = DeviceStatus.online(MediaState.NOT_PRESENT);

    TableDevice(String name, SimulatedInbox time) {
        this.name = name;
        this.time = time;
        this.wireLog = new WireLog(time);
        this.history = new DeviceHistory(time);
    }

    /** From now on it says this of itself. */
    public final void says(DeviceStatus next) {
        status = next;
        if (!next.usable()) {
            history.fault(next);
        }
        listeners.forEach(listener -> listener.accept(next));
    }

    /** The kiosk that listened has lost its power. */
    public void nobodyListens() {
        listeners.clear();
    }

    final <T> CompletableFuture<T> later(Duration delay, T value) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        time.after(delay, () -> answer.complete(value));
        return answer;
    }

    static <T> CompletableFuture<Completion<T>> failed(FailureCode code, String reason) {
        return CompletableFuture.completedFuture(Completion.failed(code, reason));
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final DeviceStatus status() {
        return status;
    }

    @Override
    public final Subscription onStatus(Consumer<? super DeviceStatus> listener) {
        listener.accept(status);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Its next self-tests come to this. */
    public final void testsItself(CompletableFuture<Completion<String>> outcome) {
        selfTest = outcome;
    }

    @Override
    public final CompletableFuture<Completion<String>> selfTest(Duration within) {
        return selfTest;
    }

    @Override
    public final Map<String, String> facts() {
        return Map.of();
    }

    @Override
    public final DeviceHistory history() {
        return history;
    }

    @Override
    public final WireLog wireLog() {
        return wireLog;
    }

    @Override
    public final void start() {}

    @Override
    public final void close() {}
}
