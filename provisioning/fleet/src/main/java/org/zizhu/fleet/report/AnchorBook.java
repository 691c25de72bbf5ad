package org.zizhu.fleet.report;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.unit.Acts;

/** What units have told of the heads of their operations logs. Each method is part of its caller's transaction. */
public final class AnchorBook {

    /**
     * A head that was told.
     *
     * @param generation the enrolment under which it was
     * @param hash of the record, by which the next one names it
     * @param key SubjectPublicKeyInfo in DER, base64
     * @param another whether the log is not the one that was told of before in this enrolment
     */
    public record Anchor(long generation, long record, String hash, String key, Instant told, boolean another) {}

    /**
     * All heads of a unit at a glance.
     *
     * @param replaced when a log was told of that is another; null for never
     */
    public record Standing(long count, Anchor last, @Nullable Instant replaced) {}

    private AnchorBook() {}

    /** Keeps it; the same one once. A log that is not the one from before is written down as a deed, for somebody to look into. */
    static void keep(Connection connection, UnitId unit, Fact.Anchor anchor, Instant now) throws SQLException {
        long generation = Sql.number(connection, "SELECT generation FROM unit WHERE id = ?", unit.value());
        boolean another = Sql.number(
                        connection,
                        "SELECT count(*) FROM anchor WHERE unit = ? AND generation = ?"
                                + " AND (key <> ? OR (record >= ? AND hash <> ?))",
                        unit.value(),
                        generation,
                        anchor.key(),
                        anchor.record(),
                        anchor.hash())
                > 0;
        int kept = Sql.run(
                connection,
                "INSERT INTO anchor (unit, generation, record, hash, key, told_at, another) VALUES (?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (unit, generation, record, hash) DO NOTHING",
                unit.value(),
                generation,
                anchor.record(),
                anchor.hash(),
                anchor.key(),
                now.toEpochMilli(),
                another ? 1L : 0L);
        if (kept == 1 && another) {
            Acts.record(connection, now, unit.value(), "log-replaced", unit, Long.toString(anchor.record()));
        }
    }

    /** All of a unit, in the order in which they were told. */
    public static List<Anchor> of(Connection connection, UnitId unit) throws SQLException {
        return Sql.list(
                connection, "SELECT * FROM anchor WHERE unit = ? ORDER BY id", AnchorBook::anchor, unit.value());
    }

    /** Nothing, if the unit has told of none. */
    public static Optional<Standing> standing(Connection connection, UnitId unit) throws SQLException {
        Optional<Anchor> last = Sql.first(
                connection,
                "SELECT * FROM anchor WHERE unit = ? ORDER BY id DESC LIMIT 1",
                AnchorBook::anchor,
                unit.value());
        if (last.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong replaced = Sql.first(
                        connection,
                        "SELECT max(told_at) AS told_at FROM anchor WHERE unit = ? AND generation = ? AND another = 1",
                        row -> Sql.optionalLong(row, "told_at"),
                        unit.value(),
                        last.get().generation())
                .orElse(OptionalLong.empty());
        return Optional.of(new Standing(
                Sql.number(connection, "SELECT count(*) FROM anchor WHERE unit = ?", unit.value()),
                last.get(),
                replaced.isPresent() ? Instant.ofEpochMilli(replaced.getAsLong()) : null));
    }

    private static Anchor anchor(ResultSet row) throws SQLException {
        return new Anchor(
                row.getLong("generation"),
                row.getLong("record"),
                row.getString("hash"),
                row.getString("key"),
                Instant.ofEpochMilli(row.getLong("told_at")),
                row.getInt("another") == 1);
    }
}
