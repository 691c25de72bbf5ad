package org.zizhu.drivers.wire;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The last frames that went over a device's link, for field staff. A ring of bounded length; what a frame holds of a
 * person is masked by the driver before it gets here, so that nothing personal is ever stored. Of a poll that gets the same
 * answer again and again the first and the last are kept. Thread-safe.
 */
public final class WireLog {

    /** Enough for some minutes of polling and one whole visit; about 100 kB. */
    private static final int CAPACITY = 512;

    /** Longer frames are cut: the head tells what they are. */
    private static final int LONGEST_BYTES = 96;

    /** Which way a frame went. */
    public enum Direction {
        TO_DEVICE,
        FROM_DEVICE,
        /** Not a frame: something that happened to the link, such as its loss. */
        NOTE
    }

    /**
     * One frame.
     *
     * @param at wall time, for people
     * @param text hexadecimal bytes with masked ones as {@code ··}, or the note
     */
    public record Entry(Instant at, Direction direction, String text) {}

    private final InstantSource clock;
    private final List<Entry> ring = new ArrayList<>();

    public WireLog(InstantSource clock) {
        this.clock = clock;
    }

    /** Records a frame of which nothing is personal. */
    public void frame(Direction direction, byte[] bytes) {
        masked(direction, bytes, bytes.length, bytes.length);
    }

    /** Records a frame whose bytes from {@code maskFrom} (inclusive) to {@code maskTo} (exclusive) are personal. */
    public void masked(Direction direction, byte[] bytes, int maskFrom, int maskTo) {
        HexFormat hex = HexFormat.of().withUpperCase();
        StringBuilder text = new StringBuilder();
        int shown = Math.min(bytes.length, LONGEST_BYTES);
        for (int i = 0; i < shown; i++) {
            if (i > 0) {
                text.append(' ');
            }
            text.append(i >= maskFrom && i < maskTo ? "··" : hex.toHexDigits(bytes[i]));
        }
        if (shown < bytes.length) {
            text.append(" … ").append(bytes.length).append(" bytes");
        }
        add(new Entry(clock.instant(), direction, text.toString()));
    }

    /** Records what happened to the link, or a request that is not bytes (IPP); never personal data. */
    public void note(String text) {
        add(new Entry(clock.instant(), Direction.NOTE, text));
    }

    private synchronized void add(Entry entry) {
        ring.add(entry);
        int size = ring.size();
        if (size >= 6 && pairRepeats(size - 4) && pairRepeats(size - 2)) {
            ring.subList(size - 4, size - 2).clear();
        } else if (size > CAPACITY) {
            ring.remove(0);
        }
    }

    /** Whether the two entries from there say the same as the two before them. */
    private boolean pairRepeats(int from) {
        return same(ring.get(from - 2), ring.get(from)) && same(ring.get(from - 1), ring.get(from + 1));
    }

    private static boolean same(Entry one, Entry other) {
        return one.direction() == other.direction() && one.text().equals(other.text());
    }

    /** The entries, oldest first. */
    public synchronized List<Entry> entries() {
        return new ArrayList<>(ring);
    }
}
