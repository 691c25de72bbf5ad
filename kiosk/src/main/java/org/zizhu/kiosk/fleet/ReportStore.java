package org.zizhu.kiosk.fleet;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.kiosk.journal.JournalFailure;
import org.zizhu.kiosk.journal.SqliteFile;
import org.zizhu.kiosk.journal.Witness;

/**
 * What a unit has to tell its fleet, for as long as it is not acknowledged; the session that tells it from its copy; and the commands that it
 * knows. An SQLite file of its own: what a method has returned from survives a power cut. Every method throws {@link JournalFailure} when the
 * file can't be written or read. Thread-safe.
 */
final class ReportStore implements AutoCloseable {

    /** Some three weeks of telemetry; then every other one of the older half goes, again and again. Facts stay for ever. */
    static final int MOST_TELEMETRY = 2_000;

    /** The fleet repeats only what is not finished; this many that are finished are remembered all the same. */
    private static final int MOST_FINISHED = 500;

    private static final int JOURNAL_BYTES = 16;

    private static final String SCHEMA =
            """
            CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS report (
                seq INTEGER PRIMARY KEY AUTOINCREMENT,
                fact TEXT NOT NULL,
                telemetry INTEGER NOT NULL,
                at INTEGER NOT NULL,
                run TEXT NOT NULL,
                nanos INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX IF NOT EXISTS report_telemetry ON report (seq) WHERE telemetry = 1;
            CREATE TABLE IF NOT EXISTS command (
                seq INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                arguments TEXT NOT NULL,
                stage TEXT NOT NULL,
                reason TEXT,
                result TEXT
            ) STRICT;
            """;

    private static final String JOURNAL = "journal";
    private static final String SESSION = "session";

    /**
     * A report as it is sent.
     *
     * @param fact as JSON
     * @param ageMs how old it is; empty if the unit was restarted since
     */
    record Report(long seq, Instant at, Optional<Long> ageMs, String fact) {}

    /**
     * A command that this unit knows.
     *
     * @param arguments as JSON
     * @param result as JSON
     */
    record Known(
            String id,
            String name,
            String arguments,
            Fact.Stage stage,
            @Nullable String reason,
            @Nullable String result) {}

    private final SqliteFile file;
    private final InstantSource clock;
    private final MonotonicClock nanos;
    private final SecureRandom random;
    /** Tells this run of the unit from those before, whose monotonic times mean nothing any more. */
    private final String run;

    private volatile Runnable onReport = () -> {};

    ReportStore(Path file, InstantSource clock, MonotonicClock nanos, SecureRandom random) {
        this.file = new SqliteFile(file, SCHEMA, Witness.NONE);
        this.clock = clock;
        this.nanos = nanos;
        this.random = random;
        this.run = secret();
        if (kept(JOURNAL).isEmpty()) {
            newJournal();
        }
    }

    /** From now on told, on the thread that reports, that there is something new. */
    void onReport(Runnable told) {
        onReport = told;
    }

    // --- reports ----------------------------------------------------------------------------------------------------

    /** The random name that the numbers of the reports belong to. */
    synchronized String journal() {
        return kept(JOURNAL).orElseThrow();
    }

    /** The fleet knows numbers that this store has never given: it is an old copy, and begins anew. */
    synchronized void newJournal() {
        keep(JOURNAL, secret());
    }

    /** Puts reports behind the others: all of them, or none. */
    void report(List<? extends Fact> facts) {
        synchronized (this) {
            var unused = file.atomically(() -> {
                facts.forEach(this::add);
                thin();
                return 0L;
            });
        }
        onReport.run();
    }

    private void add(Fact fact) {
        file.update(
                "INSERT INTO report (fact, telemetry, at, run, nanos) VALUES (?, ?, ?, ?, ?)",
                Wire.write(fact),
                fact instanceof Fact.Telemetry ? 1 : 0,
                clock.instant().toEpochMilli(),
                run,
                nanos.nanos());
    }

