package org.zizhu.drivers.loop;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceHistory;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.wire.WireLog;

/**
 * The life of a driver, common to all: one thread that connects, polls while idle, runs commands one at a time, and
 * reconnects with a bounded back-off when the link is lost. A driver adds how to {@link #connect}, how to {@link #poll}
 * and its commands by {@link #submit}.
 *
 * <p>A device that is lost again and again is published as usable only when it has been well for some seconds, with the reason
 * "unsteady" until then. Its commands are taken meanwhile.
 *
 * <p>A command submitted while the device can't be reached fails at once as {@link FailureCode#NOT_READY}. A command
 * completes exactly once: by itself, by the loss of the link, by cancellation, or by its deadline; should the driver
 * be stuck in it, {@link CompletableFuture#completeOnTimeout} answers in its place a moment later.
 *
 * @param <L> the open link
 */
public abstract class DeviceLoop<L extends AutoCloseable> implements Device {

    /** A quick first try, since most losses are a plug that is put back or a device that resets. */
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(150);

    /** Three tries a second cost next to nothing, and what is plugged in again is usable within one. */
    private static final Duration LONGEST_BACK_OFF = Duration.ofMillis(300);

    /** A defect is logged with its place each time: not twice a second for as long as the unit stands there. */
    private static final Duration LONGEST_AFTER_DEFECT = Duration.ofSeconds(4);

    /** A link that is lost sooner than this after connecting flaps: the back-off goes on growing. */
    private static final Duration STABLE = Duration.ofSeconds(10);

    /** How often an unsteady device is looked at, to be told well in time. */
    private static final Duration LOOK_AT_UNSTEADY = Duration.ofSeconds(1);

    /** What a driver may overrun its deadline by before its caller is answered without it. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(DeviceLoop.class);

    /** What a command does with the open link, on the driver's thread. */
    @FunctionalInterface
    protected interface Work<L, T> {
        /**
         * @throws IOException when the link is lost: the command fails and the driver reconnects
         */
        Completion<T> run(L link, Deadline deadline) throws IOException;
    }

    private final class Command<T> {
        final CompletableFuture<Completion<T>> answer = new CompletableFuture<>();
        final Deadline deadline;
        final Work<L, T> work;

        Command(Deadline deadline, Work<L, T> work) {
            this.deadline = deadline;
            this.work = work;
        }

        void run(L link) throws IOException {
            if (answer.isDone()) {
                return;
            }
            if (deadline.over()) {
                fail(FailureCode.TIME_OUT, "time-out-in-queue");
                return;
            }
            running = this;
            history.count("commands-begun");
            boolean done = false;
            try {
                Completion<T> came = work.run(link, deadline);
                done = came instanceof Completion.Success;
                answer.complete(came);
            } catch (IOException e) {
                DeviceStatus because = unreachable(e);
                fail(
                        FailureCode.HARDWARE_ERROR,
                        because.reasons().isEmpty()
                                ? "link-lost"
                                : because.reasons().get(0));
                throw e;
            } finally {
                // Only where the work threw something that nobody expected.
                fail(FailureCode.HARDWARE_ERROR, "driver-failed");
                history.count(done ? "commands-done" : "commands-failed");
                running = null;
            }
        }

        void fail(FailureCode code, String reason) {
            answer.complete(Completion.failed(code, reason));
        }
    }

    private final String name;
    private final MonotonicClock clock;
    private final WireLog wireLog;
    private final DeviceHistory history;
    private final Map<String, String> facts = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Thread thread;
    private final BlockingQueue<Command<?>> commands = new LinkedBlockingQueue<>();
    /** Queued or under way, without the gap between the two. */
    private final Set<Command<?>> unanswered = ConcurrentHashMap.newKeySet();

    private final List<Consumer<? super DeviceStatus>> listeners = new CopyOnWriteArrayList<>();
    private final Object statusLock = new Object();
    /** Guarded by the status lock. */
    private final Steadiness steadiness;

