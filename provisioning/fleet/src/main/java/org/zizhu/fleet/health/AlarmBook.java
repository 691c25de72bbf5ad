package org.zizhu.fleet.health;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.health.rule.Fault;
import org.zizhu.fleet.health.rule.Grade;
import org.zizhu.fleet.health.rule.Thing;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.unit.Division;

/** The alarms. Each method is part of its caller's transaction. */
public final class AlarmBook {

    /** An alarm that is not closed, with the units that have the fault at present. */
    record Open(Alarm alarm, Set<UnitId> units) {

        /** Whether it is one cause at many units. */
        boolean isOfMany() {
            return alarm.unit() == null;
        }
    }

    /** Units that may have it, of those that the reader may see. */
    private static final String WITH_UNITS =
            "SELECT a.*, (SELECT count(*) FROM alarm_unit m JOIN unit u ON u.id = m.unit WHERE m.alarm = a.id"
                    + " AND (a.closed_at IS NOT NULL OR m.until IS NULL) AND u.division LIKE ?) AS units FROM alarm a ";

    private static final String WORST_FIRST = " ORDER BY CASE WHEN a.closed_at IS NULL THEN 0 ELSE 1 END,"
            + " CASE WHEN a.acknowledged_at IS NULL AND a.closed_at IS NULL THEN 0 ELSE 1 END,"
            + " CASE a.grade WHEN 'down' THEN 0 WHEN 'stuck' THEN 1 ELSE 2 END, a.raised_at DESC, a.id DESC LIMIT ?";

    private AlarmBook() {}

    // --- what people see --------------------------------------------------------------------------------------------

    /**
     * Those that wait first, then the worst, then the latest.
     *
     * @param first how many are passed over
     */
    public static List<Alarm> list(Connection connection, AlarmFilter filter, int first, int most) throws SQLException {
        List<Object> values = new ArrayList<>();
        values.add(filter.scope().division().prefix() + "%");
        values.addAll(filter.values());
        values.add((long) most);
        values.add((long) first);
        return Sql.list(
                connection,
                WITH_UNITS + "WHERE " + filter.condition() + WORST_FIRST + " OFFSET ?",
                AlarmBook::alarm,
                values.toArray());
    }

    public static long count(Connection connection, AlarmFilter filter) throws SQLException {
        return Sql.number(
                connection,
                "SELECT count(*) FROM alarm a WHERE " + filter.condition(),
                filter.values().toArray());
    }

    /** The latest of one unit, the open ones first. */
    public static List<Alarm> of(Connection connection, UnitId unit, Division scope, int most) throws SQLException {
        return Sql.list(
                connection,
                WITH_UNITS + "WHERE EXISTS (SELECT 1 FROM alarm_unit m WHERE m.alarm = a.id AND m.unit = ?"
                        + " AND (a.closed_at IS NOT NULL OR m.until IS NULL))" + WORST_FIRST,
                AlarmBook::alarm,
                scope.prefix() + "%",
                unit.value(),
                (long) most);
    }

    /** The alarm, as far as somebody in this division may see it. */
    public static Optional<Alarm> find(Connection connection, long number, Division scope) throws SQLException {
        return Sql.first(
                connection,
                WITH_UNITS + "WHERE a.id = ? AND EXISTS (SELECT 1 FROM alarm_unit m JOIN unit u ON u.id = m.unit"
                        + " WHERE m.alarm = a.id AND u.division LIKE ?)",
                AlarmBook::alarm,
                scope.prefix() + "%",
                number,
                scope.prefix() + "%");
    }

    // --- what becomes of them ---------------------------------------------------------------------------------------

    /** The alarm, whoever asks. */
    static Optional<Alarm> find(Connection connection, long number) throws SQLException {
        return Sql.first(connection, WITH_UNITS + "WHERE a.id = ?", AlarmBook::alarm, "%", number);
    }

    static List<Open> open(Connection connection) throws SQLException {
        record Member(long alarm, UnitId unit) {}
        Map<Long, Set<UnitId>> units = new HashMap<>();
        Sql.list(
                        connection,
                        "SELECT m.alarm, m.unit FROM alarm_unit m JOIN alarm a ON a.id = m.alarm"
                                + " WHERE a.closed_at IS NULL AND m.until IS NULL",
                        row -> new Member(row.getLong(1), new UnitId(row.getString(2))))
                .forEach(member -> units.computeIfAbsent(member.alarm, unused -> new HashSet<>())
                        .add(member.unit));
        return Sql.list(connection, WITH_UNITS + "WHERE a.closed_at IS NULL ORDER BY a.id", AlarmBook::alarm, "%")
                .stream()
                .map(alarm -> new Open(alarm, units.getOrDefault(alarm.number(), Set.of())))
                .toList();
    }

