package org.zizhu.fleet.health;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.health.notice.Message;
import org.zizhu.fleet.health.notice.Outbox;
import org.zizhu.fleet.health.rule.Fault;
import org.zizhu.fleet.health.rule.Rule;
import org.zizhu.fleet.health.rule.Thing;
import org.zizhu.fleet.report.ServiceNames;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.unit.Acts;
import org.zizhu.fleet.unit.Division;

/**
 * Sees what is wrong in the fleet and keeps the alarms: one for each fault, begun when it has lasted, grouped by cause, escalated when
 * nobody takes it on, closed when it is over. Alarms, and the word of them that is to go out, are in the database in one transaction; what
 * has not lasted yet is known to this node only, and is counted anew after a restart. Thread-safe.
 */
public final class Health {

    /** What people are told a few seconds later is told in time. */
    private static final Duration EVERY = Duration.ofSeconds(5);
    /** A fault that is not an alarm yet; moments are monotonic. */
    private record Sight(Fault fault, boolean there, long first, long last) {}

    /** A unit in an alarm. */
    private record Member(long alarm, UnitId unit) {}

    /** Something to be written down. */
    @FunctionalInterface
    private interface Change {
        void on(Connection connection) throws SQLException;
    }

    private final Database database;
    private final Rulebook rulebook;
    private final Duty duty;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Map<Fault.Key, Sight> sights = new HashMap<>();
    /** Since when a unit is well again. */
    private final Map<Member, Long> well = new HashMap<>();

    private long nextLook;

    /** @param nanos monotonic */
    public Health(Database database, Rulebook rulebook, Duty duty, InstantSource clock, LongSupplier nanos) {
        this.database = database;
        this.rulebook = rulebook;
        this.duty = duty;
        this.clock = clock;
        this.nanos = nanos;
        this.nextLook = nanos.getAsLong();
    }

    /** Somebody takes the alarm on; false if somebody has, or it is over. */
    public boolean acknowledge(long number, String actor) {
        Instant now = clock.instant();
        return database.write(connection -> {
            boolean done = AlarmBook.acknowledge(connection, number, actor, now);
            if (done) {
                Acts.record(connection, now, actor, "acknowledge-alarm", null, Long.toString(number));
            }
            return done;
        });
    }

    /** Looks at the whole fleet, if it is time to, and if no other node does. */
    public synchronized void lookAround() {
        long now = nanos.getAsLong();
        if (now - nextLook < 0) {
            return;
        }
        nextLook = now + EVERY.toNanos();
        if (!duty.mine()) {
            sights.clear();
            well.clear();
            return;
        }
        Instant moment = clock.instant();
        Picture picture = database.read(connection -> Picture.of(connection, rulebook, moment));
        List<Change> changes = new ArrayList<>();
        see(picture, now);
        Map<Fault.Key, AlarmBook.Open> alarmed = goOn(picture, moment, now, changes);
        begin(picture, alarmed, moment, now, changes);
        if (!changes.isEmpty()) {
            database.write(connection -> {
                for (Change change : changes) {
                    change.on(connection);
                }
                return true;
            });
        }
    }

    /** What has been gone for as long as an alarm would take to close was another time. */
    private void see(Picture picture, long now) {
        sights.replaceAll((key, sight) -> new Sight(sight.fault, false, sight.first, sight.last));
        picture.findings().forEach((key, finding) -> {
            if (!finding.held()) {
                sights.merge(
                        key,
                        new Sight(finding.fault(), true, now, now),
                        (before, fresh) -> new Sight(finding.fault(), true, before.first, now));
            }
        });
        sights.values()
                .removeIf(sight -> !sight.there
                        && lasted(
                                sight.last, now, rulebook.of(sight.fault.rule()).clearAfter()));
    }

    // --- alarms that there are --------------------------------------------------------------------------------------

