package org.zizhu.fleet.unit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.store.Sql;

/** Who did what, and to which unit: kept in the same transaction as the deed. */
public final class Acts {

    /** The fleet itself. */
    public static final String FLEET = "fleet";

    /** Somebody at the server's own machine. */
    public static final String CONSOLE = "console";

    private Acts() {}

    /**
     * @param act keyword of the deed
     * @param unit null for what concerns no single one
     * @param detail keywords only
     */
    public static void record(
            Connection connection, Instant at, String actor, String act, @Nullable UnitId unit, String detail)
            throws SQLException {
        Sql.run(
                connection,
                "INSERT INTO act (at, actor, act, unit, detail) VALUES (?, ?, ?, ?, ?)",
                at.toEpochMilli(),
                actor,
                act,
                unit == null ? null : unit.value(),
                detail);
    }

    /** The same deed on each of these units. */
    public static void recordEach(
            Connection connection, Instant at, String actor, String act, Collection<String> units, String detail)
            throws SQLException {
        Sql.runAll(
                connection,
                "INSERT INTO act (at, actor, act, unit, detail) VALUES (?, ?, ?, ?, ?)",
                units.stream()
                        .map(unit -> List.<Object>of(at.toEpochMilli(), actor, act, unit, detail))
                        .toList());
    }
}
