package org.zizhu.fleet.link;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.Said;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.unit.Standing;

/**
 * Whether a unit is there, and what it said of itself with its last hello.
 *
 * @param commands names of those that it can carry out
 * @param clockOffset the fleet's clock less the unit's
 * @param gone null while it is connected
 */
public record Presence(
        String software,
        List<String> commands,
        boolean clockTrusted,
        Duration clockOffset,
        Instant connected,
        @Nullable Instant gone) {

    /** A unit as the database has it: where it is, under which session, and whether it may be anywhere. */
    record Place(UnitId unit, long epoch, String node, boolean gone, Standing standing) {}

    static void arrived(Connection connection, UnitId unit, Said.Hello hello, long epoch, String node, Instant now)
            throws SQLException {
        Sql.run(
                connection,
                "INSERT INTO presence (unit, software, commands, clock_trusted, clock_offset_ms, connected_at, gone_at, epoch, node)"
                        + " VALUES (?, ?, ?, ?, ?, ?, NULL, ?, ?) ON CONFLICT (unit) DO UPDATE SET software = excluded.software,"
                        + " commands = excluded.commands, clock_trusted = excluded.clock_trusted,"
                        + " clock_offset_ms = excluded.clock_offset_ms, connected_at = excluded.connected_at, gone_at = NULL,"
                        + " epoch = excluded.epoch, node = excluded.node",
                unit.value(),
                hello.software(),
                String.join(" ", hello.commands()),
                hello.clockTrusted() ? 1 : 0,
                Duration.between(hello.unitTime(), now).toMillis(),
                now.toEpochMilli(),
                epoch,
                node);
    }

    /** Its connection has ended, unless it has come back by another since. */
    static void left(Connection connection, UnitId unit, long epoch, Instant now) throws SQLException {
        Sql.run(
                connection,
                "UPDATE presence SET gone_at = ? WHERE unit = ? AND epoch = ? AND gone_at IS NULL",
                now.toEpochMilli(),
                unit.value(),
                epoch);
    }

    /** All units that have ever been there. */
    static List<Place> everywhere(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                "SELECT p.unit, p.epoch, p.node, p.gone_at, u.standing FROM presence p JOIN unit u ON u.id = p.unit",
                row -> {
                    String node = row.getString(3);
                    return new Place(
                            new UnitId(row.getString(1)),
                            row.getLong(2),
                            node == null ? "" : node,
                            Sql.optionalLong(row, "gone_at").isPresent(),
                            Standing.of(row.getString(5)));
                });
    }

    public static Optional<Presence> of(Connection connection, UnitId unit) throws SQLException {
        return Sql.first(
                connection,
                "SELECT * FROM presence WHERE unit = ?",
                row -> {
                    var gone = Sql.optionalLong(row, "gone_at");
                    return new Presence(
                            row.getString("software"),
                            List.of(row.getString("commands").split(" ")),
                            row.getInt("clock_trusted") == 1,
                            Duration.ofMillis(row.getLong("clock_offset_ms")),
                            Instant.ofEpochMilli(row.getLong("connected_at")),
                            gone.isPresent() ? Instant.ofEpochMilli(gone.getAsLong()) : null);
                },
                unit.value());
    }
}
