package org.zizhu.platform.payment.emulator;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a provider keeps its book: what it has said to anybody is in here before, and is there after any end. Used by the book alone,
 * under its lock.
 */
final class Vault implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Connection connection;

    private Vault(String url) {
        try {
            connection = DriverManager.getConnection(url);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = FULL");
                statement.execute("CREATE TABLE IF NOT EXISTS trade"
                        + " (number TEXT NOT NULL UNIQUE, content TEXT NOT NULL, serial INTEGER NOT NULL) STRICT");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the provider's book can't be opened", e);
        }
    }

    /** In a file, which is made where there is none. */
    static Vault in(Path file) {
        return new Vault("jdbc:sqlite:" + file);
    }

    /** One that ends with its provider. */
    static Vault inMemory() {
        return new Vault("jdbc:sqlite::memory:");
    }

    /** All that is kept, the oldest first. */
    List<Trade> trades() {
        List<Trade> trades = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT content FROM trade ORDER BY rowid")) {
            while (row.next()) {
                trades.add(JSON.readValue(row.getString(1), Trade.class));
            }
            return trades;
        } catch (SQLException e) {
            throw new IllegalStateException("the provider's book can't be read", e);
        }
    }

    /** The last number that was given to anything. */
    long serial() {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(max(serial), 0) FROM trade")) {
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the provider's book can't be read", e);
        }
    }

    /** Keeps a trade as it is now; it is durable when this returns. */
    void keep(Trade trade, long serial) {
        try (PreparedStatement upsert = connection.prepareStatement("INSERT INTO trade VALUES (?, ?, ?)"
                + " ON CONFLICT (number) DO UPDATE SET content = excluded.content, serial = excluded.serial")) {
            upsert.setString(1, trade.number());
            upsert.setString(2, JSON.writeValueAsString(trade));
            upsert.setLong(3, serial);
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the provider's book can't be written", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the provider's book can't be closed", e);
        }
    }
}
