package org.zizhu.fleet.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.store.Sql;

/**
 * Which node of the fleet raises alarms, delivers them, and goes on with what many are told: one at a time, by a lease in the database. A node that is killed is followed by
 * another when its lease is over. Thread-safe.
 */
public final class Duty {

    private static final Duration LEASE = Duration.ofSeconds(30);
    /** Early enough that a slow commit loses nothing. */
    private static final Duration RENEWED_BEFORE = Duration.ofSeconds(20);

    private final Database database;
    private final InstantSource clock;
    private final String node = UUID.randomUUID().toString();
    private Instant until = Instant.EPOCH;

    public Duty(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whether it is this node; asks for the lease if nobody has it. */
    public synchronized boolean mine() {
        Instant now = clock.instant();
        if (now.isBefore(until.minus(RENEWED_BEFORE))) {
            return true;
        }
        Instant next = now.plus(LEASE);
        boolean given = database.write(connection -> Sql.run(
                        connection,
                        "INSERT INTO duty (name, node, until) VALUES ('health', ?, ?) ON CONFLICT (name) DO UPDATE"
                                + " SET node = excluded.node, until = excluded.until WHERE duty.node = excluded.node OR duty.until <= ?",
                        node,
                        next.toEpochMilli(),
                        now.toEpochMilli())
                == 1);
        until = given ? next : Instant.EPOCH;
        return given;
    }

    /** Lets another node have it at once. While the database is away nothing comes of it, and the lease ends by itself. */
    public synchronized void release() {
        until = Instant.EPOCH;
        var unused = database.submit(connection -> Sql.run(connection, "DELETE FROM duty WHERE node = ?", node));
    }
}
