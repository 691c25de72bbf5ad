package org.zizhu.fleet.configuration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.configuration.Configuration.Standing;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.contract.Told;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.unit.Acts;
import org.zizhu.fleet.unit.Division;

/** The versions and their units. Each method is part of its caller's transaction. */
public final class ConfigurationBook {

    private static final int MOST_UNITS_SHOWN = 500;

    /** Where it has reached the unit, or may have. */
    private static final String OUT = "stage NOT IN ('waiting', 'superseded')";

    /** What was stopped reaches nobody who has not got it. */
    private static final String DESIRED =
            "SELECT coalesce(max(c.version), 0) FROM configuration_unit c JOIN configuration v ON v.version = c.version WHERE c."
                    + OUT + " AND (v.standing <> 'stopped' OR c.stage = 'applied') AND c.unit = ";

    private ConfigurationBook() {}

    // --- a new version ----------------------------------------------------------------------------------------------

    /** Higher than any that was ever given, also by a fleet that was put back to an older copy of its database since. */
    static long nextVersion(Connection connection) throws SQLException {
        return 1
                + Sql.number(
                        connection,
                        "SELECT coalesce(max(version), 0) FROM (SELECT version FROM configuration"
                                + " UNION ALL SELECT version FROM configuration_reported) AS given");
    }

    /** Begins with the first units, those that are there before others; with none it goes out to all. */
    static void begin(
            Connection connection,
            long version,
            Division division,
            String title,
            Content content,
            String document,
            @Nullable Long former,
            int firstUnits,
            String actor,
            Instant now)
            throws SQLException {
        for (Configuration before : underWay(connection)) {
            if (before.division().within(division)) {
                stop(connection, before.version(), "superseded", actor, now);
            }
        }
        Sql.run(
                connection,
                "INSERT INTO configuration (version, division, prefix, title, content, document, former, standing, made_by, made_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                version,
                division.code(),
                division.prefix(),
                title,
                Json.write(content),
                document,
                former,
                firstUnits == 0 ? "spreading" : "trying",
                actor,
                now.toEpochMilli());
        int units = Sql.run(
                connection,
                "INSERT INTO configuration_unit (version, unit, tried, stage, stage_at)"
                        + " SELECT CAST(? AS BIGINT), id, 0, 'waiting', CAST(? AS BIGINT) FROM unit"
                        + " WHERE division LIKE ? AND standing = 'enrolled'",
                version,
                now.toEpochMilli(),
                division.prefix() + "%");
        Sql.run(
                connection,
                "UPDATE configuration_unit SET tried = 1, stage = 'released' WHERE version = ? AND unit IN ("
                        + "SELECT u.id FROM unit u LEFT JOIN presence p ON p.unit = u.id AND p.gone_at IS NULL"
                        + " LEFT JOIN configuration_reported r ON r.unit = u.id"
                        + " WHERE u.division LIKE ? AND u.standing = 'enrolled'"
                        + " ORDER BY CASE WHEN p.unit IS NOT NULL AND r.unit IS NOT NULL THEN 0 ELSE 1 END, u.id LIMIT ?)",
                version,
                division.prefix() + "%",
                (long) firstUnits);
        if (units == 0) {
            Sql.run(connection, "UPDATE configuration SET standing = 'complete' WHERE version = ?", version);
        }
        Acts.record(
                connection,
                now,
                actor,
                former == null ? "publish-configuration" : "roll-back-configuration",
                null,
                version + " " + division.code() + (former == null ? "" : " to-" + former));
    }

    /** Goes out to no more units; false if it is out already. */
    static boolean stop(Connection connection, long version, String reason, String actor, Instant now)
            throws SQLException {
        boolean stopped = Sql.run(
                        connection,
                        "UPDATE configuration SET standing = 'stopped', reason = ? WHERE version = ? AND standing IN ('trying', 'spreading')",
                        reason,
                        version)
                == 1;
        if (stopped) {
            Acts.record(connection, now, actor, "stop-configuration", null, version + " " + reason);
        }
        return stopped;
    }

    // --- on its way -------------------------------------------------------------------------------------------------

