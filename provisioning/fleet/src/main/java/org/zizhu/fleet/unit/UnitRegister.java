package org.zizhu.fleet.unit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.store.Sql;

/** The units. Each method is part of its caller's transaction. */
public final class UnitRegister {

    private UnitRegister() {}

    public static Optional<Unit> find(Connection connection, UnitId id) throws SQLException {
        return Sql.first(connection, "SELECT * FROM unit WHERE id = ?", UnitRegister::unit, id.value());
    }

    /** Those of a division and what lies in it, by id. */
    public static List<Unit> in(Connection connection, Division division) throws SQLException {
        return Sql.list(
                connection,
                "SELECT * FROM unit WHERE division LIKE ? ORDER BY id",
                UnitRegister::unit,
                division.prefix() + "%");
    }

    /** A new one, of which nothing is known but where it is to stand; false if there is one of this id. */
    public static boolean add(Connection connection, UnitId id, Division division, Instant now) throws SQLException {
        return Sql.run(
                        connection,
                        "INSERT INTO unit (id, division, standing, generation, made_at) VALUES (?, ?, 'awaited', 0, ?)"
                                + " ON CONFLICT (id) DO NOTHING",
                        id.value(),
                        division.code(),
                        now.toEpochMilli())
                == 1;
    }

    /** Begins the next generation: whatever was certified before is revoked, its session is over; the history stays. */
    public static long nextGeneration(Connection connection, UnitId id) throws SQLException {
        Sql.run(connection, "UPDATE certificate SET standing = 'revoked' WHERE unit = ?", id.value());
        Sql.run(connection, "DELETE FROM session WHERE unit = ?", id.value());
        Sql.run(
                connection,
                "UPDATE unit SET standing = 'enrolled', generation = generation + 1 WHERE id = ?",
                id.value());
        return Sql.number(connection, "SELECT generation FROM unit WHERE id = ?", id.value());
    }

    /** Takes all certificates away: by an operator's will, or because there are two of it. */
    public static void bar(Connection connection, UnitId id, Standing why) throws SQLException {
        Sql.run(connection, "UPDATE certificate SET standing = 'revoked' WHERE unit = ?", id.value());
        // Wherever it is connected, nothing that it says is taken any more.
        Sql.run(connection, "DELETE FROM session WHERE unit = ?", id.value());
        Sql.run(connection, "UPDATE unit SET standing = ? WHERE id = ?", why.stored(), id.value());
    }

    private static Unit unit(ResultSet row) throws SQLException {
        return new Unit(
                new UnitId(row.getString("id")),
                new Division(row.getString("division")),
                Standing.of(row.getString("standing")),
                row.getLong("generation"));
    }
}
