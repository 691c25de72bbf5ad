package org.zizhu.kiosk.journal;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.zizhu.drivers.Supply;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * The unit's journal: an SQLite file in WAL mode with synchronous FULL, so that what a method has returned from survives a
 * power cut. Every method throws {@link JournalFailure} when the file can't be written or read. Thread-safe; a call
 * takes about a millisecond, more on a busy disk.
 */
public final class Journal implements AutoCloseable {

    private static final Duration DAY = Duration.ofDays(1);

    private static final int BLANKS_LOOKED_AT = 10;

    private static final ObjectMapper JSON = JsonMapper.shared();

    private final SqliteFile file;
    private final InstantSource clock;
    private final Witness witness;

    /** What was asked since anything was written: screens ask the same every second, of a file that nobody else writes. */
    private final Map<String, Object> remembered = new HashMap<>();

    private long rememberedAt;

    private record Of(String store, Class<?> kind) {}

    private final Map<Of, Reckoning> reckonings = new HashMap<>();

    private Journal(SqliteFile file, InstantSource clock, Witness witness) {
        this.file = file;
        this.clock = clock;
        this.witness = witness;
    }

    /** Opens the journal, making it if it is not there. */
    public static Journal open(Path file, InstantSource clock) {
        return open(file, clock, Witness.NONE);
    }

    /** The same before a witness. */
    public static Journal open(Path file, InstantSource clock, Witness witness) {
        return new Journal(new SqliteFile(file, JournalSchema.SQL, witness), clock, witness);
    }

    /** Opens a transaction. */
    public synchronized void begin(String transaction, String item) {
        file.update("INSERT INTO transactions (id, item, opened_at) VALUES (?, ?, ?)", transaction, item, now());
    }

    /** Writes one entry, and with it (both or neither) what the platform has to be told. */
    public void append(
            String transaction, Entry.Step step, Phase phase, Map<String, String> facts, Message... messages) {
        append(transaction, step, phase, facts, List.of(), messages);
    }

    /** The same, and with it what it moves of the unit's accountable stock. A move that the transaction has made already is left out. */
    public void append(
            String transaction,
            Entry.Step step,
            Phase phase,
            Map<String, String> facts,
            List<Move> moves,
            Message... messages) {
        Instant at = clock.instant();
        long seq;
        synchronized (this) {
            List<Move> made = new ArrayList<>();
            seq = file.atomically(() -> {
                enqueue(messages);
                return entry(transaction, step, phase, facts, moves, made, at);
            });
            made.forEach(this::carry);
        }
        witness.appended(new Entry(seq, transaction, step, phase, facts, at));
    }

    /**
     * A person says what became of a transaction that was settled as unknown: its entry, the outcome in place of that, what it moves
     * and what the platform has to be told, all or nothing.
     *
     * @return false when it was not unknown (any more); nothing is written then
     */
    public boolean resolve(
            String transaction,
            Phase phase,
            Map<String, String> facts,
            String outcome,
            List<Move> moves,
            Message... messages) {
        Instant at = clock.instant();
        long seq;
        synchronized (this) {
            List<Move> made = new ArrayList<>();
            seq = file.atomically(() -> {
                long changed = file.update(
                        "UPDATE transactions SET outcome = ? WHERE id = ? AND outcome = 'unknown'",
                        outcome,
                        transaction);
                if (changed == 0) {
                    return 0;
                }
                enqueue(messages);
                return entry(transaction, Entry.Step.ANSWER, phase, facts, moves, made, at);
            });
            made.forEach(this::carry);
        }
        if (seq != 0) {
            witness.appended(new Entry(seq, transaction, Entry.Step.ANSWER, phase, facts, at));
        }
        return seq != 0;
    }

