package org.zizhu.kiosk.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceHistory;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.wire.WireLog;

/** A device that outlives the kiosk's power cuts: what is in it and what comes out of it is the world's, whoever listens. */
abstract class WornDevice implements Device {

    final World world;
    private final String name;
    private final WireLog wireLog;
    private final DeviceHistory history;
    private final List<Consumer<? super DeviceStatus>> listeners = new ArrayList<>();
    private DeviceStatus told;
    private boolean plugged = true;

    WornDevice(String name, World world) {
        this.name = name;
        this.world = world;
        this.wireLog = new WireLog(world.time);
        this.history = new DeviceHistory(world.time);
        this.told = DeviceStatus.online(MediaState.NOT_PRESENT);
    }

    /** What it would say of itself while its line is good. */
    abstract DeviceStatus condition();

    /** Says what has changed, if anything has. */
    final void tell() {
        DeviceStatus next = plugged ? condition() : DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost");
        if (!next.equals(told)) {
            told = next;
            world.chronicle.note(name + " " + next.state() + " " + next.reasons() + " " + next.media());
            List.copyOf(listeners).forEach(listener -> listener.accept(next));
        }
    }

    final void plug(boolean in) {
        plugged = in;
        tell();
    }

    final boolean plugged() {
        return plugged;
    }

    /** The kiosk that listened has lost its power. */
    final void nobodyListens() {
        listeners.clear();
        unheard();
    }

    /** The same of what it tells beside its status. */
    void unheard() {
        // Nothing.
    }

    final <T> CompletableFuture<T> later(Duration delay, T value) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        world.time.after(delay, () -> answer.complete(value));
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
        return told;
    }

    @Override
    public final Subscription onStatus(Consumer<? super DeviceStatus> listener) {
        listener.accept(told);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public final CompletableFuture<Completion<String>> selfTest(Duration within) {
        return later(Duration.ofSeconds(1), Completion.success("ok"));
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
