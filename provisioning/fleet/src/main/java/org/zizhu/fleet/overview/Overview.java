package org.zizhu.fleet.overview;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.group.Among;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.unit.Division;
import org.zizhu.fleet.unit.Standing;

/** All units of a division, or of a group, at a glance, the worst first. Part of its caller's transaction. */
public final class Overview {

    private Overview() {}

    public static List<UnitSummary> of(Connection connection, Division division, Instant now) throws SQLException {
        return of(connection, Among.all(division), now);
    }

    public static List<UnitSummary> of(Connection connection, Among among, Instant now) throws SQLException {
        Map<String, List<UnitSummary.Lacking>> lacking = lacking(connection, among);
        List<Object> values = new ArrayList<>(List.of(now.toEpochMilli()));
        values.addAll(among.values());
        List<UnitSummary> units = new ArrayList<>(Sql.list(
                connection,
                "SELECT u.id, u.division, u.standing, p.software, p.connected_at, p.gone_at, s.state, s.since, s.remarkable, m.unit AS maintained"
                        + " FROM unit u LEFT JOIN maintenance m ON m.unit = u.id AND m.until > ?"
                        + " LEFT JOIN presence p ON p.unit = u.id"
                        + " LEFT JOIN present s ON s.unit = u.id AND s.kind = 'unit'"
                        + " WHERE " + among.condition(),
                row -> unit(row, lacking.getOrDefault(row.getString("id"), List.of())),
                values.toArray()));
        units.sort(Comparator.comparing(UnitSummary::mood).thenComparing(UnitSummary::id));
        return units;
    }

    private static Map<String, List<UnitSummary.Lacking>> lacking(Connection connection, Among among)
            throws SQLException {
        record Row(String unit, UnitSummary.Lacking lacking) {}
        Map<String, List<UnitSummary.Lacking>> byUnit = new HashMap<>();
        List<Row> rows = Sql.list(
                connection,
                "SELECT s.unit, s.state, s.since, s.fact FROM present s JOIN unit u ON u.id = s.unit"
                        + " WHERE s.kind = 'service' AND s.state <> 'available' AND " + among.condition()
                        + " ORDER BY s.unit, s.name",
                row -> new Row(
                        row.getString("unit"),
                        new UnitSummary.Lacking(
                                Json.read(row.getString("fact"), Fact.OfService.class)
                                        .orElseThrow(() -> new IllegalStateException("a fact on record that is none")),
                                row.getString("state"),
                                Instant.ofEpochMilli(row.getLong("since")))),
                among.values().toArray());
        for (Row row : rows) {
            byUnit.computeIfAbsent(row.unit, unused -> new ArrayList<>()).add(row.lacking);
        }
        return byUnit;
    }

    private static UnitSummary unit(ResultSet row, List<UnitSummary.Lacking> lacking) throws SQLException {
        Standing standing = Standing.valueOf(row.getString("standing").toUpperCase(Locale.ROOT));
        @Nullable String state = row.getString("state");
        @Nullable String software = row.getString("software");
        OptionalLong since = Sql.optionalLong(row, "since");
        OptionalLong gone = Sql.optionalLong(row, "gone_at");
        boolean away = software == null || gone.isPresent();
        OptionalLong shown = away ? gone : since;
        return new UnitSummary(
                row.getString("id"),
                row.getString("division"),
                standing,
                mood(standing, away, state == null || row.getLong("remarkable") == 1, lacking),
                state,
                shown.isPresent() ? Instant.ofEpochMilli(shown.getAsLong()) : null,
                software == null ? "" : software,
                row.getString("maintained") != null,
                lacking);
    }

    private static Mood mood(Standing standing, boolean away, boolean remarkable, List<UnitSummary.Lacking> lacking) {
        return switch (standing) {
            case REVOKED, QUARANTINED -> Mood.BARRED;
            case AWAITED -> Mood.AWAITED;
            case ENROLLED -> {
                if (away) {
                    yield Mood.AWAY;
                }
                if (remarkable) {
                    yield Mood.DOWN;
                }
                yield lacking.isEmpty() ? Mood.WELL : Mood.CARE;
            }
        };
    }
}
