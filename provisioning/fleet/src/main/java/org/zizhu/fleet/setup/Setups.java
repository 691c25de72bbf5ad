package org.zizhu.fleet.setup;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.unit.Acts;

/** The setups: entered and taken back by engineers, each fetched by its own unit. Who did what is in the audit. Thread-safe. */
public final class Setups {

    private final Database database;
    private final InstantSource clock;

    public Setups(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public Optional<Setup> of(UnitId unit) {
        return database.read(connection -> find(connection, unit));
    }

    /**
     * Keeps it in the place of the one before.
     *
     * @param unit one on record
     * @return what is wrong with it, in which case nothing is kept
     */
    public Optional<Wrong> keep(UnitId unit, String text, String actor) {
        // A browser's lines end with two characters.
        String clean = text.replace("\r\n", "\n").stripTrailing() + "\n";
        Optional<Wrong> wrong = SetupText.wrong(clean);
        if (wrong.isPresent()) {
            return wrong;
        }
        Instant now = clock.instant();
        database.write(connection -> {
            Sql.run(
                    connection,
                    "INSERT INTO setup (unit, content, made_by, made_at) VALUES (?, ?, ?, ?) ON CONFLICT (unit) DO UPDATE SET"
                            + " content = excluded.content, made_by = excluded.made_by, made_at = excluded.made_at,"
                            + " fetched_at = NULL",
                    unit.value(),
                    clean,
                    actor,
                    now.toEpochMilli());
            Acts.record(connection, now, actor, "keep-setup", unit, "-");
            return true;
        });
        return Optional.empty();
    }

    /** Takes it back; false if there is none. */
    public boolean remove(UnitId unit, String actor) {
        Instant now = clock.instant();
        return database.write(connection -> {
            boolean removed = Sql.run(connection, "DELETE FROM setup WHERE unit = ?", unit.value()) > 0;
            if (removed) {
                Acts.record(connection, now, actor, "remove-setup", unit, "-");
            }
            return removed;
        });
    }

    /** To the unit itself, however often it asks. */
    public Optional<String> fetch(UnitId unit) {
        Instant now = clock.instant();
        return database.write(connection -> {
            Optional<Setup> found = find(connection, unit);
            if (found.isPresent() && found.get().fetched() == null) {
                Sql.run(connection, "UPDATE setup SET fetched_at = ? WHERE unit = ?", now.toEpochMilli(), unit.value());
                Acts.record(connection, now, Acts.FLEET, "give-setup", unit, "-");
            }
            return found.map(Setup::text);
        });
    }

    private static Optional<Setup> find(Connection connection, UnitId unit) throws SQLException {
        return Sql.first(
                connection,
                "SELECT * FROM setup WHERE unit = ?",
                row -> {
                    var fetched = Sql.optionalLong(row, "fetched_at");
                    return new Setup(
                            row.getString("content"),
                            row.getString("made_by"),
                            Instant.ofEpochMilli(row.getLong("made_at")),
                            fetched.isPresent() ? Instant.ofEpochMilli(fetched.getAsLong()) : null);
                },
                unit.value());
    }
}
