package org.zizhu.fleet.link;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.Close;

/**
 * A unit that fetches its frames by long poll. They wait here for the next exchange; if too many do, it isn't fetching them. Thread-safe.
 */
final class PollWire implements Wire {

    /** What one exchange gives back. */
    record Batch(List<String> frames, @Nullable Close close) {}

    private static final int MOST_UNREAD = 64;

    private final List<String> frames = new ArrayList<>();
    private @Nullable Close closed;
    private @Nullable CompletableFuture<Batch> held;

    @Override
    public synchronized void send(String frame) {
        frames.add(frame);
        if (frames.size() > MOST_UNREAD) {
            frames.clear();
            closed = Close.NOT_READING;
        }
        giveIfHeld();
    }

    @Override
    public synchronized void close(Close why) {
        if (closed == null) {
            closed = why;
        }
        giveIfHeld();
    }

    /** A former exchange that still waits gets nothing: what is said to this one's frames is this one's answer, for which the unit waits. */
    synchronized void next() {
        CompletableFuture<Batch> former = held;
        held = null;
        if (former != null) {
            former.complete(new Batch(List.of(), null));
        }
    }

    /** Whatever there is as soon as there is something. */
    synchronized CompletableFuture<Batch> fetch() {
        next();
        CompletableFuture<Batch> next = new CompletableFuture<>();
        held = next;
        if (!frames.isEmpty() || closed != null) {
            giveIfHeld();
        }
        return next;
    }

    /** The exchange has waited long enough. */
    synchronized void letGo(CompletableFuture<Batch> waiting) {
        if (held == waiting) {
            held = null;
            waiting.complete(new Batch(List.of(), null));
        }
    }

    private void giveIfHeld() {
        CompletableFuture<Batch> waiting = held;
        if (waiting != null) {
            held = null;
            Batch batch = new Batch(List.copyOf(frames), closed);
            frames.clear();
            waiting.complete(batch);
        }
    }
}
