package org.zizhu.fleet;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.fleet.log.Defect;
import org.zizhu.fleet.store.StoreFailed;

/** Has something look around again and again, on a thread of its own, whatever happens in one round. */
final class Rounds implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final ScheduledExecutorService thread;

    /** Begins at once. */
    Rounds(String name, Runnable round) {
        this.thread = Executors.newSingleThreadScheduledExecutor(run -> {
            Thread made = new Thread(run, name);
            made.setDaemon(true);
            return made;
        });
        var unused = thread.scheduleWithFixedDelay(
                () -> safely(name, round), EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The outermost loop of the thread: the next round may go better. */
    private static void safely(String name, Runnable round) {
        try {
            round.run();
        } catch (StoreFailed e) {
            // Once a second for as long as the database fails over: a line each is enough.
            LOG.warn("{}: the database can't be had: {}", name, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{}: a round failed: {}", name, Defect.of(e));
        }
    }

    /** Returns when the last round is over. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