    /** What has come of those that are under way; the next units, where it goes well. */
    static void goOn(Connection connection, int unitsAtOnce, Duration trial, Instant now) throws SQLException {
        for (Configuration one : underWay(connection)) {
            Optional<String> wrong = Sql.first(
                    connection,
                    "SELECT stage FROM configuration_unit WHERE version = ? AND stage IN ('refused', 'failed') LIMIT 1",
                    row -> "unit-" + row.getString(1),
                    one.version());
            if (wrong.isPresent()) {
                stop(connection, one.version(), wrong.get(), Acts.FLEET, now);
            } else if (one.standing() == Standing.TRYING) {
                judgeTrial(connection, one.version(), trial, now);
            } else {
                release(connection, one.version(), unitsAtOnce, now);
            }
        }
    }

    /** Silence is no success: a first unit that is away, or has not said that it goes by it, keeps it from the others. */
    private static void judgeTrial(Connection connection, long version, Duration trial, Instant now)
            throws SQLException {
        long open = Sql.number(
                connection,
                "SELECT count(*) FROM configuration_unit c LEFT JOIN presence p ON p.unit = c.unit AND p.gone_at IS NULL"
                        + " WHERE c.version = ? AND c.tried = 1 AND c.stage <> 'superseded'"
                        + " AND (c.stage <> 'applied' OR p.unit IS NULL)",
                version);
        long applied = Sql.number(
                connection,
                "SELECT count(*) FROM configuration_unit WHERE version = ? AND tried = 1 AND stage = 'applied'",
                version);
        if (open > 0 || applied == 0) {
            Sql.run(connection, "UPDATE configuration SET tried_since = NULL WHERE version = ?", version);
            return;
        }
        Sql.run(
                connection,
                "UPDATE configuration SET tried_since = ? WHERE version = ? AND tried_since IS NULL",
                now.toEpochMilli(),
                version);
        Sql.run(
                connection,
                "UPDATE configuration SET standing = 'spreading' WHERE version = ? AND standing = 'trying' AND tried_since <= ?",
                version,
                now.minus(trial).toEpochMilli());
    }

    private static void release(Connection connection, long version, int most, Instant now) throws SQLException {
        List<String> next = Sql.list(
                connection,
                "SELECT unit FROM configuration_unit WHERE version = ? AND stage = 'waiting' ORDER BY unit LIMIT ?",
                row -> row.getString(1),
                version,
                (long) most);
        for (String unit : next) {
            boolean overtaken = Sql.number(
                            connection,
                            "SELECT count(*) FROM configuration_unit WHERE unit = ? AND version > ? AND " + OUT,
                            unit,
                            version)
                    > 0;
            Sql.run(
                    connection,
                    "UPDATE configuration_unit SET stage = ?, stage_at = ? WHERE version = ? AND unit = ?",
                    overtaken ? "superseded" : "released",
                    now.toEpochMilli(),
                    version,
                    unit);
        }
        if (next.size() < most) {
            Sql.run(
                    connection,
                    "UPDATE configuration SET standing = 'complete' WHERE version = ? AND standing = 'spreading'",
                    version);
        }
    }

    /** A unit that is there and has to be told. */
    record Due(UnitId unit, long version) {}

    static List<Due> due(Connection connection, int most) throws SQLException {
        return Sql.list(
                connection,
                "SELECT d.unit, d.version FROM configuration_unit d"
                        + " JOIN presence p ON p.unit = d.unit AND p.gone_at IS NULL"
                        + " JOIN configuration_reported r ON r.unit = d.unit"
                        + " WHERE d.stage = 'released' AND d.version = (" + DESIRED + "d.unit) ORDER BY d.unit LIMIT ?",
                row -> new Due(new UnitId(row.getString(1)), row.getLong(2)),
                (long) most);
    }

    static Optional<Told.Desired> document(Connection connection, long version) throws SQLException {
        return Sql.first(
                connection,
                "SELECT document FROM configuration WHERE version = ?",
                row -> new Told.Desired(version, row.getString(1)),
                version);
    }

    static void sent(Connection connection, UnitId unit, long version, Instant now) throws SQLException {
        Sql.run(
                connection,
                "UPDATE configuration_unit SET stage = 'sent', stage_at = ? WHERE unit = ? AND version = ? AND stage = 'released'",
                now.toEpochMilli(),
                unit.value(),
                version);
    }