    /**
     * A new alarm for these faults, of one unit or of many (or of one thing around units, though it is one so far); nothing, if one is open for the same (another node was quicker).
     *
     * @param where the unit's division, or that of all
     */
    static OptionalLong raise(Connection connection, List<Fault> faults, Division where, Instant now)
            throws SQLException {
        Fault first = faults.get(0);
        boolean single = faults.size() == 1 && first.around() == null;
        Optional<Long> number = Sql.first(
                connection,
                "INSERT INTO alarm (fault, rule, grade, kind, name, division, unit, reasons, effects, since, raised_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (fault) WHERE closed_at IS NULL DO NOTHING"
                        + " RETURNING id",
                row -> row.getLong(1),
                first.rule() + " " + first.thing() + " "
                        + (single ? first.unit().value() : where.prefix()),
                first.rule(),
                first.grade().keyword(),
                first.thing().kind().keyword(),
                first.thing().name(),
                where.code(),
                single ? first.unit().value() : null,
                String.join(" ", first.reasons()),
                String.join(" ", first.effects()),
                faults.stream()
                        .map(Fault::since)
                        .min(Instant::compareTo)
                        .orElseThrow()
                        .toEpochMilli(),
                now.toEpochMilli());
        if (number.isEmpty()) {
            return OptionalLong.empty();
        }
        join(connection, number.get(), faults);
        return OptionalLong.of(number.get());
    }

    /** More units have it, or have it again. */
    static void join(Connection connection, long number, List<Fault> faults) throws SQLException {
        Sql.runAll(
                connection,
                "INSERT INTO alarm_unit (alarm, unit, since) VALUES (?, ?, ?)"
                        + " ON CONFLICT (alarm, unit) DO UPDATE SET since = excluded.since, until = NULL",
                faults.stream()
                        .map(fault -> List.<Object>of(
                                number, fault.unit().value(), fault.since().toEpochMilli()))
                        .toList());
    }

    /** Those have it no more. */
    static void leave(Connection connection, long number, List<UnitId> units, Instant now) throws SQLException {
        Sql.runAll(
                connection,
                "UPDATE alarm_unit SET until = ? WHERE alarm = ? AND unit = ?",
                units.stream()
                        .map(unit -> List.<Object>of(now.toEpochMilli(), number, unit.value()))
                        .toList());
    }

    /** The same fault has other reasons or effects by now. */
    static void tellAnew(Connection connection, long number, Fault fault) throws SQLException {
        Sql.run(
                connection,
                "UPDATE alarm SET reasons = ?, effects = ? WHERE id = ?",
                String.join(" ", fault.reasons()),
                String.join(" ", fault.effects()),
                number);
    }

    /** It is over; false if it was already. */
    static boolean close(Connection connection, long number, Instant now) throws SQLException {
        return Sql.run(
                        connection,
                        "UPDATE alarm SET closed_at = ? WHERE id = ? AND closed_at IS NULL",
                        now.toEpochMilli(),
                        number)
                == 1;
    }

    /** Nobody has taken it on for too long; false if somebody has, or that was told already. */
    static boolean escalate(Connection connection, long number, Instant now) throws SQLException {
        return Sql.run(
                        connection,
                        "UPDATE alarm SET escalated_at = ? WHERE id = ? AND escalated_at IS NULL"
                                + " AND acknowledged_at IS NULL AND closed_at IS NULL",
                        now.toEpochMilli(),
                        number)
                == 1;
    }

    /** Somebody takes it on; false if somebody has, or it is over. */
    static boolean acknowledge(Connection connection, long number, String actor, Instant now) throws SQLException {
        return Sql.run(
                        connection,
                        "UPDATE alarm SET acknowledged_at = ?, acknowledged_by = ? WHERE id = ? AND acknowledged_at IS NULL"
                                + " AND closed_at IS NULL",
                        now.toEpochMilli(),
                        actor,
                        number)
                == 1;
    }

    private static Alarm alarm(ResultSet row) throws SQLException {
        @Nullable String unit = row.getString("unit");
        return new Alarm(
                row.getLong("id"),
                row.getString("rule"),
                Grade.of(row.getString("grade")),
                new Thing(Thing.Kind.of(row.getString("kind")), row.getString("name")),
                new Division(row.getString("division")),
                unit == null ? null : new UnitId(unit),
                row.getLong("units"),
                words(row.getString("reasons")),
                words(row.getString("effects")),
                Instant.ofEpochMilli(row.getLong("since")),
                Instant.ofEpochMilli(row.getLong("raised_at")),
                moment(row, "acknowledged_at"),
                row.getString("acknowledged_by"),
                moment(row, "escalated_at"),
                moment(row, "closed_at"));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OptionalLong value = Sql.optionalLong(row, column);
        return value.isPresent() ? Instant.ofEpochMilli(value.getAsLong()) : null;
    }
}
