package org.zizhu.kiosk.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/**
 * The SQLite file of a {@link Journal}, in WAL mode with synchronous FULL. Every method throws {@link JournalFailure} when it can't be
 * written or read. Used by one thread at a time.
 */
final class JournalFile implements AutoCloseable {

    /** A second process (the listing) may read; it never holds the file for longer. */
    private static final int BUSY_MILLIS = 2_000;

    private static final String SCHEMA =
            """
            CREATE TABLE IF NOT EXISTS transactions (
                id TEXT PRIMARY KEY,
                item TEXT NOT NULL,
                opened_at INTEGER NOT NULL,
                settled_at INTEGER,
                outcome TEXT,
                CHECK ((settled_at IS NULL) = (outcome IS NULL))
            ) STRICT;
            CREATE TABLE IF NOT EXISTS entry (
                seq INTEGER PRIMARY KEY AUTOINCREMENT,
                transaction_id TEXT NOT NULL REFERENCES transactions (id),
                step TEXT NOT NULL,
                phase TEXT NOT NULL CHECK (phase IN ('INTENT', 'DONE', 'FAILED', 'UNKNOWN')),
                facts TEXT NOT NULL,
                at INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX IF NOT EXISTS entry_by_transaction ON entry (transaction_id);
            CREATE INDEX IF NOT EXISTS entry_of_service ON entry (step, seq) WHERE step = 'SERVICE';
            CREATE INDEX IF NOT EXISTS entry_of_blank ON entry (step, seq) WHERE step = 'BLANK';
            CREATE INDEX IF NOT EXISTS transaction_open ON transactions (id) WHERE settled_at IS NULL;
            CREATE TABLE IF NOT EXISTS outbox (
                seq INTEGER PRIMARY KEY AUTOINCREMENT,
                path TEXT NOT NULL,
                key TEXT NOT NULL UNIQUE,
                body TEXT NOT NULL,
                answered_at INTEGER,
                answer TEXT
            ) STRICT;
            CREATE TABLE IF NOT EXISTS supply_load (
                supply TEXT NOT NULL,
                amount INTEGER NOT NULL CHECK (amount > 0),
                at INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE IF NOT EXISTS accepted_code (
                digest TEXT PRIMARY KEY,
                forget_after INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS enrolled_staff (
                certificate TEXT PRIMARY KEY,
                until INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS acting (
                agent TEXT NOT NULL,
                at INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE IF NOT EXISTS stock_move (
                seq INTEGER PRIMARY KEY AUTOINCREMENT,
                entry INTEGER NOT NULL REFERENCES entry (seq),
                transaction_id TEXT NOT NULL REFERENCES transactions (id),
                store TEXT NOT NULL,
                source TEXT NOT NULL,
                target TEXT NOT NULL CHECK (target <> source),
                count INTEGER NOT NULL CHECK (count > 0),
                first TEXT NOT NULL,
                last TEXT NOT NULL,
                at INTEGER NOT NULL,
                UNIQUE (transaction_id, store, source, target, first)
            ) STRICT;
            CREATE INDEX IF NOT EXISTS stock_move_by_store ON stock_move (store, at);
            CREATE INDEX IF NOT EXISTS entry_of_print ON entry (at) WHERE step = 'PRINT';
            CREATE INDEX IF NOT EXISTS entry_of_receipt ON entry (at) WHERE step = 'RECEIPT';
            CREATE INDEX IF NOT EXISTS entry_of_exchange ON entry (step, seq) WHERE step = 'EXCHANGE';
            CREATE INDEX IF NOT EXISTS transaction_unknown ON transactions (opened_at) WHERE outcome = 'unknown';
            CREATE INDEX IF NOT EXISTS outbox_waiting ON outbox (seq) WHERE answered_at IS NULL;
            """;

    private final Connection connection;
    private final Witness witness;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private long changes;

    /** Opens it, making it if it is not there. */
    JournalFile(Path file, Witness witness) {
        this.witness = witness;
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        // What has been deleted must not stay readable in free pages.
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        // Sorting and indexing never spill into temporary files.
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        try {
            connection = config.createConnection("jdbc:sqlite:" + file);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(SCHEMA);
            }
        } catch (SQLException e) {
            throw new JournalFailure(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new JournalFailure(e);
        }
    }

    /** What is written together, or not at all. */
    @FunctionalInterface
    interface Changes {
        long make();
    }

    /** Takes what it wants of each row. */
    @FunctionalInterface
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** Writes all of it, or nothing. */
    long atomically(Changes changes) {
        try {
            connection.setAutoCommit(false);
            try {
                long result = changes.make();
                witness.commits();
                connection.commit();
                witness.committed();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** How many rows it changed. */
    long update(String sql, Object... values) {
        changes++;
        try {
            PreparedStatement statement = prepare(sql, values);
            boolean commits = connection.getAutoCommit();
            if (commits) {
                witness.commits();
            }
            long changed = statement.executeUpdate();
            if (commits) {
                witness.committed();
            }
            return changed;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** How often something was written, or was to be. */
    long changes() {
        return changes;
    }

    /** The number of the new row. */
    long insert(String sql, Object... values) {
        changes++;
        return count(sql + " RETURNING seq", values);
    }

    /** The one number that it asks for. */
    long count(String sql, Object... values) {
        long[] count = {0};
        query(sql, row -> count[0] = row.getLong(1), values);
        return count[0];
    }

    void query(String sql, RowReader reader, Object... values) {
        try (ResultSet rows = prepare(sql, values).executeQuery()) {
            while (rows.next()) {
                reader.read(rows);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** A statement that has failed would fail again, though the disk has room by then: all are prepared anew. */
    private JournalFailure failed(SQLException why) {
        for (PreparedStatement statement : prepared.values()) {
            try {
                statement.close();
            } catch (SQLException e) {
                why.addSuppressed(e);
            }
        }
        prepared.clear();
        return new JournalFailure(why);
    }

    /** Each statement is understood once: a kiosk at rest asks the same few questions every few seconds, for years. */
    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
