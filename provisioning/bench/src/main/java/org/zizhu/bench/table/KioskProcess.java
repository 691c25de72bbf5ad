package org.zizhu.bench.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The kiosk in a process of its own, so that its plug can be pulled. Thread-safe. */
public final class KioskProcess implements AutoCloseable {

    /** A kiosk that is asked to end closes its journal and its window; more means that it hangs. */
    private static final long ENDS_WITHIN_SECONDS = 5;

    /** With this a kiosk asks to be started again (EX_TEMPFAIL). */
    private static final int RESTART = 75;

    private final Supplier<List<String>> command;
    private final Path log;
    private @Nullable Process process;
    private boolean closed;

    /**
     * @param command asked at each start
     * @param log where the kiosk's own output goes
     */
    public KioskProcess(Supplier<List<String>> command, Path log) {
        this.command = command;
        this.log = log;
    }

    /** Switches it on; nothing if it runs. */
    public synchronized void start() {
        if (running()) {
            return;
        }
        try {
            ProcessBuilder start = new ProcessBuilder(command.get())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()));
            start.environment().putAll(Jvm.ENVIRONMENT);
            Process started = start.start();
            process = started;
            // On a thread of its own: whoever pulls the plug waits for the end while nobody else may come in here.
            var unused = started.onExit()
                    .thenAcceptAsync(this::startAgainIfAsked, task -> new Thread(task, "kiosk-ended").start());
        } catch (IOException e) {
            throw new UncheckedIOException("the kiosk could not be started", e);
        }
    }

    /** As a unit's init system does. */
    private synchronized void startAgainIfAsked(Process ended) {
        if (ended == process && ended.exitValue() == RESTART && !closed) {
            start();
        }
    }

    /** Ends it without a word, as a power cut does (SIGKILL). */
    public synchronized void pullPlug() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    public synchronized boolean running() {
        return process != null && process.isAlive();
    }

    /** Its process number, for looking at it from outside; 0 when it does not run. */
    public synchronized long pid() {
        Process now = process;
        return now != null && now.isAlive() ? now.pid() : 0;
    }

    /** How it ended by itself, for saying so; empty while it runs or after its plug was pulled. */
    public synchronized @Nullable Integer exitStatus() {
        Process now = process;
        return now == null || now.isAlive() ? null : Integer.valueOf(now.exitValue());
    }

    /** Waits for its end, and says whether it came in time. */
    public boolean endsWithin(Duration time) throws InterruptedException {
        Process now;
        synchronized (this) {
            now = process;
        }
        return now == null || now.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks it to end, and makes it end. */
    @Override
    public synchronized void close() {
        closed = true;
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