    private volatile DeviceStatus status = DeviceStatus.starting();
    private volatile boolean closed;
    private volatile boolean connected;
    private volatile @Nullable L link;
    private volatile @Nullable Command<?> running;

    protected DeviceLoop(String name, MonotonicClock clock, InstantSource wallClock) {
        this.name = name;
        this.clock = clock;
        this.wireLog = new WireLog(wallClock);
        this.history = new DeviceHistory(wallClock);
        this.steadiness = new Steadiness(clock);
        this.thread = new Thread(this::live, "device-" + name);
        this.thread.setDaemon(true);
    }

    /**
     * Opens the link and makes the device ready, in bounded time.
     *
     * @throws IOException when that fails; its message becomes the wire log's note: nothing personal in it
     */
    protected abstract L connect() throws IOException;

    /**
     * Looks after the idle device and publishes its status; called right after connecting, after each command, and
     * whenever no command came for the time that it returned.
     */
    protected abstract Duration poll(L link) throws IOException;

    /** The status that a failed connection means: no such port, or a silent device. */
    protected DeviceStatus unreachable(IOException cause) {
        return DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost");
    }

    /** Runs the work on the driver's thread when its turn comes; see the class for how it completes. */
    protected final <T> CompletableFuture<Completion<T>> submit(Duration within, Work<L, T> work) {
        Command<T> command = new Command<>(Deadline.after(within, clock), work);
        if (closed || !connected) {
            command.fail(FailureCode.NOT_READY, "not-connected");
            return command.answer;
        }
        unanswered.add(command);
        var unused = command.answer.whenComplete((completion, failure) -> unanswered.remove(command));
        commands.add(command);
        if (closed || !connected) {
            refuseQueued();
        }
        return command.answer.completeOnTimeout(
                Completion.failed(FailureCode.TIME_OUT, "driver-overdue"),
                within.plus(GRACE).toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /**
     * Whether the command under way has been answered already (cancelled, or overdue): its work should stop where
     * that is safe.
     */
    protected final boolean abandoned() {
        Command<?> command = running;
        return command != null && command.answer.isDone();
    }

    /** Completes the command under way and all that wait as cancelled. */
    public final void cancel() {
        for (Command<?> command : unanswered) {
            command.fail(FailureCode.CANCELLED, "cancelled");
        }
    }

    protected final MonotonicClock clock() {
        return clock;
    }

    /** Keeps what the device said of itself; a later word on the same replaces it. */
    protected final void fact(String what, String value) {
        facts.put(what, value);
    }

    /** Publishes a status, or that the device is unsteady; the listeners hear of it only if it differs from the last one. */
    protected final void publish(DeviceStatus seen) {
        synchronized (statusLock) {
            DeviceStatus next = steadiness.of(seen);
            if (next.equals(status)) {
                return;
            }
            status = next;
            if (!next.usable() && next.state() != DeviceState.STARTING) {
                history.fault(next);
            }
            for (Consumer<? super DeviceStatus> listener : listeners) {
                try {
                    listener.accept(next);
                } catch (RuntimeException | Error e) {
                    // A listener's defect is not the device's, and must not keep the news from the others.
                    logDefect("a listener to {} failed: {} at {}", e);
                }
            }
        }
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
        synchronized (statusLock) {
            listener.accept(status);
            listeners.add(listener);
        }
        return () -> listeners.remove(listener);
    }

    @Override
    public final Map<String, String> facts() {
        synchronized (facts) {
            return new LinkedHashMap<>(facts);
        }
    }

    @Override
    public final DeviceHistory history() {
        return history;
    }

    @Override
    public final WireLog wireLog() {
        return wireLog;
    }

    /** Starts what lives beside the link, once, before the driver's thread. */
    protected void starting() {}

    /** Ends what lives beside the link; perhaps more than once. */
    protected void closing() {}

    @Override
    public final void start() {
        starting();
        thread.start();
    }

    @Override
    public final void close() {
        closed = true;
        closing();
        cancel();
        thread.interrupt();
        closeLink();
    }

    private void live() {
        Duration backOff = FIRST_BACK_OFF;
        while (!closed) {
            long began = clock.nanos();
            Duration longest = LONGEST_BACK_OFF;
            try {
                serve(connect());
            } catch (IOException e) {
                lost(unreachable(e), "link lost: " + e.getMessage());
            } catch (InterruptedException e) {
                // By close(), which the loop sees; by a library that interrupts whom it shouldn't, and it connects
                // again.
                lost(DeviceStatus.without(DeviceState.HARDWARE_ERROR, "driver-failed"), "driver interrupted");
            } catch (RuntimeException | Error e) {
                // The outermost loop of a driver is the one place that catches all: a defect in one driver, a native
                // library that can't be loaded or a stack that is full must not stop another, nor itself for ever.
                longest = LONGEST_AFTER_DEFECT;
                logDefect("driver {} failed and starts again: {} at {}", e);
                lost(DeviceStatus.without(DeviceState.HARDWARE_ERROR, "driver-failed"), "driver failed");
            }
            boolean wasStable = clock.nanos() - began >= STABLE.toNanos();
            backOff = wasStable ? FIRST_BACK_OFF : backOff;
            pause(backOff);
            Duration doubled = backOff.multipliedBy(2);
            backOff = doubled.compareTo(longest) < 0 ? doubled : longest;
        }
        connected = false;
        refuseQueued();
        closeLink();
    }

    private void serve(L opened) throws IOException, InterruptedException {
        link = opened;
        // Before the first poll publishes that the device is there: who hears of it may submit at once.
        connected = true;
        history.count("connections");
        Duration idle = look(opened);
        while (!closed) {
            Command<?> command = commands.poll(idle.toMillis(), TimeUnit.MILLISECONDS);
            if (command != null) {
                command.run(opened);
            }
            idle = look(opened);
        }
    }

    private Duration look(L opened) throws IOException {
        Duration idle = poll(opened);
        synchronized (statusLock) {
            if (!steadiness.unsteady()) {
                return idle;
            }
            // Not every driver publishes what has not changed.
            publish(steadiness.last());
            return idle.compareTo(LOOK_AT_UNSTEADY) < 0 ? idle : LOOK_AT_UNSTEADY;
        }
    }

    private void pause(Duration time) {
        try {
            if (!closed) {
                Thread.sleep(time.toMillis());
            }
        } catch (InterruptedException e) {
            // By close(), which the loop sees; else it only tries sooner.
        }
    }

    /** With the place and without the message, which may quote what was on the wire. */
    private void logDefect(String format, Throwable defect) {
        LOG.error(format, name, defect.getClass().getName(), Arrays.toString(defect.getStackTrace()));
    }

    private void lost(DeviceStatus because, String note) {
        connected = false;
        refuseQueued();
        closeLink();
        if (closed) {
            return;
        }
        boolean news;
        synchronized (statusLock) {
            news = !because.equals(steadiness.last());
        }
        if (news) {
            wireLog.note(note);
        }
        publish(because);
    }

    private void refuseQueued() {
        for (Command<?> waiting = commands.poll(); waiting != null; waiting = commands.poll()) {
            waiting.fail(FailureCode.NOT_READY, "not-connected");
        }
    }

    private void closeLink() {
        L open;
        // Both the driver's thread and whoever closes it get here; the link is closed once.
        synchronized (statusLock) {
            open = link;
            link = null;
        }
        if (open != null) {
            try {
                open.close();
            } catch (Exception e) {
                LOG.warn(
                        "driver {} could not close its link: {}",
                        name,
                        e.getClass().getSimpleName());
            }
        }
    }
}