    /** @param made where moves that were not made before are put */
    private long entry(
            String transaction,
            Entry.Step step,
            Phase phase,
            Map<String, String> facts,
            List<Move> moves,
            List<Move> made,
            Instant at) {
        long entry = entry(transaction, step, phase, facts, at);
        for (Move move : moves) {
            long rows = file.update(
                    "INSERT INTO stock_move (entry, transaction_id, store, source, target, count, first, last, at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    entry,
                    transaction,
                    move.store(),
                    move.from().name(),
                    move.to().name(),
                    move.count(),
                    move.first(),
                    move.last(),
                    at.toEpochMilli());
            if (rows > 0) {
                made.add(move);
            }
        }
        return entry;
    }

    private void carry(Move move) {
        reckonings.forEach((of, reckoning) -> {
            if (of.store().equals(move.store())) {
                reckoning.moved(move);
            }
        });
    }

    private long entry(String transaction, Entry.Step step, Phase phase, Map<String, String> facts, Instant at) {
        return file.insert(
                "INSERT INTO entry (transaction_id, step, phase, facts, at) VALUES (?, ?, ?, ?, ?)",
                transaction,
                step.name(),
                phase.name(),
                JSON.writeValueAsString(new TreeMap<>(facts)),
                at.toEpochMilli());
    }

    /**
     * Settles a transaction, and with it what the platform has to be told. Settling twice does nothing.
     *
     * @param outcome one word: done, failed, undone, unknown, noted
     */
    public synchronized void settle(String transaction, String outcome, Message... messages) {
        file.atomically(() -> {
            enqueue(messages);
            return file.update(
                    "UPDATE transactions SET settled_at = ?, outcome = ? WHERE id = ? AND settled_at IS NULL",
                    now(),
                    outcome,
                    transaction);
        });
    }

    /** Writes down what has happened, as a transaction of one entry with which nothing is left to be settled. */
    public void note(String transaction, String item, Entry.Step step, Phase phase, Map<String, String> facts) {
        note(transaction, item, step, phase, facts, Optional.empty());
    }

    /**
     * Writes down that one person acts for another, by the handles that the platform has for them.
     *
     * @param counted the handle of who acts, to be counted for a day; empty where it does not count
     */
    public void noteActing(String transaction, String item, Map<String, String> facts, Optional<String> counted) {
        note(transaction, item, Entry.Step.ACT_FOR, Phase.DONE, facts, counted);
    }

    /** How often somebody has acted for others within a day. A handle serves no longer than that, and neither does its count. */
    public synchronized int actedToday(String agent) {
        file.update("DELETE FROM acting WHERE at < ?", now() - DAY.toMillis());
        return (int) file.count("SELECT count(*) FROM acting WHERE agent = ?", agent);
    }

    private void note(
            String transaction,
            String item,
            Entry.Step step,
            Phase phase,
            Map<String, String> facts,
            Optional<String> acting) {
        Instant at = clock.instant();
        long seq;
        synchronized (this) {
            seq = file.atomically(() -> {
                acting.ifPresent(
                        agent -> file.update("INSERT INTO acting (agent, at) VALUES (?, ?)", agent, at.toEpochMilli()));
                file.update(
                        "INSERT INTO transactions (id, item, opened_at, settled_at, outcome) VALUES (?, ?, ?, ?, 'noted')",
                        transaction,
                        item,
                        at.toEpochMilli(),
                        at.toEpochMilli());
                return entry(transaction, step, phase, facts, at);
            });
        }
        witness.appended(new Entry(seq, transaction, step, phase, facts, at));
    }

    /** Stores a message for the platform. A key that is there already is left as it is. */
    public synchronized void tell(Message message) {
        file.atomically(() -> {
            enqueue(message);
            return 0L;
        });
    }

    /** The transactions that are not settled, oldest first. */
    public synchronized List<OpenTransaction> open() {
        return remembered("open", () -> transactions("settled_at IS NULL"));
    }

