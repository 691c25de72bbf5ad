package org.zizhu.kiosk.tabletop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.zizhu.kiosk.visit.Event;
import org.zizhu.kiosk.visit.Inbox;

/** An inbox in virtual time: waiting costs nothing, and everything that happens is on one agenda and one thread. */
public final class SimulatedInbox implements Inbox, InstantSource {

    private record Appointment(long nanos, long order, Runnable what) {}

    private Instant start;
    private final ArrayDeque<Event> events = new ArrayDeque<>();
    private final PriorityQueue<Appointment> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Appointment::nanos).thenComparingLong(Appointment::order));
    private long now;
    private long order;

    public SimulatedInbox(Instant start) {
        this.start = start;
    }

    /** Has something happen after a while. */
    public void after(Duration delay, Runnable what) {
        agenda.add(new Appointment(now + delay.toNanos(), order++, what));
    }

    /** The wall clock jumps; the monotonic one does not. */
    public void jumpAhead(Duration by) {
        start = start.plus(by);
    }

    /** What was waiting in it is lost, as in a power cut; what goes on in the world goes on. */
    void emptied() {
        events.clear();
    }

    @Override
    public void put(Event event) {
        events.add(event);
    }

    @Override
    public Event take(Duration within) {
        long end = now + within.toNanos();
        while (events.isEmpty()) {
            Appointment next = agenda.peek();
            if (next == null || next.nanos() > end) {
                now = end;
                return new Event.TimeUp();
            }
            agenda.remove();
            now = Math.max(now, next.nanos());
            next.what().run();
        }
        return events.remove();
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Instant instant() {
        return start.plusNanos(now);
    }
}
