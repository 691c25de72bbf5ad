package org.zizhu.kiosk.visit;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Where everything that happens to a visit arrives, and the clock by which the visit waits. In production it waits in real
 * time; in simulation it advances a virtual clock.
 */
public interface Inbox {

    /** Puts an event in; from any thread, never blocks. */
    void put(Event event);

    /** Takes the oldest event; {@link Event.TimeUp} when none came in that time. Only the visit's thread calls it. */
    Event take(Duration within);

    /** The monotonic time of this inbox. */
    long nanos();

    /** An inbox that waits in real time. */
    static Inbox inRealTime() {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        return new Inbox() {
            @Override
            public void put(Event event) {
                events.add(event);
            }

            @Override
            public Event take(Duration within) {
                try {
                    Event event = events.poll(within.toNanos(), TimeUnit.NANOSECONDS);
                    return event == null ? new Event.TimeUp() : event;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return new Event.Closing();
                }
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }
        };
    }
}