    private List<OpenTransaction> transactions(String condition) {
        List<OpenTransaction> found = new ArrayList<>();
        file.query(
                "SELECT id, item FROM transactions WHERE " + condition + " ORDER BY opened_at, id",
                row -> found.add(new OpenTransaction(row.getString(1), row.getString(2), entries(row.getString(1)))));
        return List.copyOf(found);
    }

    @SuppressWarnings("unchecked") // A question has one kind of answer.
    private <T> T remembered(String question, Supplier<T> asked) {
        if (rememberedAt != file.changes()) {
            remembered.clear();
            rememberedAt = file.changes();
        }
        return (T) remembered.computeIfAbsent(question, unused -> asked.get());
    }

    /** A transaction with what was written since. */
    public OpenTransaction reread(OpenTransaction before) {
        return reread(before.id(), before.item());
    }

    /** An open transaction with all that was written of it. */
    public OpenTransaction reread(String transaction, String item) {
        return new OpenTransaction(transaction, item, entries(transaction));
    }

    /** Whether it is known what became of every document on plain paper. */
    public boolean paperSettled() {
        return open().stream()
                .noneMatch(open -> open.last(Entry.Step.PRINT).isPresent()
                        && open.last(Entry.Step.BLANK).isEmpty());
    }

    /** Whether a transaction was begun and is not settled. */
    public synchronized boolean isOpen(String transaction) {
        return file.count("SELECT count(*) FROM transactions WHERE id = ? AND settled_at IS NULL", transaction) > 0;
    }

    /** How a transaction was settled; empty for one that is open, or was never begun. */
    public synchronized Optional<String> outcome(String transaction) {
        List<String> outcomes = new ArrayList<>(1);
        file.query(
                "SELECT outcome FROM transactions WHERE id = ? AND settled_at IS NOT NULL",
                row -> outcomes.add(row.getString(1)),
                transaction);
        return outcomes.stream().findFirst();
    }

    /** All entries of a transaction, oldest first. */
    public synchronized List<Entry> entries(String transaction) {
        List<Entry> entries = new ArrayList<>();
        file.query(
                "SELECT seq, transaction_id, step, phase, facts, at FROM entry WHERE transaction_id = ? ORDER BY seq",
                row -> entries.add(entry(row)),
                transaction);
        return entries;
    }

    /** The newest entry of a step that was done. */
    public synchronized Optional<Entry> last(Entry.Step step) {
        return remembered("last " + step, () -> newest(of(step) + " AND phase = 'DONE'", 1).stream()
                .findFirst());
    }

    /** All entries of a step that were done, oldest first. */
    public synchronized List<Entry> done(Entry.Step step) {
        List<Entry> done = new ArrayList<>();
        file.query(
                "SELECT seq, transaction_id, step, phase, facts, at FROM entry WHERE " + of(step)
                        + " AND phase = 'DONE' ORDER BY seq",
                row -> done.add(entry(row)));
        return done;
    }

    /** The entries of some steps after a number, oldest first. */
    public synchronized List<Entry> since(long seq, Set<Entry.Step> steps) {
        List<Entry> since = new ArrayList<>();
        file.query(
                "SELECT seq, transaction_id, step, phase, facts, at FROM entry WHERE seq > ? AND step IN ("
                        + steps.stream().map(step -> "'" + step.name() + "'").collect(Collectors.joining(", "))
                        + ") ORDER BY seq",
                row -> since.add(entry(row)),
                seq);
        return since;
    }

    /** The number of the newest entry; 0 if there is none. */
    public synchronized long newestEntry() {
        return file.count("SELECT coalesce(max(seq), 0) FROM entry");
    }

    /** The newest entry of a step, in whatever phase, with that fact. */
    public synchronized Optional<Entry> newest(Entry.Step step, String fact, String value) {
        return remembered(
                "newest " + step + " " + fact + " " + value,
                () -> newest(of(step) + " AND facts ->> ? = ?", 1, fact, value).stream()
                        .findFirst());
    }

