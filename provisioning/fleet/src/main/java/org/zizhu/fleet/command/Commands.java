package org.zizhu.fleet.command;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.store.Database;

/** Where commands are ordered: durable first, then told to the unit if it is there. Thread-safe. */
public final class Commands {

    private final Database database;
    private final InstantSource clock;
    private final Consumer<Command> teller;

    /** @param teller passes it to the unit's connection, if there is one; else it waits for the next welcome */
    public Commands(Database database, InstantSource clock, Consumer<Command> teller) {
        this.database = database;
        this.clock = clock;
        this.teller = teller;
    }

    /**
     * @param key whoever orders twice with one key has ordered once
     * @param good not started by then, it isn't started any more
     */
    public Ordered order(UnitId unit, Deed deed, String key, Duration good, String actor) {
        Instant now = clock.instant();
        Ordered ordered = database.write(
                connection -> CommandBook.order(connection, unit, deed, key, actor, now, now.plus(good)));
        if (ordered instanceof Ordered.Taken taken
                && !taken.command().progress().over()) {
            teller.accept(taken.command());
        }
        return ordered;
    }

    public Optional<Command> find(String id) {
        return database.read(connection -> CommandBook.find(connection, id));
    }

    /** Ends what has had its time. */
    public void lookAround() {
        Instant now = clock.instant();
        database.write(connection -> CommandBook.lapse(connection, now));
    }
}
