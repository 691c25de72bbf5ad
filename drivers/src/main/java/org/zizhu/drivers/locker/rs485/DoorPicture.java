package org.zizhu.drivers.locker.rs485;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.locker.Locker.Change;
import org.zizhu.drivers.locker.Locker.Door;
import org.zizhu.drivers.loop.Listeners;

/** Each door as it was last seen. Read by any thread, painted by the driver's. */
final class DoorPicture {
    private final Map<Integer, Door> doors = new ConcurrentSkipListMap<>();
    private final Map<Integer, Door> lastKnown = new HashMap<>();
    private final Listeners<Change> listeners = new Listeners<>();

    DoorPicture(Collection<Integer> labels) {
        labels.forEach(this::lost);
    }

    Map<Integer, Door> doors() {
        return new TreeMap<>(doors);
    }

    Door door(int label) {
        return doors.getOrDefault(label, Door.UNKNOWN);
    }

    List<Integer> open() {
        return doors.keySet().stream().filter(label -> door(label) == Door.OPEN).toList();
    }

    Subscription onChange(Consumer<? super Change> listener) {
        return listeners.add(listener);
    }

    /** A door seen for the first time has not changed; one that was moved while its board was away has. */
    void saw(int label, Door now) {
        doors.put(label, now);
        Door before = lastKnown.put(label, now);
        if (before != null && before != now) {
            listeners.tell(new Change(label, now));
        }
    }

    /** Its board does not answer. */
    void lost(int label) {
        doors.put(label, Door.UNKNOWN);
    }
}
