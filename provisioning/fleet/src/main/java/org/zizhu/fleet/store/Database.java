package org.zizhu.fleet.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * The fleet's database: one SQLite file (WAL, synchronous FULL), or PostgreSQL, also several of which one leads. Reads run in parallel, each on one snapshot. Writes are
 * done by one thread, which commits all that is waiting at once: a commit costs a disk flush, however much is in it. A write that fails
 * undoes only itself. A database that was away is found again with the next use. Thread-safe.
 */
public final class Database implements AutoCloseable {

    /** Something to do with the database, all or nothing. It must not wait for anything else. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * The same for several things of a kind, as many as wait: what each would ask or write is asked and written for all. If it can't be done for all of them,
     * it is done for each alone.
     */
    @FunctionalInterface
    public interface Bulk<I, T> {
        /** Returns what came of each, in their order. */
        List<T> on(Connection connection, List<I> items) throws SQLException;
    }

    /** One of several things to be done together. */
    private record Share<I, T>(Bulk<I, T> bulk, I item) implements Work<T> {
        @Override
        public T on(Connection connection) throws SQLException {
            return bulk.on(connection, List.of(item)).get(0);
        }
    }

    private static final int READERS = 4;
    /** One group: big enough to share the flush, small enough that the first in it does not wait noticeably. */
    private static final int GROUP = 256;
    /** What may wait; a database that is so far behind had better say that it can't. At full speed this is under a second's work. */
    private static final int MOST_WAITING = 20_000;

