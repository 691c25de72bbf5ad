package org.zizhu.fleet.link;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.zizhu.fleet.store.Sql;

/**
 * This server among those that share one database: each says again and again that it is there. Who has not been heard for {@link #DEAD_AFTER}
 * is dead, and its units are gone until they say hello to another. A new start is a new node. Nodes' clocks must agree within some seconds. Each
 * method is part of its caller's transaction.
 */
final class Node {

    /** So often it says that it is there. */
    static final Duration EVERY = Duration.ofSeconds(5);
    /** A database that is slow for a while kills nobody. */
    static final Duration DEAD_AFTER = Duration.ofSeconds(30);
    /** Who could not say so itself for so long has been without the database, as all may have been: first they may speak. */
    static final Duration AWAY_AFTER = Duration.ofSeconds(15);

    private final String id = UUID.randomUUID().toString();

    String id() {
        return id;
    }

    /** From now on it is one of them; whatever units have no living node are gone. */
    void begin(Connection connection, Instant now) throws SQLException {
        Sql.run(connection, "INSERT INTO node (id, heard_at) VALUES (?, ?)", id, now.toEpochMilli());
        takeOffTheDead(connection, now);
        theirUnitsAreGone(connection, now);
    }

    /**
     * It is still there, and looks after those who are not.
     *
     * @return false if the others have given it up meanwhile: to them its units are gone
     */
    boolean stay(Connection connection, Instant now) throws SQLException {
        Optional<Instant> before = Sql.first(
                connection, "SELECT heard_at FROM node WHERE id = ?", row -> Instant.ofEpochMilli(row.getLong(1)), id);
        Sql.run(
                connection,
                "INSERT INTO node (id, heard_at) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET heard_at = excluded.heard_at",
                id,
                now.toEpochMilli());
        boolean judges = before.isPresent() && now.isBefore(before.get().plus(AWAY_AFTER));
        if (judges && takeOffTheDead(connection, now) > 0) {
            theirUnitsAreGone(connection, now);
        }
        return before.isPresent();
    }

    /** It goes, and its units have been told. */
    void leave(Connection connection, Instant now) throws SQLException {
        Sql.run(connection, "DELETE FROM node WHERE id = ?", id);
        theirUnitsAreGone(connection, now);
    }

    private static int takeOffTheDead(Connection connection, Instant now) throws SQLException {
        return Sql.run(
                connection,
                "DELETE FROM node WHERE heard_at < ?",
                now.minus(DEAD_AFTER).toEpochMilli());
    }

    private static void theirUnitsAreGone(Connection connection, Instant now) throws SQLException {
        Sql.run(
                connection,
                "UPDATE presence SET gone_at = ? WHERE gone_at IS NULL"
                        + " AND (node IS NULL OR node NOT IN (SELECT id FROM node))",
                now.toEpochMilli());
    }
}
