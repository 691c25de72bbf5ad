package org.zizhu.kiosk.platform;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.JournalFailure;
import org.zizhu.kiosk.journal.Message;

/**
 * Carries the outbox to the platform: in order, one at a time, for ever until acknowledged. A message that the platform refuses for
 * good is marked with the refusal's code and shown to staff; it does not hold up the others.
 */
public final class Courier implements AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** A platform that is down for a night is asked once a minute. */
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final Journal journal;
    private final GovernmentPlatform platform;
    private final Thread thread;

    public Courier(Journal journal, GovernmentPlatform platform) {
        this.journal = journal;
        this.platform = platform;
        this.thread = new Thread(this::carry, "courier");
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void carry() {
        Duration wait = LOOK_AGAIN;
        while (!thread.isInterrupted()) {
            try {
                wait = carryAll() ? LOOK_AGAIN : min(wait.multipliedBy(2), LONGEST_BACK_OFF);
            } catch (JournalFailure e) {
                LOG.error("outbox can't be read or written");
            }
            try {
                Thread.sleep(wait.toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Carries all that waits; false when the platform did not take one. What the courier's own thread does again and again. */
    public boolean carryAll() {
        for (Optional<Message> next = journal.nextMessage(); next.isPresent(); next = journal.nextMessage()) {
            Answer<Accepted> answer = platform.deliver(next.get()).join();
            if (answer instanceof Answer.Failed) {
                return false;
            }
            boolean accepted = answer instanceof Answer.Given;
            if (!accepted) {
                LOG.warn("platform refuses message {}: {}", next.get().key(), answer.code());
            }
            journal.answered(next.get(), accepted ? "accepted" : answer.code());
        }
        return true;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
