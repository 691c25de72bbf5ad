package org.zizhu.drivers.chipcard.pcsc;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The thread on which a session calls the card service. A call may never return (a reader that hangs, a service that was
 * frozen) and can't be interrupted: then it is left behind with its thread, which ends when the call does.
 */
final class PcscThread {

    /** A call did not return in time. */
    static final class Stuck extends IOException {
        private static final long serialVersionUID = 1;

        Stuck() {
            super("the card service does not answer");
        }
    }

    private final ExecutorService executor = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "pc-sc");
        thread.setDaemon(true);
        return thread;
    });

    /** Makes a call and waits for what it gives. */
    <T> T call(Duration within, Callable<T> call) throws Trouble, IOException {
        Future<T> given;
        try {
            given = executor.submit(call);
        } catch (RejectedExecutionException e) {
            throw new IOException("driver closed", e);
        }
        try {
            return given.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new Stuck();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("driver closed", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception thrown) {
                throw Trouble.of(thrown);
            }
            throw (Error) e.getCause();
        }
    }

    /** Ends the thread after a last call; neither is waited for. */
    void end(Runnable lastCall) {
        executor.execute(lastCall);
        executor.shutdown();
    }

    boolean ended() {
        return executor.isTerminated();
    }
}
