package org.zizhu.platform.payment.emulator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What goes wrong next, and at which request. Thread-safe. */
public final class Moods {

    private record Entry(String operation, Mood mood, boolean always) {}

    private final List<Entry> entries = new ArrayList<>();

    /** The next request for the operation is treated so; several for one operation come one after the other. */
    public synchronized void next(String operation, Mood mood) {
        entries.add(new Entry(operation, mood, false));
    }

    /** Every request for the operation is treated so, until {@link #heal}. */
    public synchronized void always(String operation, Mood mood) {
        entries.add(new Entry(operation, mood, true));
    }

    public synchronized void heal() {
        entries.clear();
    }

    synchronized Optional<Mood> of(String operation) {
        for (Iterator<Entry> all = entries.iterator(); all.hasNext(); ) {
            Entry entry = all.next();
            if (entry.operation.equals(operation)) {
                if (!entry.always) {
                    all.remove();
                }
                return Optional.of(entry.mood);
            }
        }
        return Optional.empty();
    }
}
