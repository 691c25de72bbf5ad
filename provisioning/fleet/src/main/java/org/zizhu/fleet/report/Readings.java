package org.zizhu.fleet.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.store.Sql;

/**
 * What a unit has counted and told over some days (telemetry; contract.md §5).
 *
 * @param curves each reading's values by its name, oldest first
 */
public record Readings(SortedMap<String, List<Point>> curves) {

    /** For how long a page looks back. */
    public static final Duration WINDOW = Duration.ofDays(7);

    /** A unit tells every quarter of an hour, in two parts where it counts much. */
    private static final int MOST = 2 * 4 * 24 * 7;

    /** A value at a moment. */
    public record Point(Instant at, double value) {}

    private record Told(Instant at, Fact.Telemetry telemetry) {}

    public static Readings of(Connection connection, UnitId unit, Instant now) throws SQLException {
        List<Told> told = new ArrayList<>(Sql.list(
                connection,
                "SELECT happened_at, fact FROM report WHERE unit = ? AND received_at >= ? AND kind = 'telemetry'"
                        + " ORDER BY received_at DESC, id DESC LIMIT " + MOST,
                row -> new Told(
                        Instant.ofEpochMilli(row.getLong(1)),
                        Json.read(row.getString(2), Fact.Telemetry.class)
                                .orElseThrow(() -> new IllegalStateException("a fact on record that is none"))),
                unit.value(),
                now.minus(WINDOW).toEpochMilli()));
        Collections.reverse(told);
        SortedMap<String, List<Point>> curves = new TreeMap<>();
        told.forEach(one -> one.telemetry.readings().forEach((name, value) -> curves.computeIfAbsent(
                        name, unused -> new ArrayList<>())
                .add(new Point(one.at, value))));
        return new Readings(curves);
    }

    public List<Point> curve(String name) {
        return curves.getOrDefault(name, List.of());
    }

    public OptionalDouble latest(String name) {
        List<Point> curve = curve(name);
        return curve.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(curve.get(curve.size() - 1).value());
    }

    /** How much a sum has grown in the window; one that is smaller than before has begun anew (another journal). */
    public double grown(String name) {
        double grown = 0;
        List<Point> curve = curve(name);
        for (int i = 1; i < curve.size(); i++) {
            double step = curve.get(i).value() - curve.get(i - 1).value();
            grown += step >= 0 ? step : curve.get(i).value();
        }
        return grown;
    }
}
