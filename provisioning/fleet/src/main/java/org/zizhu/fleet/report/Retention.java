package org.zizhu.fleet.report;

import java.time.Duration;
import java.time.InstantSource;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.store.Sql;

/** Forgets old reports a few at a time, so that nobody waits for it. What is so at present, and what was acknowledged, stays. Used by one thread. */
public final class Retention {

    /** Counts are looked at for weeks. */
    static final Duration TELEMETRY = Duration.ofDays(35);

    /** Who reckons a year's outages needs a whole one. */
    static final Duration FACTS = Duration.ofDays(400);

    private static final int AT_ONCE = 2_000;
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Database database;
    private final InstantSource clock;
    private long nextMillis;

    public Retention(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Once a minute; more often where there is more to forget than one go takes. */
    public void keep() {
        long now = clock.millis();
        if (now < nextMillis) {
            return;
        }
        int gone = database.write(connection -> Sql.run(
                        connection,
                        "DELETE FROM report WHERE id IN (SELECT id FROM report WHERE kind = 'telemetry' AND received_at < ? LIMIT "
                                + AT_ONCE + ")",
                        now - TELEMETRY.toMillis())
                // The oldest have the lowest numbers.
                + Sql.run(
                        connection,
                        "DELETE FROM report WHERE id < (SELECT min(id) FROM report) + " + AT_ONCE
                                + " AND received_at < ?",
                        now - FACTS.toMillis()));
        nextMillis = gone < AT_ONCE ? now + EVERY.toMillis() : now;
    }
}
