package org.zizhu.kiosk.journal;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
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

    private static final ObjectMapper JSON = JsonMapper.shared();

    private final JournalFile file;
    private final InstantSource clock;
    private final Consumer<? super Entry> afterAppend;

    private Journal(JournalFile file, InstantSource clock, Consumer<? super Entry> afterAppend) {
        this.file = file;
        this.clock = clock;
        this.afterAppend = afterAppend;
    }

    /** Opens the journal, making it if it is not there. */
    public static Journal open(Path file, InstantSource clock) {
        return open(file, clock, entry -> {});
    }

    /**
     * The same, telling of each entry after it has become durable and before anything else happens.
     *
     * @param afterAppend called on the thread that appended
     */
    public static Journal open(Path file, InstantSource clock, Consumer<? super Entry> afterAppend) {
        return new Journal(new JournalFile(file), clock, afterAppend);
    }

    /** Opens a transaction. */
    public synchronized void begin(String transaction, String item) {
        file.update("INSERT INTO transactions (id, item, opened_at) VALUES (?, ?, ?)", transaction, item, now());
    }

    /** Writes one entry, and with it (both or neither) what the platform has to be told. */
    public void append(
            String transaction, Entry.Step step, Phase phase, Map<String, String> facts, Message... messages) {
        Instant at = clock.instant();
        long seq;
        synchronized (this) {
            seq = file.atomically(() -> {
                enqueue(messages);
                return entry(transaction, step, phase, facts, at);
            });
        }
        afterAppend.accept(new Entry(seq, transaction, step, phase, facts, at));
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
        afterAppend.accept(new Entry(seq, transaction, step, phase, facts, at));
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
        List<OpenTransaction> open = new ArrayList<>();
        file.query(
                "SELECT id, item FROM transactions WHERE settled_at IS NULL ORDER BY opened_at, id",
                row -> open.add(new OpenTransaction(row.getString(1), row.getString(2), entries(row.getString(1)))));
        return open;
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
        List<Entry> newest = new ArrayList<>(1);
        file.query(
                "SELECT seq, transaction_id, step, phase, facts, at FROM entry WHERE step = ? AND phase = 'DONE'"
                        + " ORDER BY seq DESC LIMIT 1",
                row -> newest.add(entry(row)),
                step.name());
        return newest.stream().findFirst();
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

    /** How many messages wait for the platform. */
    public synchronized long waitingMessages() {
        return file.count("SELECT count(*) FROM outbox WHERE answered_at IS NULL");
    }

    /** Writes and undoes: whether an intent could be made durable now. */
    public synchronized boolean writable() {
        try {
            file.update("INSERT INTO transactions (id, item, opened_at) VALUES ('probe', 'probe', 0)");
            file.update("DELETE FROM transactions WHERE id = 'probe'");
            return true;
        } catch (JournalFailure e) {
            return false;
        }
    }

    /** The pages that came out of the document printer since a moment. */
    public synchronized long pagesPrintedSince(Instant since) {
        return file.count(
                "SELECT coalesce(sum(CAST(facts ->> 'pages' AS INTEGER)), 0) FROM entry"
                        + " WHERE step = 'PRINT' AND phase <> 'INTENT' AND at >= ?",
                since.toEpochMilli());
    }

    /** The receipts of transactions that were printed, or may have been, since a moment. */
    public synchronized long receiptsPrintedSince(Instant since) {
        return file.count(
                "SELECT count(*) FROM entry WHERE step = 'RECEIPT' AND phase IN ('DONE', 'UNKNOWN') AND at >= ?",
                since.toEpochMilli());
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