    private final Lane writer;
    private final BlockingQueue<Lane> readers = new ArrayBlockingQueue<>(READERS);
    private final BlockingQueue<Pending<?>> waiting = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::writeInGroups, "fleet-database");
    /** Guards the order of the last write and the end; after the end nothing more is queued. */
    private final Object gate = new Object();

    private final LongAdder commits = new LongAdder();
    private final LongAdder nanosCommitting = new LongAdder();

    private boolean closed;

    private Database(String url) throws SQLException {
        Dialect dialect = Dialect.of(url);
        writer = new Lane(dialect, url, false);
        // Before the migrations, for these settings stay with a SQLite file.
        writer.connection().commit();
        migrate(dialect, url);
        for (int i = 0; i < READERS; i++) {
            readers.add(new Lane(dialect, url, true));
        }
        thread.start();
    }

    /**
     * Opens the database and brings its tables up to date.
     *
     * @param url {@code jdbc:sqlite:…} or {@code jdbc:postgresql:…}, of one server or of several: {@code jdbc:postgresql://one,two,three/…}
     */
    public static Database at(String url) {
        try {
            return new Database(url);
        } catch (SQLException | FlywayException e) {
            throw new StoreFailed(e);
        }
    }

    /** Opens the SQLite file, and makes it where there is none. */
    public static Database in(Path file) {
        return at("jdbc:sqlite:" + file);
    }

    /** Does the work in one transaction; the result comes when it is durable, on the database's own thread, which must not be held. */
    public <T> CompletableFuture<T> submit(Work<T> work) {
        Pending<T> pending = new Pending<>(work);
        synchronized (gate) {
            if (closed) {
                return CompletableFuture.failedFuture(new StoreFailed("the database is closed"));
            }
            if (waiting.size() >= MOST_WAITING) {
                return CompletableFuture.failedFuture(new StoreFailed("too much is waiting for the database"));
            }
            waiting.add(pending);
        }
        return pending.done;
    }

    /** The same for one thing of several. */
    public <I, T> CompletableFuture<T> submit(Bulk<I, T> bulk, I item) {
        return submit(new Share<>(bulk, item));
    }

    /** Does the work in one transaction and returns when it is durable. */
    public <T> T write(Work<T> work) {
        try {
            return submit(work).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw new StoreFailed(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Does the work on one snapshot. */
    public <T> T read(Work<T> work) {
        Lane reader = borrow();
        try {
            Connection connection = reader.connection();
            try {
                return work.on(connection);
            } finally {
                // Whatever the work throws: whoever reads next must not be left on this snapshot.
                connection.rollback();
            }
        } catch (SQLException e) {
            reader.drop();
            throw new StoreFailed(e);
        } finally {
            readers.add(reader);
        }
    }

    /** Finishes what was asked for, then closes. */
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
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (int i = 0; i < READERS; i++) {
            borrow().drop();
        }
        writer.drop();
    }

    private Lane borrow() {
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

    /** How many commits there were, each of a group of writes. */
    public long commits() {
        return commits.sum();
    }

    /** How long they took, with the writes in them. */
    public Duration spentCommitting() {
        return Duration.ofNanos(nanosCommitting.sum());
    }

    /** How many writes wait. */
    public int waiting() {
        return waiting.size();
    }

    private void commit(List<Pending<?>> group) {
        long begun = System.nanoTime();
        try {
            Connection connection = writer.connection();
            for (List<Pending<?>> alike : alike(group)) {
                if (alike.size() == 1 || !Pending.runTogether(connection, alike)) {
                    alike.forEach(pending -> pending.run(connection));
                }
            }
            connection.commit();
            if (group.stream().anyMatch(Pending::demoted)) {
                writer.drop();
            }
            group.forEach(Pending::durable);
        } catch (SQLException e) {
            // What became of a commit that was cut is unknown: nobody is told that it is durable, and all of it may be
            // asked for again.
            writer.drop();
            group.forEach(pending -> pending.failed(e));
        } finally {
            commits.increment();
            nanosCommitting.add(System.nanoTime() - begun);
        }
    }

    /** In their order: those in a row that can be done together, and each other alone. */
    private static List<List<Pending<?>>> alike(List<Pending<?>> group) {
        List<List<Pending<?>>> all = new ArrayList<>();
        Object before = null;
        for (Pending<?> pending : group) {
            Object bulk = pending.work instanceof Share<?, ?> share ? share.bulk : null;
            if (bulk == null || bulk != before) {
                all.add(new ArrayList<>());
            }
            all.get(all.size() - 1).add(pending);
            before = bulk;
        }
        return all;
    }

    private static void migrate(Dialect dialect, String url) {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(url, null, null)
                .jdbcProperties(dialect.manners())
                .locations("classpath:org/zizhu/fleet/store")
                .placeholders(dialect.words())
                // Parts that were built side by side have their numbers beforehand: a database may have a later one
                // already.
                .outOfOrder(true)
                .load()
                .migrate();
    }

    /** One write on its way to the disk. */
    private static final class Pending<T> {
        private final @Nullable Work<T> work;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private @Nullable Runnable announce;
        private boolean demoted;

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
                } catch (SQLException e) {
                    connection.rollback(before);
                    failed(e);
                } catch (RuntimeException | Error e) {
                    connection.rollback(before);
                    done.completeExceptionally(e);
                }
            } catch (SQLException e) {
                failed(e);
            }
        }

        /** All of them, of one bulk; false if it failed for one, and nothing is done. */
        @SuppressWarnings("unchecked") // They were submitted to the same bulk.
        static boolean runTogether(Connection connection, List<Pending<?>> alike) throws SQLException {
            List<Share<Object, Object>> shares = alike.stream()
                    .map(pending -> (Share<Object, Object>) Objects.requireNonNull(pending.work))
                    .toList();
            Savepoint before = connection.setSavepoint();
            try {
                List<Object> results = shares.get(0)
                        .bulk
                        .on(connection, shares.stream().map(Share::item).toList());
                connection.releaseSavepoint(before);
                for (int i = 0; i < results.size(); i++) {
                    Pending<Object> pending = (Pending<Object>) alike.get(i);
                    Object result = results.get(i);
                    pending.announce = () -> pending.done.complete(result);
                }
                return true;
            } catch (SQLException | RuntimeException | Error e) {
                connection.rollback(before);
                return false;
            }
        }

        void durable() {
            if (announce != null) {
                announce.run();
            }
        }

        /** Whether it failed since the server takes no writes. */
        boolean demoted() {
            return demoted;
        }

        void failed(SQLException e) {
            demoted |= Dialect.demoted(e);
            done.completeExceptionally(new StoreFailed(e));
        }
    }
}
