package org.zizhu.bench.panel;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.zizhu.kiosk.screen.Text;

/** What has happened on the table lately, newest first; bounded. Thread-safe. */
final class Diary {

    /** What one looks back on after a visit that went wrong. */
    private static final int CAPACITY = 60;

    /** @param at milliseconds since 1970, for the browser to put into its own time of day */
    record Line(long at, Text subject, Text what) {}

    private final InstantSource clock;
    private final ArrayDeque<Line> lines = new ArrayDeque<>();

    Diary(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void write(Text subject, Text what) {
        if (lines.size() == CAPACITY) {
            lines.removeLast();
        }
        lines.addFirst(new Line(clock.millis(), subject, what));
    }

    synchronized List<Line> lines() {
        return new ArrayList<>(lines);
    }
}