    /** Returns the faults that have an alarm. */
    private Map<Fault.Key, AlarmBook.Open> goOn(Picture picture, Instant moment, long now, List<Change> changes) {
        Map<Fault.Key, AlarmBook.Open> alarmed = new HashMap<>();
        Set<Member> members = picture.alarms().stream()
                .flatMap(open -> open.units().stream()
                        .map(unit -> new Member(open.alarm().number(), unit)))
                .collect(Collectors.toSet());
        well.keySet().retainAll(members);
        for (AlarmBook.Open open : picture.alarms()) {
            List<UnitId> gone = new ArrayList<>();
            boolean held = true;
            for (UnitId unit : open.units()) {
                Fault.Key key = new Fault.Key(open.alarm().rule(), open.alarm().thing(), unit);
                alarmed.put(key, open);
                Picture.Finding finding = picture.findings().get(key);
                if (finding == null && isWell(open, unit, now)) {
                    gone.add(unit);
                    alarmed.remove(key);
                    continue;
                }
                held &= finding != null && finding.held();
                if (finding != null) {
                    well.remove(new Member(open.alarm().number(), unit));
                    if (!open.isOfMany() && hasChanged(open.alarm(), finding.fault())) {
                        changes.add(connection ->
                                AlarmBook.tellAnew(connection, open.alarm().number(), finding.fault()));
                    }
                }
            }
            if (!gone.isEmpty()) {
                changes.add(
                        connection -> AlarmBook.leave(connection, open.alarm().number(), gone, moment));
            }
            if (gone.size() == open.units().size()) {
                changes.add(connection -> close(connection, open.alarm(), moment));
            } else if (!held && isOverdue(open.alarm(), moment)) {
                changes.add(connection -> escalate(connection, open.alarm(), moment));
            }
        }
        return alarmed;
    }

    private boolean isWell(AlarmBook.Open open, UnitId unit, long now) {
        long since = well.computeIfAbsent(new Member(open.alarm().number(), unit), unused -> now);
        Rulebook.@Nullable Limits limits = rulebook.rules().get(open.alarm().rule());
        return limits == null || limits.off() || lasted(since, now, limits.clearAfter());
    }

    private static boolean hasChanged(Alarm alarm, Fault fault) {
        return !alarm.reasons().equals(fault.reasons()) || !alarm.effects().equals(fault.effects());
    }

    private boolean isOverdue(Alarm alarm, Instant moment) {
        Duration longest = Optional.ofNullable(rulebook.rules().get(alarm.rule()))
                .map(Rulebook.Limits::escalateAfter)
                .orElse(null);
        return longest != null
                && alarm.waits()
                && alarm.escalated() == null
                && !moment.isBefore(alarm.raised().plus(longest));
    }

    private void close(Connection connection, Alarm alarm, Instant moment) throws SQLException {
        if (AlarmBook.close(connection, alarm.number(), moment)) {
            tell(connection, Message.Event.CLOSED, alarm.number(), moment);
        }
    }

    private void escalate(Connection connection, Alarm alarm, Instant moment) throws SQLException {
        if (AlarmBook.escalate(connection, alarm.number(), moment)) {
            tell(connection, Message.Event.ESCALATED, alarm.number(), moment);
        }
    }

    // --- alarms that begin ------------------------------------------------------------------------------------------