    private void thin() {
        if (file.count("SELECT count(*) FROM report WHERE telemetry = 1") > MOST_TELEMETRY) {
            file.update("DELETE FROM report WHERE seq IN (SELECT seq FROM (SELECT seq, row_number() OVER (ORDER BY seq)"
                    + " AS place FROM report WHERE telemetry = 1) WHERE place % 2 = 0 AND place < "
                    + MOST_TELEMETRY / 2 + ")");
        }
    }

    /** Those that come after a number, oldest first. */
    synchronized List<Report> after(long seq, int most) {
        List<Report> reports = new ArrayList<>();
        long now = nanos.nanos();
        file.query(
                "SELECT seq, at, run, nanos, fact FROM report WHERE seq > ? ORDER BY seq LIMIT ?",
                row -> reports.add(new Report(
                        row.getLong(1),
                        Instant.ofEpochMilli(row.getLong(2)),
                        row.getString(3).equals(run)
                                ? Optional.of(Math.max(0, (now - row.getLong(4)) / 1_000_000))
                                : Optional.empty(),
                        row.getString(5))),
                seq,
                most);
        return reports;
    }

    /** The fleet has them, up to this one. */
    synchronized void acknowledged(long upTo) {
        file.update("DELETE FROM report WHERE seq <= ?", upTo);
    }

    /** The highest number that was ever given; 0 for none. */
    synchronized long lastNumber() {
        return file.count("SELECT seq FROM sqlite_sequence WHERE name = 'report'");
    }

    synchronized long waiting() {
        return file.count("SELECT count(*) FROM report");
    }

    // --- the session ------------------------------------------------------------------------------------------------

    /** What the last welcome gave, as JSON. */
    synchronized Optional<String> session() {
        return kept(SESSION);
    }

    synchronized void session(String given) {
        keep(SESSION, given);
    }

    /** A new enrolment begins without one. */
    synchronized void forgetSession() {
        file.update("DELETE FROM kept WHERE name = ?", SESSION);
    }

    // --- what is kept by name ---------------------------------------------------------------------------------------

    synchronized Optional<String> kept(String name) {
        List<String> values = new ArrayList<>(1);
        file.query("SELECT value FROM kept WHERE name = ?", row -> values.add(row.getString(1)), name);
        return values.stream().findFirst();
    }

    synchronized void keep(String name, String value) {
        file.update(
                "INSERT INTO kept (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                name,
                value);
    }

    // --- commands ---------------------------------------------------------------------------------------------------

    synchronized Optional<Known> command(String id) {
        return commands("WHERE id = ?", id).stream().findFirst();
    }

    /** Those of which more is to come, oldest first. */
    synchronized List<Known> unfinished() {
        return commands("WHERE stage IN ('RECEIVED', 'STARTED') ORDER BY seq");
    }

    private List<Known> commands(String which, Object... values) {
        List<Known> known = new ArrayList<>();
        file.query(
                "SELECT id, name, arguments, stage, reason, result FROM command " + which,
                row -> known.add(new Known(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        Fact.Stage.valueOf(row.getString(4)),
                        row.getString(5),
                        row.getString(6))),
                values);
        return known;
    }

    /** A command is known from now on, and reaches a stage, of which the fleet is told: both or neither. */
    void reach(Known command) {
        synchronized (this) {
            var unused = file.atomically(() -> {
                file.update(
                        "INSERT INTO command (id, name, arguments, stage, reason, result) VALUES (?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (id) DO UPDATE SET stage = excluded.stage, reason = excluded.reason,"
                                + " result = excluded.result",
                        command.id,
                        command.name,
                        command.arguments,
                        command.stage.name(),
                        command.reason,
                        command.result);
                add(Commands.fact(command));
                file.update("DELETE FROM command WHERE stage NOT IN ('RECEIVED', 'STARTED') AND seq <="
                        + " (SELECT max(seq) FROM command) - " + MOST_FINISHED);
                return 0L;
            });
        }
        onReport.run();
    }

    private String secret() {
        byte[] bytes = new byte[JOURNAL_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public synchronized void close() {
        file.close();
    }
}
