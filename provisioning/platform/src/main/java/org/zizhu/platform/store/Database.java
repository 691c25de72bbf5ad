package org.zizhu.platform.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The city's one SQLite file (WAL, synchronous FULL). Reads run in parallel, each on one snapshot. Writes are done by one thread,
 * which commits all that is waiting at once: a commit costs a disk flush, however much is in it. A write that fails undoes only
 * itself. Thread-safe.
 */
public final class Database implements AutoCloseable {

    /** Something to do with the database, all or nothing. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** The database refused: the disk is full, the file is damaged, or a statement is wrong. */
    public static final class StoreFailed extends RuntimeException {
        StoreFailed(Throwable cause) {
            super(cause);
        }
    }

    private static final int READERS = 4;
    /** One group: big enough to share the flush, small enough that the first in it does not wait noticeably. */
    private static final int GROUP = 128;
    /**
     * Changes nothing, and takes the file for writing, or waits for it, before anything is read: a transaction that has only read so far would be refused at
     * once where somebody else has written meanwhile. (The driver's own immediate mode takes it again with each commit, for ever.)
     */
    private static final String HOLD = "DELETE FROM city WHERE FALSE";

    private final Connection writer;
    private final BlockingQueue<Connection> readers = new ArrayBlockingQueue<>(READERS);
    private final BlockingQueue<Pending<?>> waiting = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::writeInGroups, "city-database");
    /** Guards the order of the last write and the end; after the end nothing more is queued. */
    private final Object gate = new Object();

    private boolean closed;

    private Database(Path file) throws SQLException {
        writer = open(file);
        try (Statement statement = writer.createStatement()) {
            for (String sql : schema().split(";\\s*\n", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
        for (int i = 0; i < READERS; i++) {
            Connection reader = open(file);
            try (Statement statement = reader.createStatement()) {
                statement.execute("PRAGMA query_only = ON");
            }
            reader.setAutoCommit(false);
            readers.add(reader);
        }
        writer.setAutoCommit(false);
        thread.start();
    }

    /** Opens the file, and makes it with its tables where there is none. */
    public static Database in(Path file) {
        try {
            return new Database(file);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    /** Does the work in one transaction and returns when it is durable. */
    public <T> T write(Work<T> work) {
        Pending<T> pending = new Pending<>(work);
        synchronized (gate) {
            if (closed) {
                throw new IllegalStateException("the database is closed");
            }
            waiting.add(pending);
        }
        return pending.await();
    }

    /** Does the work on one snapshot. */
    public <T> T read(Work<T> work) {
        Connection reader = borrow();
        try {
            T result = work.on(reader);
            reader.rollback();
            return result;
        } catch (SQLException e) {
            throw new StoreFailed(e);
        } finally {
            readers.add(reader);
        }
    }

    /** Finishes what was asked for, then closes the file. */
    @Override
    public void close() {
        synchronized (gate) {
            if (closed) {
                return;
            }
            closed = true;
            waiting.add(new Pending<Boolean>(null));
        }
        try {
            thread.join();
            for (int i = 0; i < READERS; i++) {
                borrow().close();
            }
            writer.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private Connection borrow() {
        try {
            return readers.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreFailed(e);
        }
    }

    private void writeInGroups() {
        boolean last = false;
        while (!last) {
            List<Pending<?>> group = new ArrayList<>();
            try {
                group.add(waiting.take());
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts this thread", e);
            }
            waiting.drainTo(group, GROUP - 1);
            last = group.removeIf(Pending::isEnd);
            commit(group);
        }
    }

    private void commit(List<Pending<?>> group) {
        try (Statement hold = writer.createStatement()) {
            hold.executeUpdate(HOLD);
            group.forEach(pending -> pending.run(writer));
            writer.commit();
            group.forEach(Pending::durable);
        } catch (SQLException e) {
            group.forEach(pending -> pending.failed(e));
            undoAll();
        }
    }

    private void undoAll() {
        try {
            writer.rollback();
        } catch (SQLException e) {
            // The next write will meet the same trouble and say so to its caller.
            System.getLogger(Database.class.getName()).log(System.Logger.Level.ERROR, "rollback failed", e);
        }
    }

    private static Connection open(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA foreign_keys = ON");
            // Another process (a backup, a curious operator) may hold the file for a moment.
            statement.execute("PRAGMA busy_timeout = 5000");
        }
        return connection;
    }

    private static String schema() {
        try (InputStream in = Database.class.getResourceAsStream("schema.sql")) {
            if (in == null) {
                throw new IllegalStateException("schema.sql is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One write on its way to the disk. */
    private static final class Pending<T> {
        private final @Nullable Work<T> work;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private @Nullable Runnable announce;

        Pending(@Nullable Work<T> work) {
            this.work = work;
        }

        boolean isEnd() {
            return work == null;
        }

        /** Everything that the work may throw goes to its caller, and undoes only what it did. */
        void run(Connection connection) {
            if (work == null) {
                return;
            }
            try {
                Savepoint before = connection.setSavepoint();
                try {
                    T result = work.on(connection);
                    connection.releaseSavepoint(before);
                    announce = () -> done.complete(result);
                } catch (SQLException | RuntimeException | Error e) {
                    connection.rollback(before);
                    done.completeExceptionally(e);
                }
            } catch (SQLException e) {
                done.completeExceptionally(e);
            }
        }

        void durable() {
            if (announce != null) {
                announce.run();
            }
        }

        void failed(SQLException e) {
            done.completeExceptionally(e);
        }

        T await() {
            try {
                return done.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException own) {
                    throw own;
                }
                throw new StoreFailed(e.getCause() == null ? e : e.getCause());
            }
        }
    }
}
