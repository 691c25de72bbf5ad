package org.zizhu.fleet.command;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.group.Among;
import org.zizhu.fleet.group.Group;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.unit.Acts;
import org.zizhu.fleet.unit.Division;
import tools.jackson.databind.JsonNode;

/** What many units are told at once. Each method is part of its caller's transaction. */
public final class BatchBook {

    private static final int MOST_TROUBLES = 200;
    private static final String NOT_ORDERED = "not-ordered";
    private static final String STOPPED = "stopped";

    private BatchBook() {}

    /** Begins it, once for each key; its number, or nothing if the key was used for something else. */
    static Optional<Long> begin(
            Connection connection,
            List<UnitId> units,
            Deed deed,
            String key,
            Among among,
            String actor,
            Instant now,
            Instant expires)
            throws SQLException {
        Optional<Long> number = Sql.first(
                connection,
                "INSERT INTO batch (order_key, name, arguments, division, unit_group, made_by, made_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (order_key) DO NOTHING RETURNING id",
                row -> row.getLong(1),
                key,
                deed.command(),
                Json.write(deed),
                among.division().code(),
                among.group(),
                actor,
                now.toEpochMilli(),
                expires.toEpochMilli());
        if (number.isEmpty()) {
            return Sql.first(
                    connection,
                    "SELECT id FROM batch WHERE order_key = ? AND made_by = ? AND name = ? AND arguments = ?",
                    row -> row.getLong(1),
                    key,
                    actor,
                    deed.command(),
                    Json.write(deed));
        }
        Sql.runAll(
                connection,
                "INSERT INTO batch_unit (batch, unit) VALUES (?, ?)",
                units.stream()
                        .map(unit -> List.<Object>of(number.get(), unit.value()))
                        .toList());
        Acts.record(
                connection,
                now,
                actor,
                "order-many-" + deed.command(),
                null,
                number.get() + " " + units.size() + (among.group() == null ? "" : " group-" + among.group()));
        return number;
    }

    /** Orders it of the next so many units; returns the commands. */
    static List<Command> orderNext(Connection connection, int most, Instant now) throws SQLException {
        record Next(long batch, UnitId unit, Deed deed, String by, Instant expires) {}
        List<Command> ordered = new ArrayList<>();
        for (Next next : Sql.list(
                connection,
                "SELECT b.*, u.unit FROM batch_unit u JOIN batch b ON b.id = u.batch"
                        + " WHERE u.command IS NULL AND u.refused IS NULL ORDER BY u.batch, u.unit LIMIT ?",
                row -> new Next(
                        row.getLong("id"),
                        new UnitId(row.getString("unit")),
                        deed(row),
                        row.getString("made_by"),
                        Instant.ofEpochMilli(row.getLong("expires_at"))),
                (long) most)) {
            if (!now.isBefore(next.expires)) {
                refuse(connection, next.batch, next.unit, "expired");
                continue;
            }
            Ordered answer = CommandBook.order(
                    connection,
                    next.unit,
                    next.deed,
                    "batch " + next.batch + " " + next.unit,
                    next.by,
                    now,
                    next.expires);
            if (answer instanceof Ordered.Taken taken) {
                Sql.run(
                        connection,
                        "UPDATE batch_unit SET command = ? WHERE batch = ? AND unit = ?",
                        taken.command().id(),
                        next.batch,
                        next.unit.value());
                ordered.add(taken.command());
            } else if (answer instanceof Ordered.Refused no) {
                refuse(
                        connection,
                        next.batch,
                        next.unit,
                        no.why().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        }
        return ordered;
    }

    /** Whatever has not been ordered yet is not ordered any more; returns of how many units. */
    static int stop(Connection connection, long number, String actor, Instant now) throws SQLException {
        int stopped = Sql.run(
                connection,
                "UPDATE batch_unit SET refused = ? WHERE batch = ? AND command IS NULL AND refused IS NULL",
                STOPPED,
                number);
        Acts.record(connection, now, actor, "stop-order-to-many", null, number + " " + stopped);
        return stopped;
    }

    /** The latest of a division and what lies in it. */
    public static List<Batch> latest(Connection connection, Division scope, int most) throws SQLException {
        List<Batch> batches = new ArrayList<>();
        for (long number : Sql.list(
                connection,
                "SELECT id FROM batch WHERE division LIKE ? ORDER BY id DESC LIMIT ?",
                row -> row.getLong(1),
                scope.prefix() + "%",
                (long) most)) {
            find(connection, number, scope).ifPresent(batches::add);
        }
        return batches;
    }

    /** One of a division or what lies in it. */
    public static Optional<Batch> find(Connection connection, long number, Division scope) throws SQLException {
        record Count(String stage, long units) {}
        Map<String, Long> stages = new TreeMap<>();
        Sql.list(
                        connection,
                        "SELECT CASE WHEN u.refused IS NOT NULL THEN '" + NOT_ORDERED
                                + "' WHEN c.stage IS NULL THEN 'left'"
                                + " ELSE c.stage END AS how, count(*) FROM batch_unit u LEFT JOIN command c ON c.id = u.command"
                                + " WHERE u.batch = ? GROUP BY 1",
                        row -> new Count(row.getString(1), row.getLong(2)),
                        number)
                .forEach(count -> stages.put(count.stage, count.units));
        long units = stages.values().stream().mapToLong(Long::longValue).sum();
        Long left = stages.remove("left");
        return Sql.first(
                connection,
                "SELECT b.*, g.name AS group_name FROM batch b LEFT JOIN unit_group g ON g.id = b.unit_group"
                        + " WHERE b.id = ? AND b.division LIKE ?",
                row -> new Batch(
                        number,
                        row.getString("name"),
                        new Division(row.getString("division")),
                        row.getString("group_name") == null
                                ? null
                                : new Group.Label(row.getLong("unit_group"), row.getString("group_name")),
                        row.getString("made_by"),
                        Instant.ofEpochMilli(row.getLong("made_at")),
                        Instant.ofEpochMilli(row.getLong("expires_at")),
                        units,
                        left == null ? 0 : left,
                        stages),
                number,
                scope.prefix() + "%");
    }

    /** The units with which it has not gone well, as far as a page holds. */
    public static List<Batch.Trouble> troubles(Connection connection, long number) throws SQLException {
        return Sql.list(
                connection,
                "SELECT u.unit, u.refused, c.stage, c.reason FROM batch_unit u LEFT JOIN command c ON c.id = u.command"
                        + " WHERE u.batch = ? AND (u.refused IS NOT NULL OR c.stage IN ('failed', 'refused', 'expired', 'lapsed'))"
                        + " ORDER BY u.unit LIMIT ?",
                row -> {
                    String refused = row.getString(2);
                    String reason = row.getString(4);
                    return new Batch.Trouble(
                            new UnitId(row.getString(1)),
                            refused == null ? row.getString(3) : NOT_ORDERED,
                            refused != null ? refused : reason == null ? "" : reason);
                },
                number,
                (long) MOST_TROUBLES);
    }

    private static void refuse(Connection connection, long batch, UnitId unit, String why) throws SQLException {
        Sql.run(connection, "UPDATE batch_unit SET refused = ? WHERE batch = ? AND unit = ?", why, batch, unit.value());
    }

    private static Deed deed(ResultSet row) throws SQLException {
        String name = row.getString("name");
        return Json.read(row.getString("arguments"), JsonNode.class)
                .flatMap(arguments -> Deed.read(name, arguments))
                .orElseThrow(() -> new IllegalStateException("a command on record that is none"));
    }
}