    private List<Entry> newest(String condition, int most, Object... values) {
        List<Entry> newest = new ArrayList<>();
        file.query(
                "SELECT seq, transaction_id, step, phase, facts, at FROM entry WHERE " + condition
                        + " ORDER BY seq DESC LIMIT " + most,
                row -> newest.add(entry(row)),
                values);
        return List.copyOf(newest);
    }

    /**
     * The step as a word of the statement, not a value put into it: an index of that step alone fits a value only when it is known, so that SQLite
     * would plan the statement anew each time.
     */
    private static String of(Entry.Step step) {
        return "step = '" + step.name() + "'";
    }

    /** The transactions of which nobody knows what became of them, oldest first: settled as unknown, and nobody has said since. */
    public synchronized List<OpenTransaction> unknown() {
        return remembered("unknown", () -> transactions("outcome = 'unknown'"));
    }

    /** All that was ever moved of a store's pieces, oldest first. */
    public synchronized List<Move> moves(String store) {
        return moves("store = ?", store);
    }

    /** What a transaction has moved. */
    public synchronized List<Move> movesOf(String transaction) {
        return moves("transaction_id = ?", transaction);
    }

    private List<Move> moves(String condition, String value) {
        List<Move> moves = new ArrayList<>();
        file.query(
                "SELECT store, source, target, count, first, last FROM stock_move WHERE " + condition + " ORDER BY seq",
                row -> moves.add(new Move(
                        row.getString(1),
                        Place.valueOf(row.getString(2)),
                        Place.valueOf(row.getString(3)),
                        row.getInt(4),
                        row.getString(5),
                        row.getString(6))),
                value);
        return moves;
    }

    /** What is reckoned from the moves of a store: from all there are when it is first asked for, and from each further one when it is made. */
    public interface Reckoning {
        /** The next one. The journal is locked. */
        void moved(Move move);
    }

    /**
     * Asks a reckoning, which is kept from then on: there is one of a kind for a store.
     *
     * @param fresh one that knows of no move yet
     * @param answer takes out of it what is asked, while the journal is locked; not the reckoning itself, for that goes on
     */
    public synchronized <R extends Reckoning, T> T reckoned(
            String store, Class<R> kind, Supplier<R> fresh, Function<R, T> answer) {
        return answer.apply(kind.cast(reckonings.computeIfAbsent(new Of(store, kind), of -> {
            R reckoning = fresh.get();
            moves(store).forEach(reckoning::moved);
            return reckoning;
        })));
    }

    private static final class Sums implements Reckoning {
        private final Map<Place, Long> pieces = new EnumMap<>(Place.class);

        @Override
        public void moved(Move move) {
            pieces.merge(move.from(), (long) -move.count(), Long::sum);
            pieces.merge(move.to(), (long) move.count(), Long::sum);
        }
    }

    /** How many pieces each place holds of a store, which is less than nothing for where they came from. */
    public Map<Place, Long> balance(String store) {
        return reckoned(store, Sums.class, Sums::new, sums -> Collections.unmodifiableMap(new EnumMap<>(sums.pieces)));
    }

    /** How many pieces of a store left it for citizens since a moment, or for nothing. */
    public synchronized long usedSince(String store, Instant since) {
        return file.count(
                "SELECT coalesce(sum(count), 0) FROM stock_move WHERE store = ? AND source = 'STORE'"
                        + " AND target NOT IN ('REMOVED', 'DIFFERENCE', 'SUPPLIER') AND at >= ?",
                store,
                since.toEpochMilli());
    }

    /** The oldest message that the platform has not answered. */
    public synchronized Optional<Message> nextMessage() {
        List<Message> next = new ArrayList<>(1);
        file.query(
                "SELECT seq, path, key, body FROM outbox WHERE answered_at IS NULL ORDER BY seq LIMIT 1",
                row -> next.add(new Message(row.getLong(1), row.getString(2), row.getString(3), row.getString(4))));
        return next.stream().findFirst();
    }

