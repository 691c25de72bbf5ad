package org.zizhu.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.fleet.report.Present;
import org.zizhu.fleet.report.ReportBook;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.store.Store;
import org.zizhu.fleet.unit.Division;

/** A fleet on a clock that is moved by hand, and a look into its database. */
public abstract class WithFleet {

    @TempDir
    protected Path folder;

    protected final HandClock clock = new HandClock();
    private String url;
    private int port;
    private Fleet fleet;

    /** The running fleet; started when it is asked for. */
    protected Fleet fleet() {
        return fleet(Store.SQLITE);
    }

    protected Fleet fleet(Store store) {
        if (url == null) {
            url = store.url(folder);
        }
        return fleet(url);
    }

    /** On a database of the test's own. */
    protected Fleet fleet(String databaseUrl) {
        url = databaseUrl;
        if (fleet == null) {
            try {
                fleet = Fleet.start(new Settings(
                        folder, url, "127.0.0.1", "127.0.0.1", port, 0, new Division("430100"), clock, clock));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            port = fleet.port();
        }
        return fleet;
    }

    protected String databaseUrl() {
        return url;
    }

    /** At the same address, with the same folder. */
    protected void restart() {
        close();
        fleet();
    }

    /** Waits until it is so. */
    protected static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(TestUnit.PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("it never came about");
            }
            Thread.onSpinWait();
        }
    }

    /** Lets time go by, and the fleet look around. */
    protected void pass(Duration time) {
        clock.advance(time);
        fleet.lookAround();
    }

    @AfterEach
    void close() {
        if (fleet != null) {
            fleet.close();
            fleet = null;
        }
    }

    /** Reads as somebody else: only what is durable. */
    protected <T> T read(Database.Work<T> work) {
        try (Connection connection = DriverManager.getConnection(url)) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    protected long reports(TestUnit unit) {
        return read(connection -> Sql.number(
                connection,
                "SELECT count(*) FROM report WHERE unit = ?",
                unit.id().value()));
    }

    /** What the fleet holds to be so; {@code -} for nothing. */
    protected String state(TestUnit unit, String kind, String name) {
        return read(connection -> ReportBook.present(connection, unit.id())).stream()
                .filter(present -> present.kind().equals(kind) && present.name().equals(name))
                .map(Present::state)
                .findFirst()
                .orElse("-");
    }
}
