package org.zizhu.kiosk.visit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.Phase;

/**
 * What the centre has closed from afar: services, or the whole unit. The journal is its memory, so that it stays closed over a restart. It
 * is apart from {@link ServiceState}: what staff have closed the centre does not open, nor the other way round. Thread-safe.
 */
public final class Closures {

    /**
     * It is closed.
     *
     * @param reason a keyword of the centre
     */
    public record Closed(String reason, Instant since) {}

    /** Stands for all services, and can't be the id of one in a catalogue. */
    private static final String UNIT = "*";

    private static final String WHAT = "what";
    private static final String STATE = "state";
    private static final String REASON = "reason";
    private static final String CLOSED = "closed";

    private final Journal journal;
    private final Map<String, Closed> closed = new ConcurrentHashMap<>();

    public Closures(Journal journal) {
        this.journal = journal;
        journal.done(Entry.Step.CLOSURE).forEach(this::take);
    }

    private void take(Entry entry) {
        if (CLOSED.equals(entry.fact(STATE))) {
            closed.put(entry.demand(WHAT), new Closed(entry.demand(REASON), entry.at()));
        } else {
            closed.remove(entry.demand(WHAT));
        }
    }

    /** Empty when the centre has not closed the unit. */
    public Optional<Closed> unit() {
        return Optional.ofNullable(closed.get(UNIT));
    }

    /** Empty when the centre has not closed this service. */
    public Optional<Closed> service(String item) {
        return Optional.ofNullable(closed.get(item));
    }

    /**
     * Closes the unit.
     *
     * @param transaction an identity that no transaction has
     */
    public void closeUnit(String transaction, String reason) {
        note(transaction, UNIT, Map.of(WHAT, UNIT, STATE, CLOSED, REASON, reason));
    }

    public void openUnit(String transaction) {
        note(transaction, UNIT, Map.of(WHAT, UNIT, STATE, "open"));
    }

    public void closeService(String transaction, String item, String reason) {
        note(transaction, item, Map.of(WHAT, item, STATE, CLOSED, REASON, reason));
    }

    public void openService(String transaction, String item) {
        note(transaction, item, Map.of(WHAT, item, STATE, "open"));
    }

    private synchronized void note(String transaction, String item, Map<String, String> facts) {
        journal.note(transaction, item, Entry.Step.CLOSURE, Phase.DONE, facts);
        journal.entries(transaction).forEach(this::take);
    }
}