    /**
     * The platform has answered a message: it will not be sent again.
     *
     * @param answer "accepted", or the code with which it was refused for good
     */
    public synchronized void answered(Message message, String answer) {
        file.update("UPDATE outbox SET answered_at = ?, answer = ? WHERE seq = ?", now(), answer, message.seq());
    }

    /**
     * Notes that a code which serves once has been accepted, and forgets those that have long expired.
     *
     * @param digest of the code, hexadecimal: the code itself is not kept
     * @param forgetAfter when the code would be refused anyhow
     * @return false if it was noted before
     */
    public synchronized boolean acceptOnce(String digest, Instant forgetAfter) {
        return file.atomically(() -> {
                    file.update("DELETE FROM accepted_code WHERE forget_after < ?", now());
                    return file.update(
                            "INSERT INTO accepted_code VALUES (?, ?) ON CONFLICT (digest) DO NOTHING",
                            digest,
                            forgetAfter.toEpochMilli());
                })
                == 1;
    }

    /** Whether a code has been accepted, and not been forgotten since. */
    public synchronized boolean accepted(String digest) {
        return file.count("SELECT count(*) FROM accepted_code WHERE digest = ?", digest) > 0;
    }

    /** Until when a staff card of another division is enrolled; empty for one that is not. */
    public synchronized Optional<Instant> enrolledUntil(String certificate) {
        List<Instant> until = new ArrayList<>(1);
        file.query(
                "SELECT until FROM enrolled_staff WHERE certificate = ?",
                row -> until.add(Instant.ofEpochMilli(row.getLong(1))),
                certificate);
        return until.stream().findFirst();
    }

    /** Notes that a staff card is enrolled, and forgets those that no longer are. */
    public synchronized void enrol(String certificate, Instant until) {
        file.atomically(() -> {
            file.update("DELETE FROM enrolled_staff WHERE until < ?", now());
            return file.update(
                    "INSERT INTO enrolled_staff VALUES (?, ?) ON CONFLICT (certificate) DO UPDATE SET until = excluded.until",
                    certificate,
                    until.toEpochMilli());
        });
    }

    /** How many transactions came to which end; those of one note alone are not among them. */
    public synchronized List<Outcomes> outcomes() {
        List<Outcomes> outcomes = new ArrayList<>();
        file.query(
                "SELECT item, outcome, count(*) FROM transactions WHERE settled_at IS NOT NULL AND outcome <> 'noted'"
                        + " GROUP BY item, outcome ORDER BY item, outcome",
                row -> outcomes.add(new Outcomes(row.getString(1), row.getString(2), row.getLong(3))));
        return outcomes;
    }

    /** So many transactions of an item ended with that outcome, ever. */
    public record Outcomes(String item, String outcome, long count) {}

    /** How many messages wait for the platform. */
    public synchronized long waitingMessages() {
        return file.count("SELECT count(*) FROM outbox WHERE answered_at IS NULL");
    }

    /** Whether a message to this path waits for the platform. */
    public synchronized boolean waitsFor(String path) {
        return file.count("SELECT count(*) FROM outbox WHERE answered_at IS NULL AND path = ?", path) > 0;
    }

    /** Writes and undoes: whether an intent could be made durable now. */
    public synchronized boolean writable() {
        try {
            // In one piece: a power cut between the two must not leave the probe behind.
            file.atomically(
                    () -> file.update("INSERT INTO transactions (id, item, opened_at) VALUES ('probe', 'probe', 0)")
                            + file.update("DELETE FROM transactions WHERE id = 'probe'"));
            return true;
        } catch (JournalFailure e) {
            return false;
        }
    }

    /** The pages that came out of the document printer since a moment. What is printed on a blank takes no paper. */
    public synchronized long pagesPrintedSince(Instant since) {
        return file.count(
                "SELECT coalesce(sum(CAST(facts ->> 'pages' AS INTEGER)), 0) FROM entry AS print"
                        + " WHERE step = 'PRINT' AND phase <> 'INTENT' AND at >= ?"
                        // With the plus the transaction's few entries are looked at, and not all that were ever of a
                        // blank.
                        + " AND NOT EXISTS (SELECT 1 FROM entry WHERE +step = 'BLANK'"
                        + " AND transaction_id = print.transaction_id)",
                since.toEpochMilli());
    }

