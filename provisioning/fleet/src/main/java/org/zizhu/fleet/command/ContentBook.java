package org.zizhu.fleet.command;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.store.Sql;

/** What units have fetched by a command, for as long as it is kept. Each method is part of its caller's transaction. */
public final class ContentBook {

    /** Long enough for who looks into a fault after the weekend. */
    static final Duration KEPT = Duration.ofDays(7);

    private ContentBook() {}

    /** Takes it, the first time it comes; false where nothing of that kind was asked of this unit, or it is over. */
    public static boolean take(
            Connection connection, UnitId unit, String command, String mediaType, byte[] body, Instant now)
            throws SQLException {
        Optional<Command> asked = CommandBook.find(connection, command)
                .filter(found -> found.unit().equals(unit))
                .filter(found -> !found.progress().over())
                .filter(found -> found.deed().mediaType().equals(Optional.of(mediaType)));
        if (asked.isEmpty()) {
            return false;
        }
        Sql.run(
                connection,
                "INSERT INTO content (command, body, received_at) VALUES (?, ?, ?) ON CONFLICT (command) DO NOTHING",
                command,
                body,
                now.toEpochMilli());
        return true;
    }

    public static Optional<byte[]> of(Connection connection, String command) throws SQLException {
        return Sql.first(connection, "SELECT body FROM content WHERE command = ?", row -> row.getBytes(1), command);
    }

    /** Those commands of a unit of which there is something. */
    public static Set<String> of(Connection connection, UnitId unit) throws SQLException {
        return new HashSet<>(Sql.list(
                connection,
                "SELECT c.id FROM command c JOIN content t ON t.command = c.id WHERE c.unit = ?",
                row -> row.getString(1),
                unit.value()));
    }

    /** What has been kept long enough goes. */
    static int forget(Connection connection, Instant now) throws SQLException {
        return Sql.run(
                connection,
                "DELETE FROM content WHERE received_at <= ?",
                now.minus(KEPT).toEpochMilli());
    }
}