    // --- what units say ---------------------------------------------------------------------------------------------

    /**
     * A unit says hello; returns what it has to be told. A unit that came later than a version goes by it all the same.
     *
     * @param version by what it goes; null for a unit that can't be told
     */
    public static Optional<Told.Desired> arrived(
            Connection connection, UnitId unit, @Nullable Long version, Instant now) throws SQLException {
        if (version == null) {
            Sql.run(connection, "DELETE FROM configuration_reported WHERE unit = ?", unit.value());
            return Optional.empty();
        }
        report(connection, unit, version, now);
        Sql.run(
                connection,
                "UPDATE configuration_unit SET stage = 'applied', reason = NULL, about = NULL, stage_at = ?"
                        + " WHERE unit = ? AND version = ? AND stage IN ('released', 'sent')",
                now.toEpochMilli(),
                unit.value(),
                version);
        join(connection, unit, now);
        long desired = desired(connection, unit);
        if (desired <= version) {
            return Optional.empty();
        }
        sent(connection, unit, desired, now);
        return document(connection, desired);
    }

    private static void join(Connection connection, UnitId unit, Instant now) throws SQLException {
        OptionalLong newest = Sql.first(
                        connection,
                        "SELECT max(v.version) AS newest FROM configuration v JOIN unit u ON u.division LIKE v.prefix || '%'"
                                + " WHERE u.id = ? AND v.standing IN ('spreading', 'complete')",
                        row -> Sql.optionalLong(row, "newest"),
                        unit.value())
                .orElse(OptionalLong.empty());
        if (newest.isPresent() && newest.getAsLong() > desired(connection, unit)) {
            Sql.run(
                    connection,
                    "INSERT INTO configuration_unit (version, unit, tried, stage, stage_at) VALUES (?, ?, 0, 'released', ?)"
                            + " ON CONFLICT (version, unit) DO NOTHING",
                    newest.getAsLong(),
                    unit.value(),
                    now.toEpochMilli());
        }
    }

    /** By what it should go; 0 for its own. */
    private static long desired(Connection connection, UnitId unit) throws SQLException {
        return Sql.number(connection, DESIRED + "?", unit.value());
    }

    /** A unit says what became of a version. */
    public static void reached(Connection connection, UnitId unit, Fact.OfConfiguration fact, Instant at)
            throws SQLException {
        Sql.run(
                connection,
                "UPDATE configuration_unit SET stage = ?, reason = ?, about = ?, stage_at = ? WHERE unit = ? AND version = ?",
                Json.word(fact.fate()),
                fact.reason(),
                fact.about(),
                at.toEpochMilli(),
                unit.value(),
                fact.version());
        if (fact.fate() == Fact.Fate.APPLIED) {
            report(connection, unit, fact.version(), at);
        }
    }

    private static void report(Connection connection, UnitId unit, long version, Instant at) throws SQLException {
        Sql.run(
                connection,
                "INSERT INTO configuration_reported (unit, version, at) VALUES (?, ?, ?)"
                        + " ON CONFLICT (unit) DO UPDATE SET version = excluded.version, at = excluded.at",
                unit.value(),
                version,
                at.toEpochMilli());
    }

    // --- to be read -------------------------------------------------------------------------------------------------

