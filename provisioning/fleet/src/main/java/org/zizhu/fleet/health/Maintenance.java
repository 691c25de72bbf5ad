package org.zizhu.fleet.health;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.unit.Acts;

/**
 * A unit is being worked on: what goes wrong with it raises no alarm until then. It always ends by itself. Each method is part of its
 * caller's transaction.
 */
public record Maintenance(Instant until, String by) {

    /** Whoever needs longer says so again. */
    public static final Duration LONGEST = Duration.ofDays(3);

    /** Begins it, or gives it another end. */
    public static void begin(Connection connection, UnitId unit, Duration length, String actor, Instant now)
            throws SQLException {
        if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("an impossible length");
        }
        Sql.run(
                connection,
                "INSERT INTO maintenance (unit, until, made_by) VALUES (?, ?, ?)"
                        + " ON CONFLICT (unit) DO UPDATE SET until = excluded.until, made_by = excluded.made_by",
                unit.value(),
                now.plus(length).toEpochMilli(),
                actor);
        Acts.record(connection, now, actor, "begin-maintenance", unit, length.toString());
    }

    public static void end(Connection connection, UnitId unit, String actor, Instant now) throws SQLException {
        Sql.run(connection, "DELETE FROM maintenance WHERE unit = ?", unit.value());
        Acts.record(connection, now, actor, "end-maintenance", unit, "-");
    }

    /** What is so now. */
    public static Optional<Maintenance> of(Connection connection, UnitId unit, Instant now) throws SQLException {
        return Sql.first(
                connection,
                "SELECT until, made_by FROM maintenance WHERE unit = ? AND until > ?",
                row -> new Maintenance(Instant.ofEpochMilli(row.getLong(1)), row.getString(2)),
                unit.value(),
                now.toEpochMilli());
    }
}
