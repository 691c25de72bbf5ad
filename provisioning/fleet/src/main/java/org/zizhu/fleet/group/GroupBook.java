package org.zizhu.fleet.group;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.unit.Acts;
import org.zizhu.fleet.unit.Division;
import org.zizhu.fleet.unit.UnitRegister;

/** The groups and who is in them. Each method is part of its caller's transaction. */
public final class GroupBook {

    /** With as many units as the reader may see. */
    private static final String GROUP =
            "SELECT g.*, (SELECT count(*) FROM unit_group_member m JOIN unit u ON u.id = m.unit"
                    + " WHERE m.unit_group = g.id AND u.division LIKE ?) AS units FROM unit_group g WHERE g.dissolved_at IS NULL";

    /** Of the reader's division, or with a unit that stands there. */
    private static final String THEIRS =
            " AND (g.division LIKE ? OR EXISTS (SELECT 1 FROM unit_group_member m JOIN unit u ON u.id = m.unit"
                    + " WHERE m.unit_group = g.id AND u.division LIKE ?))";

    private GroupBook() {}

    // --- to be read -------------------------------------------------------------------------------------------------

    /** Those that somebody in this division may see, by name. */
    public static List<Group> in(Connection connection, Division scope) throws SQLException {
        String prefix = scope.prefix() + "%";
        return Sql.list(
                connection, GROUP + THEIRS + " ORDER BY g.name, g.id", GroupBook::group, prefix, prefix, prefix);
    }

    /** One, as far as somebody in this division may see it. */
    public static Optional<Group> find(Connection connection, long number, Division scope) throws SQLException {
        String prefix = scope.prefix() + "%";
        return Sql.first(
                connection, GROUP + THEIRS + " AND g.id = ?", GroupBook::group, prefix, prefix, prefix, number);
    }

    /** Those that a unit is in, to whoever may see the unit. */
    public static List<Group> of(Connection connection, UnitId unit, Division scope) throws SQLException {
        return Sql.list(
                connection,
                GROUP + " AND EXISTS (SELECT 1 FROM unit_group_member m WHERE m.unit_group = g.id AND m.unit = ?)"
                        + " ORDER BY g.name, g.id",
                GroupBook::group,
                scope.prefix() + "%",
                unit.value());
    }

    /** Whether all of them are on record in that division. */
    static boolean stand(Connection connection, Division division, Collection<UnitId> units) throws SQLException {
        if (units.isEmpty()) {
            return true;
        }
        if (units.size() == 1) {
            return UnitRegister.find(connection, units.iterator().next())
                    .filter(unit -> unit.division().within(division))
                    .isPresent();
        }
        return UnitRegister.in(connection, division).stream()
                .map(unit -> unit.id())
                .collect(Collectors.toSet())
                .containsAll(units);
    }

    private static Set<String> members(Connection connection, long number) throws SQLException {
        return new HashSet<>(Sql.list(
                connection,
                "SELECT unit FROM unit_group_member WHERE unit_group = ?",
                row -> row.getString(1),
                number));
    }

    private static Group group(ResultSet row) throws SQLException {
        return new Group(
                row.getLong("id"),
                row.getString("name"),
                new Division(row.getString("division")),
                row.getString("made_by"),
                Instant.ofEpochMilli(row.getLong("made_at")),
                row.getLong("units"));
    }

    // --- to be changed ----------------------------------------------------------------------------------------------

    /** A new one without units; nothing, if the division has one of this name. */
    static OptionalLong make(Connection connection, String name, Division division, String actor, Instant now)
            throws SQLException {
        Optional<Long> number = Sql.first(
                connection,
                "INSERT INTO unit_group (name, division, made_by, made_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (division, name) WHERE dissolved_at IS NULL DO NOTHING RETURNING id",
                row -> row.getLong(1),
                name,
                division.code(),
                actor,
                now.toEpochMilli());
        if (number.isEmpty()) {
            return OptionalLong.empty();
        }
        Acts.record(connection, now, actor, "make-group", null, number.get() + " " + division.code());
        return OptionalLong.of(number.get());
    }

    /** False if another of its division has the name. */
    static boolean rename(Connection connection, Group group, String name, String actor, Instant now)
            throws SQLException {
        boolean free = Sql.number(
                        connection,
                        "SELECT count(*) FROM unit_group WHERE division = ? AND name = ? AND dissolved_at IS NULL AND id <> ?",
                        group.division().code(),
                        name,
                        group.number())
                == 0;
        if (free) {
            Sql.run(connection, "UPDATE unit_group SET name = ? WHERE id = ?", name, group.number());
            Acts.record(connection, now, actor, "rename-group", null, Long.toString(group.number()));
        }
        return free;
    }

    /** Puts them in; who is in it already stays. False, and nothing is done, if one of them does not stand in the group's division. */
    static boolean add(Connection connection, Group group, Collection<UnitId> units, String actor, Instant now)
            throws SQLException {
        if (!stand(connection, group.division(), units)) {
            return false;
        }
        Set<String> fresh = ids(units);
        fresh.removeAll(members(connection, group.number()));
        Sql.runAll(
                connection,
                "INSERT INTO unit_group_member (unit_group, unit, fresh) VALUES (?, ?, 1)"
                        + " ON CONFLICT (unit_group, unit) DO NOTHING",
                fresh.stream()
                        .map(unit -> List.<Object>of(group.number(), unit))
                        .toList());
        Acts.recordEach(connection, now, actor, "add-to-group", fresh, Long.toString(group.number()));
        return true;
    }

    /** Takes them out, those that are in it. */
    static void remove(Connection connection, Group group, Collection<UnitId> units, String actor, Instant now)
            throws SQLException {
        Set<String> gone = ids(units);
        gone.retainAll(members(connection, group.number()));
        removeAll(connection, group, gone, actor, now);
    }

    static void empty(Connection connection, Group group, String actor, Instant now) throws SQLException {
        removeAll(connection, group, members(connection, group.number()), actor, now);
    }

    private static void removeAll(Connection connection, Group group, Set<String> gone, String actor, Instant now)
            throws SQLException {
        Sql.runAll(
                connection,
                "DELETE FROM unit_group_member WHERE unit_group = ? AND unit = ?",
                gone.stream().map(unit -> List.<Object>of(group.number(), unit)).toList());
        Acts.recordEach(connection, now, actor, "remove-from-group", gone, Long.toString(group.number()));
    }

    /** It is there no more; false while units are in it. */
    static boolean dissolve(Connection connection, Group group, String actor, Instant now) throws SQLException {
        boolean empty = members(connection, group.number()).isEmpty();
        if (empty) {
            Sql.run(
                    connection,
                    "UPDATE unit_group SET dissolved_at = ? WHERE id = ?",
                    now.toEpochMilli(),
                    group.number());
            Acts.record(connection, now, actor, "dissolve-group", null, Long.toString(group.number()));
        }
        return empty;
    }

    private static Set<String> ids(Collection<UnitId> units) {
        Set<String> ids = new LinkedHashSet<>();
        units.forEach(unit -> ids.add(unit.value()));
        return ids;
    }
}