    private static List<Configuration> underWay(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                "SELECT * FROM configuration WHERE standing IN ('trying', 'spreading') ORDER BY version",
                row -> configuration(row, Map.of()));
    }

    /** The latest that concern a division: of it, of what lies in it, and of what it lies in. */
    public static List<Configuration> latest(Connection connection, Division scope, int most) throws SQLException {
        List<Configuration> all = new ArrayList<>();
        for (long version : Sql.list(
                connection,
                "SELECT version FROM configuration WHERE division LIKE ? OR ? LIKE prefix || '%' ORDER BY version DESC LIMIT ?",
                row -> row.getLong(1),
                scope.prefix() + "%",
                scope.code(),
                (long) most)) {
            find(connection, version, scope).ifPresent(all::add);
        }
        return all;
    }

    /** One that concerns the division. */
    public static Optional<Configuration> find(Connection connection, long version, Division scope)
            throws SQLException {
        record Count(String stage, long units) {}
        Map<String, Long> units = new TreeMap<>();
        Sql.list(
                        connection,
                        "SELECT c.stage, count(*) FROM configuration_unit c JOIN unit u ON u.id = c.unit"
                                + " WHERE c.version = ? AND u.division LIKE ? GROUP BY c.stage",
                        row -> new Count(row.getString(1), row.getLong(2)),
                        version,
                        scope.prefix() + "%")
                .forEach(count -> units.put(count.stage, count.units));
        return Sql.first(
                connection,
                "SELECT * FROM configuration WHERE version = ? AND (division LIKE ? OR ? LIKE prefix || '%')",
                row -> configuration(row, units),
                version,
                scope.prefix() + "%",
                scope.code());
    }

    /** What the units of a version went by before it, as far as it went out to all; nothing, if they went by their own. */
    public static Optional<Configuration> before(Connection connection, Configuration one) throws SQLException {
        return Sql.first(
                connection,
                "SELECT * FROM configuration WHERE version < ? AND ? LIKE prefix || '%' AND standing = 'complete'"
                        + " ORDER BY version DESC LIMIT 1",
                row -> configuration(row, Map.of()),
                one.version(),
                one.division().code());
    }

    /** The units of a version that lie in the division, those that need somebody first, as far as a page holds. */
    public static List<UnitState> units(Connection connection, long version, Division scope) throws SQLException {
        return Sql.list(
                connection,
                "SELECT c.*, r.version AS reported FROM configuration_unit c JOIN unit u ON u.id = c.unit"
                        + " LEFT JOIN configuration_reported r ON r.unit = c.unit WHERE c.version = ? AND u.division LIKE ?"
                        + " ORDER BY CASE c.stage WHEN 'refused' THEN 0 WHEN 'failed' THEN 0 WHEN 'sent' THEN 1 WHEN 'released' THEN 2"
                        + " WHEN 'waiting' THEN 3 ELSE 4 END, c.unit LIMIT " + MOST_UNITS_SHOWN,
                ConfigurationBook::state,
                version,
                scope.prefix() + "%");
    }

    /** By what a unit should go, and by what it does. */
    public static UnitState of(Connection connection, UnitId unit) throws SQLException {
        long desired = desired(connection, unit);
        Optional<UnitState> state = Sql.first(
                connection,
                "SELECT c.*, r.version AS reported FROM configuration_unit c"
                        + " LEFT JOIN configuration_reported r ON r.unit = c.unit WHERE c.unit = ? AND c.version = ?",
                ConfigurationBook::state,
                unit.value(),
                desired);
        if (state.isPresent()) {
            return state.get();
        }
        Optional<Long> reported = Sql.first(
                connection,
                "SELECT version FROM configuration_reported WHERE unit = ?",
                row -> row.getLong(1),
                unit.value());
        return new UnitState(unit, 0, "applied", null, null, null, reported.orElse(null));
    }

    private static UnitState state(ResultSet row) throws SQLException {
        OptionalLong reported = Sql.optionalLong(row, "reported");
        return new UnitState(
                new UnitId(row.getString("unit")),
                row.getLong("version"),
                row.getString("stage"),
                row.getString("reason"),
                row.getString("about"),
                Instant.ofEpochMilli(row.getLong("stage_at")),
                reported.isPresent() ? reported.getAsLong() : null);
    }

    private static Configuration configuration(ResultSet row, Map<String, Long> units) throws SQLException {
        OptionalLong former = Sql.optionalLong(row, "former");
        return new Configuration(
                row.getLong("version"),
                new Division(row.getString("division")),
                row.getString("title"),
                Json.read(row.getString("content"), Content.class)
                        .orElseThrow(() -> new IllegalStateException("a configuration on record that is none")),
                former.isPresent() ? former.getAsLong() : null,
                Standing.of(row.getString("standing")),
                row.getString("reason"),
                row.getString("made_by"),
                Instant.ofEpochMilli(row.getLong("made_at")),
                units);
    }
}
