package org.zizhu.fleet.group;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.group.Grouped.Why;
import org.zizhu.fleet.operator.Operator;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.unit.Division;

/**
 * Where groups are made, named, filled and emptied, by whoever may give orders in the whole of the group's division; each of it is in the audit, unit
 * by unit. Thread-safe.
 */
public final class Groups {

    private final Database database;
    private final InstantSource clock;

    /** A change of one group, in a transaction. */
    @FunctionalInterface
    private interface Change {
        Optional<Why> on(Connection connection, Group group, Instant now) throws SQLException;
    }

    public Groups(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A new one with these units; all of it or nothing. */
    public Grouped make(Operator by, String name, Division division, Collection<UnitId> units) {
        if (!by.may(Role.OPERATOR, division)) {
            return new Grouped.Refused(Why.NOT_ALLOWED);
        }
        if (!Group.isName(name)) {
            return new Grouped.Refused(Why.NAME_WRONG);
        }
        Instant now = clock.instant();
        return database.write(connection -> {
            // Before anything is written: what is refused leaves no empty group behind.
            if (!GroupBook.stand(connection, division, units)) {
                return new Grouped.Refused(Why.UNIT_ELSEWHERE);
            }
            OptionalLong number = GroupBook.make(connection, name, division, by.name(), now);
            if (number.isEmpty()) {
                return new Grouped.Refused(Why.NAME_TAKEN);
            }
            Group group = new Group(number.getAsLong(), name, division, by.name(), now, 0);
            GroupBook.add(connection, group, units, by.name(), now);
            return new Grouped.Done(group.number());
        });
    }

    public Grouped rename(Operator by, long number, String name) {
        return Group.isName(name)
                ? change(
                        by,
                        number,
                        (connection, group, now) -> GroupBook.rename(connection, group, name, by.name(), now)
                                ? Optional.empty()
                                : Optional.of(Why.NAME_TAKEN))
                : new Grouped.Refused(Why.NAME_WRONG);
    }

    /** Puts some in and takes others out; all of it or nothing. Who is in already, or is not, stays so. */
    public Grouped fill(Operator by, long number, Collection<UnitId> in, Collection<UnitId> out) {
        return change(by, number, (connection, group, now) -> {
            if (!GroupBook.add(connection, group, in, by.name(), now)) {
                return Optional.of(Why.UNIT_ELSEWHERE);
            }
            GroupBook.remove(connection, group, out, by.name(), now);
            return Optional.empty();
        });
    }

    public Grouped add(Operator by, long number, Collection<UnitId> units) {
        return fill(by, number, units, List.of());
    }

    /** What they go by they go on with. */
    public Grouped remove(Operator by, long number, Collection<UnitId> units) {
        return fill(by, number, List.of(), units);
    }

    public Grouped empty(Operator by, long number) {
        return change(by, number, (connection, group, now) -> {
            GroupBook.empty(connection, group, by.name(), now);
            return Optional.empty();
        });
    }

    public Grouped dissolve(Operator by, long number) {
        return change(
                by,
                number,
                (connection, group, now) -> GroupBook.dissolve(connection, group, by.name(), now)
                        ? Optional.empty()
                        : Optional.of(Why.NOT_EMPTY));
    }

    private Grouped change(Operator by, long number, Change change) {
        Instant now = clock.instant();
        return database.write(connection -> {
            Optional<Group> group = GroupBook.find(connection, number, by.division());
            if (group.isEmpty()) {
                return new Grouped.Refused(Why.GROUP_UNKNOWN);
            }
            if (!by.may(Role.OPERATOR, group.get().division())) {
                return new Grouped.Refused(Why.NOT_ALLOWED);
            }
            Optional<Why> why = change.on(connection, group.get(), now);
            return why.isPresent() ? new Grouped.Refused(why.get()) : new Grouped.Done(number);
        });
    }
}