    /** The receipts of transactions that were printed, or may have been, since a moment. */
    public synchronized long receiptsPrintedSince(Instant since) {
        return file.count(
                "SELECT count(*) FROM entry WHERE step = 'RECEIPT' AND phase IN ('DONE', 'UNKNOWN') AND at >= ?",
                since.toEpochMilli());
    }

    /** What some of the last feeds of numbered blanks came to, the newest first. */
    public synchronized List<Entry> lastBlanks() {
        return remembered("blanks", () -> newest(of(Entry.Step.BLANK) + " AND phase <> 'INTENT'", BLANKS_LOOKED_AT));
    }

    /** Notes that a supply was filled up. */
    public synchronized void loaded(Supply supply, int amount) {
        file.update("INSERT INTO supply_load (supply, amount, at) VALUES (?, ?, ?)", supply.name(), amount, now());
    }

    /** When a supply was filled up last. */
    public synchronized Optional<Load> lastLoad(Supply supply) {
        List<Load> loads = new ArrayList<>(1);
        file.query(
                "SELECT amount, at FROM supply_load WHERE supply = ? ORDER BY at DESC LIMIT 1",
                row -> loads.add(new Load(row.getInt(1), Instant.ofEpochMilli(row.getLong(2)))),
                supply.name());
        return loads.stream().findFirst();
    }

    /** A filling-up: to how many sheets or receipts, and when. */
    public record Load(int amount, Instant at) {}

    /** The whole journal as lines of text, for people. */
    public synchronized List<String> listing() {
        List<String> lines = new ArrayList<>();
        file.query("SELECT id, item, opened_at, settled_at, outcome FROM transactions ORDER BY opened_at, id", row -> {
            String outcome = row.getString(5);
            lines.add(Instant.ofEpochMilli(row.getLong(3)) + "  " + row.getString(1) + "  " + row.getString(2) + "  "
                    + (outcome == null ? "OPEN" : outcome));
            for (Entry entry : entries(row.getString(1))) {
                lines.add("  %s  %5d  %-8s %-8s %s"
                        .formatted(entry.at(), entry.seq(), entry.step(), entry.phase(), new TreeMap<>(entry.facts())));
            }
        });
        file.query(
                "SELECT entry, store, source, target, count, first, last FROM stock_move ORDER BY seq",
                row -> lines.add("stock   %5d  %s  %s → %s  %d  %s"
                        .formatted(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getLong(5),
                                row.getString(6).equals(row.getString(7))
                                        ? row.getString(6)
                                        : row.getString(6) + "–" + row.getString(7))));
        file.query("SELECT seq, path, key, answer FROM outbox ORDER BY seq", row -> {
            String answer = row.getString(4);
            lines.add("outbox  %5d  %s  %s  %s"
                    .formatted(
                            row.getLong(1), row.getString(2), row.getString(3), answer == null ? "waiting" : answer));
        });
        return lines;
    }

    @Override
    public synchronized void close() {
        remembered.clear();
        file.close();
    }

    private long now() {
        return clock.instant().toEpochMilli();
    }

    private void enqueue(Message... messages) {
        for (Message message : messages) {
            file.update(
                    "INSERT INTO outbox (path, key, body) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING",
                    message.path(),
                    message.key(),
                    message.body());
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong(1),
                row.getString(2),
                Entry.Step.valueOf(row.getString(3)),
                Phase.valueOf(row.getString(4)),
                JSON.readValue(row.getString(5), new TypeReference<Map<String, String>>() {}),
                Instant.ofEpochMilli(row.getLong(6)));
    }
}
