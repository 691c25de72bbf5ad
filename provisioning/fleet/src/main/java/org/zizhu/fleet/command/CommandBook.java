package org.zizhu.fleet.command;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.unit.Acts;
import org.zizhu.fleet.unit.Standing;
import org.zizhu.fleet.unit.Unit;
import org.zizhu.fleet.unit.UnitRegister;
import tools.jackson.databind.JsonNode;

/** The commands. Each method is part of its caller's transaction. */
public final class CommandBook {

    private static final int MOST_UNFINISHED = 32;
    private static final String UNFINISHED = "stage IN ('ordered', 'received', 'started')";

    private CommandBook() {}

    /** Orders it, once for each key. */
    static Ordered order(
            Connection connection, UnitId unit, Deed deed, String key, String actor, Instant now, Instant expires)
            throws SQLException {
        Optional<Unit> known = UnitRegister.find(connection, unit);
        if (known.isEmpty()) {
            return new Ordered.Refused(Ordered.Why.UNIT_UNKNOWN);
        }
        Optional<Command> before =
                Sql.first(connection, "SELECT * FROM command WHERE order_key = ?", CommandBook::command, key);
        if (before.isPresent()) {
            boolean same =
                    before.get().unit().equals(unit) && before.get().deed().equals(deed);
            return same ? new Ordered.Taken(before.get()) : new Ordered.Refused(Ordered.Why.KEY_REUSED);
        }
        Standing standing = known.get().standing();
        if (standing == Standing.REVOKED || standing == Standing.QUARANTINED) {
            return new Ordered.Refused(Ordered.Why.UNIT_BARRED);
        }
        if (unfinished(connection, unit).size() >= MOST_UNFINISHED) {
            return new Ordered.Refused(Ordered.Why.TOO_MANY);
        }
        Command command = new Command(
                UUID.randomUUID().toString(), unit, deed, actor, now, expires, Progress.ORDERED, null, null, now);
        Sql.run(
                connection,
                "INSERT INTO command (id, unit, order_key, name, arguments, made_by, made_at, expires_at, stage, stage_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'ordered', ?)",
                command.id(),
                unit.value(),
                key,
                deed.command(),
                Json.write(deed),
                actor,
                now.toEpochMilli(),
                expires.toEpochMilli(),
                now.toEpochMilli());
        Acts.record(connection, now, actor, "order-" + deed.command(), unit, command.id());
        return new Ordered.Taken(command);
    }

    public static Optional<Command> find(Connection connection, String id) throws SQLException {
        return Sql.first(connection, "SELECT * FROM command WHERE id = ?", CommandBook::command, id);
    }

    /** Those of which more is to come, oldest first: a unit is told them after each welcome. */
    public static List<Command> unfinished(Connection connection, UnitId unit) throws SQLException {
        return Sql.list(
                connection,
                "SELECT * FROM command WHERE unit = ? AND " + UNFINISHED + " ORDER BY made_at, id",
                CommandBook::command,
                unit.value());
    }

    /** The last ones of a unit, the newest first. */
    public static List<Command> latest(Connection connection, UnitId unit, int most) throws SQLException {
        return Sql.list(
                connection,
                "SELECT * FROM command WHERE unit = ? ORDER BY made_at DESC, id LIMIT ?",
                CommandBook::command,
                unit.value(),
                (long) most);
    }

    /** Those of which no stage has come, of units that are connected to this node; oldest first. */
    public static List<Command> waitingAt(Connection connection, String node) throws SQLException {
        return Sql.list(
                connection,
                "SELECT c.* FROM command c JOIN presence p ON p.unit = c.unit"
                        + " WHERE c.stage = 'ordered' AND p.node = ? AND p.gone_at IS NULL ORDER BY c.made_at, c.id",
                CommandBook::command,
                node);
    }

    /** The unit says how far it has come; what goes backwards, or is about no command of this unit, changes nothing. */
    public static void advance(Connection connection, UnitId unit, Fact.OfCommand stage, Instant at)
            throws SQLException {
        Optional<Command> known =
                find(connection, stage.id()).filter(found -> found.unit().equals(unit));
        Progress next = Progress.of(stage.stage());
        if (known.isPresent() && known.get().progress().before(next)) {
            Sql.run(
                    connection,
                    "UPDATE command SET stage = ?, reason = ?, result = ?, stage_at = ? WHERE id = ?",
                    next.stored(),
                    stage.reason(),
                    stage.result().isEmpty() ? null : Json.write(stage.result()),
                    at.toEpochMilli(),
                    stage.id());
        }
    }

    /** Those whose time is over without the unit having begun are lapsed; returns how many. */
    static int lapse(Connection connection, Instant now) throws SQLException {
        return Sql.run(
                connection,
                "UPDATE command SET stage = 'lapsed', stage_at = ? WHERE stage IN ('ordered', 'received') AND expires_at <= ?",
                now.toEpochMilli(),
                now.toEpochMilli());
    }

    private static Command command(ResultSet row) throws SQLException {
        Deed deed = Json.read(row.getString("arguments"), JsonNode.class)
                .flatMap(arguments -> {
                    try {
                        return Deed.read(row.getString("name"), arguments);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .orElseThrow(() -> new IllegalStateException("a command on record that is none"));
        return new Command(
                row.getString("id"),
                new UnitId(row.getString("unit")),
                deed,
                row.getString("made_by"),
                Instant.ofEpochMilli(row.getLong("made_at")),
                Instant.ofEpochMilli(row.getLong("expires_at")),
                Progress.of(row.getString("stage")),
                row.getString("reason"),
                row.getString("result"),
                Instant.ofEpochMilli(row.getLong("stage_at")));
    }
}
