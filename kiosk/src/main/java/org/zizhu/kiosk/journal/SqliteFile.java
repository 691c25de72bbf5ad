package org.zizhu.kiosk.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * An SQLite file in WAL mode with synchronous FULL: what a method has returned from survives a power cut. Every method throws {@link
 * JournalFailure} when it can't be written or read. Used by one thread at a time.
 */
public final class SqliteFile implements AutoCloseable {

    /** A second process (the listing) may read; it holds the file for moments, which are seconds on a machine that stands still. */
    private static final int BUSY_MILLIS = 10_000;

    private final Connection connection;
    private final Witness witness;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    /**
     * Opens it, making it if it is not there.
     *
     * @param schema statements that make what is not there yet, and leave alone what is
     */
    public SqliteFile(Path file, String schema, Witness witness) {
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
                statement.executeUpdate(schema);
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
    public interface Changes {
        long make();
    }

    /** Takes what it wants of each row. */
    @FunctionalInterface
    public interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** Writes all of it, or nothing. */
    public long atomically(Changes changes) {
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
    public long update(String sql, @Nullable Object... values) {
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

    /** The number of the new row. */
    public long insert(String sql, Object... values) {
        return count(sql + " RETURNING seq", values);
    }

    /** The one number that it asks for. */
    public long count(String sql, Object... values) {
        long[] count = {0};
        query(sql, row -> count[0] = row.getLong(1), values);
        return count[0];
    }

    public void query(String sql, RowReader reader, Object... values) {
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
    private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
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
