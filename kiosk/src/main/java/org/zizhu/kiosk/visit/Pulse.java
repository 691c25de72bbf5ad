package org.zizhu.kiosk.visit;

import java.time.Duration;

/**
 * An inbox that is felt: the visit comes to it every few seconds, whatever happens, so a visit that has not come for a minute does not move any
 * more. Thread-safe.
 */
public final class Pulse implements Inbox {

    /** The longest wait is five seconds; a step that reckons for that long is no step. */
    private static final Duration STUCK = Duration.ofMinutes(1);

    private final Inbox inbox;
    private volatile long lastNanos;
    private volatile boolean waits;

    public Pulse(Inbox inbox) {
        this.inbox = inbox;
        this.lastNanos = inbox.nanos();
    }

    /** Whether the visit does not move. */
    public boolean stuck() {
        return !waits && inbox.nanos() - lastNanos >= STUCK.toNanos();
    }

    @Override
    public void put(Event event) {
        inbox.put(event);
    }

    @Override
    public Event take(Duration within) {
        waits = true;
        try {
            return inbox.take(within);
        } finally {
            lastNanos = inbox.nanos();
            waits = false;
        }
    }

    @Override
    public long nanos() {
        return inbox.nanos();
    }
}