    private void begin(
            Picture picture, Map<Fault.Key, AlarmBook.Open> alarmed, Instant moment, long now, List<Change> changes) {
        record Cause(String rule, Thing thing) {}
        Map<Cause, List<Sight>> byCause = new HashMap<>();
        sights.forEach((key, sight) -> {
            if (sight.there && !alarmed.containsKey(key)) {
                byCause.computeIfAbsent(new Cause(key.rule(), key.thing()), unused -> new ArrayList<>())
                        .add(sight);
            }
        });
        byCause.forEach(
                (cause, seen) -> {
                    Rulebook.Limits limits = rulebook.of(cause.rule);
                    Set<UnitId> due = seen.stream()
                            .filter(sight -> lasted(sight.first, now, limits.after()))
                            .map(sight -> sight.fault.unit())
                            .collect(Collectors.toSet());
                    if (due.isEmpty()) {
                        return;
                    }
                    List<AlarmBook.Open> same = picture.alarms().stream()
                            .filter(open -> open.alarm().rule().equals(cause.rule)
                                    && open.alarm().thing().equals(cause.thing))
                            .toList();
                    Set<Fault> left =
                            new LinkedHashSet<>(seen.stream().map(Sight::fault).toList());
                    join(same, left, due, changes);
                    Optional<Division> around = left.stream()
                            .flatMap(fault -> Optional.ofNullable(fault.around()).stream())
                            .findFirst();
                    if (around.isPresent()) {
                        changes.add(connection -> raise(connection, List.copyOf(left), around.get(), moment));
                        return;
                    }
                    if (limits.together() != null) {
                        List<Division> known = same.stream()
                                .flatMap(open -> open.units().stream())
                                .flatMap(unit -> Optional.ofNullable(
                                        picture.findings().get(new Fault.Key(cause.rule, cause.thing, unit)))
                                        .stream())
                                .map(finding -> finding.fault().division())
                                .toList();
                        for (Together.Group group :
                                new Together(limits.together(), picture.enrolled(), known).among(left, due)) {
                            changes.add(connection -> raise(connection, group.faults(), group.where(), moment));
                            group.faults().forEach(left::remove);
                        }
                    }
                    left.stream()
                            .filter(fault -> due.contains(fault.unit()))
                            .forEach(fault -> changes.add(
                                    connection -> raise(connection, List.of(fault), fault.division(), moment)));
                });
    }

    /** What lies in the division of an alarm of many has the same cause. */
    private static void join(List<AlarmBook.Open> same, Set<Fault> left, Set<UnitId> due, List<Change> changes) {
        left.removeIf(fault -> {
            Optional<AlarmBook.Open> ofMany = same.stream()
                    .filter(open -> open.isOfMany()
                            && fault.division().within(open.alarm().division()))
                    .findFirst();
            if (ofMany.isPresent() && due.contains(fault.unit())) {
                changes.add(connection ->
                        AlarmBook.join(connection, ofMany.get().alarm().number(), List.of(fault)));
            }
            return ofMany.isPresent();
        });
    }

    private void raise(Connection connection, List<Fault> faults, Division where, Instant moment) throws SQLException {
        OptionalLong number = AlarmBook.raise(connection, faults, where, moment);
        if (number.isPresent()) {
            tell(connection, Message.Event.RAISED, number.getAsLong(), moment);
        }
    }

    // --- both -------------------------------------------------------------------------------------------------------

    private void tell(Connection connection, Message.Event event, long number, Instant moment) throws SQLException {
        Alarm alarm = AlarmBook.find(connection, number)
                .orElseThrow(() -> new IllegalStateException("an alarm that was there is not"));
        Outbox.add(
                connection,
                message(event, alarm, ServiceNames.of(connection, services(alarm)), moment),
                alarm.division(),
                alarm.grade(),
                rulebook.deliveries(),
                moment);
    }

    private static List<String> services(Alarm alarm) {
        return Stream.concat(
                        alarm.effects().stream(),
                        Stream.of(alarm.thing())
                                .filter(thing -> thing.kind() == Thing.Kind.SERVICE)
                                .map(Thing::name))
                .toList();
    }

    private static Message message(Message.Event event, Alarm alarm, Map<String, Fact.Name> names, Instant moment) {
        Optional<Rule.Title> title = Rulebook.title(alarm.rule());
        return new Message(
                event,
                moment.toString(),
                alarm.number(),
                alarm.rule(),
                title.map(Rule.Title::chinese).orElse(alarm.rule()),
                title.map(Rule.Title::english).orElse(alarm.rule()),
                alarm.grade().keyword(),
                alarm.thing().kind().keyword(),
                alarm.thing().name(),
                alarm.division().code(),
                alarm.unit() == null ? null : alarm.unit().value(),
                alarm.units(),
                alarm.reasons(),
                alarm.effects(),
                names,
                alarm.since().toString(),
                alarm.raised().toString(),
                alarm.acknowledgedBy(),
                Objects.toString(alarm.closed(), null));
    }

    private static boolean lasted(long since, long now, Duration length) {
        return now - since >= length.toNanos();
    }
}
