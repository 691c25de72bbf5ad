package org.zizhu.fleet.command;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.group.Among;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.unit.Division;

/** Where commands are ordered: durable first, then told to the unit if it is there. Thread-safe. */
public final class Commands {

    /** Of so many units at once what many are told is ordered: a whole city does not restart in one second, and reports find the database free. */
    private static final int UNITS_AT_ONCE = 50;

    private final Database database;
    private final InstantSource clock;
    private final Consumer<Command> teller;

    /** @param teller passes it to the unit's connection, if it is to this node; another node finds it, and who is nowhere is told with the next welcome */
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

    /**
     * Orders the same of many units: durable at once, and ordered of each by and by, each with a command of its own.
     *
     * @param division where all of them stand
     * @param key whoever orders twice with one key has ordered once
     * @return its number; nothing if the key was used for something else
     */
    public Optional<Long> orderOfMany(
            List<UnitId> units, Deed deed, String key, Duration good, Division division, String actor) {
        return orderOfMany(units, deed, key, good, Among.all(division), actor);
    }

    /** @param among where all of them stand, and the group that was asked for */
    public Optional<Long> orderOfMany(
            List<UnitId> units, Deed deed, String key, Duration good, Among among, String actor) {
        Instant now = clock.instant();
        return database.write(
                connection -> BatchBook.begin(connection, units, deed, key, among, actor, now, now.plus(good)));
    }

    /** Orders it of no more units; what was ordered goes on. Returns how many are spared. */
    public int stop(long number, String actor) {
        Instant now = clock.instant();
        return database.write(connection -> BatchBook.stop(connection, number, actor, now));
    }

    public Optional<Command> find(String id) {
        return database.read(connection -> CommandBook.find(connection, id));
    }

    /** What a unit has fetched by a command; false where nothing of that kind was asked of it, or it is over. */
    public boolean fetched(UnitId unit, String id, String mediaType, byte[] body) {
        Instant now = clock.instant();
        return database.write(connection -> ContentBook.take(connection, unit, id, mediaType, body, now));
    }

    /** Ends what has had its time, forgets what was fetched long ago, and goes on with what many are told; by one node. */
    public void lookAround() {
        Instant now = clock.instant();
        database.write(connection -> CommandBook.lapse(connection, now));
        database.write(connection -> ContentBook.forget(connection, now));
        database.write(connection -> BatchBook.orderNext(connection, UNITS_AT_ONCE, now))
                .forEach(teller);
    }
}
