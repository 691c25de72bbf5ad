package org.zizhu.kiosk.simulation;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.zizhu.kiosk.tabletop.SimulatedInbox;

/** All that happened, as one number that equal runs share; and as lines for people where somebody wants to read them. */
final class Chronicle {

    private static final long PRIME = 0x100000001b3L;

    private final SimulatedInbox time;
    private final boolean kept;
    private final List<String> lines = new ArrayList<>();
    private long hash = 0xcbf29ce484222325L;
    private long notes;

    Chronicle(SimulatedInbox time, boolean kept) {
        this.time = time;
        this.kept = kept;
    }

    void note(String what) {
        notes++;
        hash = (hash ^ time.nanos()) * PRIME;
        for (int i = 0; i < what.length(); i++) {
            hash = (hash ^ what.charAt(i)) * PRIME;
        }
        if (kept) {
            lines.add("At " + moment(time.nanos()) + " " + what);
        }
    }

    static String moment(long nanos) {
        Duration since = Duration.ofNanos(nanos);
        LocalTime ofDay = LocalTime.MIDNIGHT.plus(since).withNano(0);
        return "day " + (since.toDays() + 1) + ", " + ofDay + (ofDay.getSecond() == 0 ? ":00" : "");
    }

    String fingerprint() {
        return "%016x/%d".formatted(hash, notes);
    }

    List<String> lines() {
        return lines;
    }
}
