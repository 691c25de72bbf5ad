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
import org.zizhu.fleet.group.Among;
import org.zizhu.fleet.group.Group;
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

    private static final String WITH_GROUP =
            "SELECT v.*, g.name AS group_name FROM configuration v LEFT JOIN unit_group g ON g.id = v.unit_group ";

    /** Of the reader's division or what lies in it; or it holds there, and if it is a group's, then at one of their units. */
    private static final String THEIRS =
            "(v.division LIKE ? OR (? LIKE v.prefix || '%' AND (v.unit_group IS NULL OR EXISTS ("
                    + "SELECT 1 FROM configuration_unit t JOIN unit u ON u.id = t.unit WHERE t.version = v.version AND u.division LIKE ?))))";

    /** A unit that has left the group before it was told; going back is for all that had it, also those that have left. */
    private static final String HAS_LEFT =
            " AND EXISTS (SELECT 1 FROM configuration v WHERE v.version = configuration_unit.version"
                    + " AND v.unit_group IS NOT NULL AND v.former IS NULL AND NOT EXISTS (SELECT 1 FROM unit_group_member m"
                    + " WHERE m.unit_group = v.unit_group AND m.unit = configuration_unit.unit))";

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

    /**
     * What begins.
     *
     * @param group of the division only its units; null for all
     * @param former the version whose content it repeats; null where it is new
     * @param instead the version from which it goes back; null where it doesn't
     */
    record Fresh(
            long version,
            Division division,
            @Nullable Long group,
            String title,
            Content content,
            String document,
            @Nullable Long former,
            @Nullable Long instead) {}

    /** Begins with the first units, those that are there before others; with none it goes out to all. */
    static void begin(Connection connection, Fresh fresh, int firstUnits, String actor, Instant now)
            throws SQLException {
        Among among = new Among(fresh.division, fresh.group);
        for (Configuration before : underWay(connection)) {
            if (before.division().within(fresh.division)
                    && (fresh.group == null || fresh.group.equals(numberOf(before.group())))) {
                stop(connection, before.version(), "superseded", actor, now);
            }
        }
        Sql.run(
                connection,
                "INSERT INTO configuration (version, division, prefix, unit_group, title, content, document, former, standing,"
                        + " made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                fresh.version,
                fresh.division.code(),
                fresh.division.prefix(),
                fresh.group,
                fresh.title,
                Json.write(fresh.content),
                fresh.document,
                fresh.former,
                firstUnits == 0 ? "spreading" : "trying",
                actor,
                now.toEpochMilli());
        int units = Sql.run(
                connection,
                "INSERT INTO configuration_unit (version, unit, tried, stage, stage_at)"
                        + " SELECT CAST(? AS BIGINT), u.id, 0, 'waiting', CAST(? AS BIGINT) FROM unit u"
                        + " WHERE u.standing = 'enrolled' AND " + among.condition(),
                with(List.of(fresh.version, now.toEpochMilli()), among.values()));
        if (fresh.instead != null) {
            units += addThoseThatLeft(connection, fresh.version, fresh.instead, now);
        }
        Sql.run(
                connection,
                "UPDATE configuration_unit SET tried = 1, stage = 'released' WHERE version = ? AND unit IN ("
                        + "SELECT c.unit FROM configuration_unit c LEFT JOIN presence p ON p.unit = c.unit AND p.gone_at IS NULL"
                        + " LEFT JOIN configuration_reported r ON r.unit = c.unit WHERE c.version = ?"
                        + " ORDER BY CASE WHEN p.unit IS NOT NULL AND r.unit IS NOT NULL THEN 0 ELSE 1 END, c.unit LIMIT ?)",
                fresh.version,
                fresh.version,
                (long) firstUnits);
        if (units == 0) {
            Sql.run(connection, "UPDATE configuration SET standing = 'complete' WHERE version = ?", fresh.version);
        }
        Acts.record(
                connection,
                now,
                actor,
                fresh.former == null ? "publish-configuration" : "roll-back-configuration",
                null,
                fresh.version + " " + fresh.division.code() + (fresh.group == null ? "" : " group-" + fresh.group)
                        + (fresh.former == null ? "" : " to-" + fresh.former));
    }

    /** What a group has got, a unit that was taken out of it since has too: it goes back as well, if nothing later has reached it. */
    private static int addThoseThatLeft(Connection connection, long version, long instead, Instant now)
            throws SQLException {
        return Sql.run(
                connection,
                "INSERT INTO configuration_unit (version, unit, tried, stage, stage_at)"
                        + " SELECT CAST(? AS BIGINT), c.unit, 0, 'waiting', CAST(? AS BIGINT) FROM configuration_unit c"
                        + " JOIN unit u ON u.id = c.unit AND u.standing = 'enrolled' WHERE c.version = ? AND c." + OUT
                        + " AND NOT EXISTS (SELECT 1 FROM configuration_unit later WHERE later.unit = c.unit"
                        + " AND later.version > c.version AND later.version <> ? AND later." + OUT + ")"
                        + " ON CONFLICT (version, unit) DO NOTHING",
                version,
                now.toEpochMilli(),
                instead,
                version);
    }

    private static Object[] with(List<? extends Object> first, List<Object> then) {
        List<Object> all = new ArrayList<>(first);
        all.addAll(then);
        return all.toArray();
    }

    private static @Nullable Long numberOf(Group.@Nullable Label group) {
        return group == null ? null : group.number();
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
        followGroups(connection, unitsAtOnce, now);
        for (Configuration one : underWay(connection)) {
            Optional<String> wrong = Sql.first(
                    connection,
                    "SELECT stage FROM configuration_unit WHERE version = ? AND stage IN ('refused', 'failed') LIMIT 1",
                    row -> "unit-" + row.getString(1),
                    one.version());
            if (wrong.isPresent()) {
                stop(connection, one.version(), wrong.get(), Acts.FLEET, now);
                continue;
            }
            if (one.group() != null) {
                dropThoseThatLeft(connection, one.version(), now);
            }
            if (one.standing() == Standing.TRYING) {
                judgeTrial(connection, one.version(), trial, now);
            } else {
                release(connection, one.version(), unitsAtOnce, now);
            }
        }
    }

    /** Who has come into a group goes by what the group does; who has left it is told nothing of that any more. */
    private static void followGroups(Connection connection, int most, Instant now) throws SQLException {
        for (String unit : Sql.list(
                connection,
                "SELECT DISTINCT unit FROM unit_group_member WHERE fresh = 1 ORDER BY unit LIMIT ?",
                row -> row.getString(1),
                (long) most)) {
            join(connection, new UnitId(unit), now);
            Sql.run(connection, "UPDATE unit_group_member SET fresh = 0 WHERE unit = ? AND fresh = 1", unit);
        }
        Sql.run(
                connection,
                "UPDATE configuration_unit SET stage = 'superseded', stage_at = ? WHERE stage = 'released'" + HAS_LEFT,
                now.toEpochMilli());
    }

    /** First units that have left before they were told are followed by others; with nobody left it is over. */
    private static void dropThoseThatLeft(Connection connection, long version, Instant now) throws SQLException {
        Sql.run(
                connection,
                "UPDATE configuration_unit SET stage = 'superseded', stage_at = ? WHERE version = ? AND stage = 'waiting'"
                        + HAS_LEFT,
                now.toEpochMilli(),
                version);
        int left = Sql.run(
                connection,
                "UPDATE configuration_unit SET tried = 0 WHERE version = ? AND tried = 1 AND stage = 'superseded'",
                version);
        if (left > 0) {
            Sql.run(
                    connection,
                    "UPDATE configuration_unit SET tried = 1, stage = 'released', stage_at = ? WHERE version = ? AND unit IN ("
                            + "SELECT c.unit FROM configuration_unit c WHERE c.version = ? AND c.stage = 'waiting'"
                            + " ORDER BY c.unit LIMIT ?)",
                    now.toEpochMilli(),
                    version,
                    version,
                    (long) left);
        }
        Sql.run(
                connection,
                "UPDATE configuration SET standing = 'complete' WHERE version = ? AND standing = 'trying' AND NOT EXISTS ("
                        + "SELECT 1 FROM configuration_unit c WHERE c.version = ? AND c.stage <> 'superseded')",
                version,
                version);
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
                                + " WHERE u.id = ? AND v.standing IN ('spreading', 'complete') AND (v.unit_group IS NULL OR EXISTS ("
                                + "SELECT 1 FROM unit_group_member m WHERE m.unit_group = v.unit_group AND m.unit = u.id))",
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
                WITH_GROUP + "WHERE v.standing IN ('trying', 'spreading') ORDER BY v.version",
                row -> configuration(row, Map.of()));
    }

    /** The latest that concern a division: of it, of what lies in it, and of what it lies in. */
    public static List<Configuration> latest(Connection connection, Division scope, int most) throws SQLException {
        return latest(connection, Among.all(scope), 0, most);
    }

    /**
     * The same, or only those for a group.
     *
     * @param first how many are passed over
     */
    public static List<Configuration> latest(Connection connection, Among of, int first, int most) throws SQLException {
        List<Configuration> all = new ArrayList<>();
        List<Object> values = new ArrayList<>(theirs(of.division()));
        if (of.group() != null) {
            values.add(of.group());
        }
        values.add((long) most);
        values.add((long) first);
        for (long version : Sql.list(
                connection,
                "SELECT v.version FROM configuration v WHERE " + THEIRS
                        + (of.group() == null ? "" : " AND v.unit_group = ?")
                        + " ORDER BY v.version DESC LIMIT ? OFFSET ?",
                row -> row.getLong(1),
                values.toArray())) {
            find(connection, version, of.division()).ifPresent(all::add);
        }
        return all;
    }

    private static List<Object> theirs(Division scope) {
        return List.of(scope.prefix() + "%", scope.code(), scope.prefix() + "%");
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
                WITH_GROUP + "WHERE v.version = ? AND " + THEIRS,
                row -> configuration(row, units),
                with(List.of(version), theirs(scope)));
    }

    /** What the units of a version went by before it, as far as it went out to all; nothing, if they went by their own. */
    public static Optional<Configuration> before(Connection connection, Configuration one) throws SQLException {
        return Sql.first(
                connection,
                WITH_GROUP + "WHERE v.version < ? AND ? LIKE v.prefix || '%' AND v.standing = 'complete'"
                        + " AND (v.unit_group IS NULL OR v.unit_group = ?) ORDER BY v.version DESC LIMIT 1",
                row -> configuration(row, Map.of()),
                one.version(),
                one.division().code(),
                one.group() == null ? Among.NO_GROUP : one.group().number());
    }

    /** The units of a version that lie in the division, those that need somebody first, as far as a page holds. */
    public static List<UnitState> units(Connection connection, long version, Division scope) throws SQLException {
        return units(connection, version, scope, 0, MOST_UNITS_SHOWN);
    }

    /** @param first how many are passed over */
    public static List<UnitState> units(Connection connection, long version, Division scope, int first, int most)
            throws SQLException {
        return Sql.list(
                connection,
                "SELECT c.*, r.version AS reported FROM configuration_unit c JOIN unit u ON u.id = c.unit"
                        + " LEFT JOIN configuration_reported r ON r.unit = c.unit WHERE c.version = ? AND u.division LIKE ?"
                        + " ORDER BY CASE c.stage WHEN 'refused' THEN 0 WHEN 'failed' THEN 0 WHEN 'sent' THEN 1 WHEN 'released' THEN 2"
                        + " WHEN 'waiting' THEN 3 ELSE 4 END, c.unit LIMIT ? OFFSET ?",
                ConfigurationBook::state,
                version,
                scope.prefix() + "%",
                (long) most,
                (long) first);
    }

    /** How many of these units should go by what, and by what they do, the highest first. */
    public static List<Share> shares(Connection connection, Among among) throws SQLException {
        return Sql.list(
                connection,
                "SELECT desired, reported, count(*) AS units FROM (SELECT (" + DESIRED + "u.id) AS desired,"
                        + " r.version AS reported FROM unit u LEFT JOIN configuration_reported r ON r.unit = u.id"
                        + " WHERE u.standing = 'enrolled' AND " + among.condition()
                        + ") AS each_unit GROUP BY desired, reported ORDER BY desired DESC, reported DESC",
                row -> {
                    OptionalLong reported = Sql.optionalLong(row, "reported");
                    return new Share(
                            row.getLong("desired"),
                            reported.isPresent() ? reported.getAsLong() : null,
                            row.getLong("units"));
                },
                among.values().toArray());
    }

    /** The units by which a rollout has stopped by itself, as long as nothing has taken its place: a later version for all of its units. */
    public static List<Halt> halts(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                "SELECT v.version, v.division, v.reason AS why, c.unit, c.reason, c.stage_at FROM configuration v"
                        + " JOIN configuration_unit c ON c.version = v.version AND c.stage IN ('refused', 'failed')"
                        + " WHERE v.standing = 'stopped' AND v.reason IN ('unit-refused', 'unit-failed') AND NOT EXISTS ("
                        + "SELECT 1 FROM configuration later WHERE later.version > v.version AND v.division LIKE later.prefix || '%'"
                        + " AND (later.unit_group IS NULL OR later.unit_group = v.unit_group))",
                row -> new Halt(
                        row.getLong("version"),
                        new Division(row.getString("division")),
                        row.getString("why"),
                        new UnitId(row.getString("unit")),
                        row.getString("reason"),
                        Instant.ofEpochMilli(row.getLong("stage_at"))));
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
        OptionalLong group = Sql.optionalLong(row, "unit_group");
        return new Configuration(
                row.getLong("version"),
                new Division(row.getString("division")),
                group.isPresent() ? new Group.Label(group.getAsLong(), row.getString("group_name")) : null,
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
