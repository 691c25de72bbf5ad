package org.zizhu.fleet.link;

import java.util.concurrent.atomic.LongAdder;

/** How much has come from units since this server started. Thread-safe. */
public final class Traffic {

    private final LongAdder frames = new LongAdder();
    private final LongAdder kept = new LongAdder();
    private final LongAdder refused = new LongAdder();

    void frame() {
        frames.increment();
    }

    /** Reports of one frame: those that are durable now, and those that are none of the contract. */
    void reports(int understood, int none) {
        kept.add(understood);
        refused.add(none);
    }

    public long frames() {
        return frames.sum();
    }

    /** What was told twice counts twice. */
    public long kept() {
        return kept.sum();
    }

    public long refused() {
        return refused.sum();
    }
}
