package org.zizhu.fleet.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** The two databases that a fleet may have. What holds on one holds on the other, so tests that store anything run on both. */
public enum Store {
    SQLITE {
        @Override
        public String url(Path folder) {
            return "jdbc:sqlite:" + folder.resolve("fleet.sqlite");
        }
    },
    POSTGRESQL {
        @Override
        public String url(Path folder) {
            String name = "fleet" + Server.MADE.incrementAndGet();
            Server.run("CREATE DATABASE " + name);
            return Server.RUNNING.getJdbcUrl("postgres", name);
        }
    };

    /** The address of a new, empty database. */
    public abstract String url(Path folder);

    public Database open(Path folder) {
        return Database.at(url(folder));
    }

    /** Takes a PostgreSQL database away, with all connections to it, as a server that dies does; or gives it back. */
    public static void away(String url, boolean away) {
        Server.run("ALTER DATABASE " + name(url) + " WITH ALLOW_CONNECTIONS " + !away);
        if (away) {
            Server.hangUp(name(url));
        }
    }

    /** Ends all connections to a PostgreSQL database; whoever connects from now on finds one that takes no writes, or that takes them again. */
    static void standby(String url, boolean standby) {
        Server.run("ALTER DATABASE " + name(url) + " SET default_transaction_read_only = " + standby);
        Server.hangUp(name(url));
    }

    private static String name(String url) {
        return url.replaceFirst(".*/(fleet[0-9]+).*", "$1");
    }

    /** One real server for all tests of this JVM; it ends with it. */
    private static final class Server {
        private static final AtomicInteger MADE = new AtomicInteger();
        private static final EmbeddedPostgres RUNNING = start();

        private static void run(String sql) {
            try (Connection connection = DriverManager.getConnection(RUNNING.getJdbcUrl("postgres", "postgres"));
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        private static void hangUp(String name) {
            run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
        }

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
