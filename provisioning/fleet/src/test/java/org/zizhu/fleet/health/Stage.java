package org.zizhu.fleet.health;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.zizhu.fleet.HandClock;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.report.Dated;
import org.zizhu.fleet.report.ReportBook;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.store.Store;
import org.zizhu.fleet.unit.Division;
import org.zizhu.fleet.unit.UnitRegister;

/** Units as the database knows them, and one that looks after their health, on a clock moved by hand. */
public final class Stage implements AutoCloseable {

    public static final Division CITY = new Division("430100");

    /** Long enough for every rule but those that wait for hours. */
    public static final Duration A_WHILE = Duration.ofMinutes(12);

    public final HandClock clock;
    public final Database database;
    private final Rulebook rulebook;
    private Duty duty;
    private Health health;
    private long told;

    public Stage(Store store, Path folder, Rulebook rulebook) {
        this(store.open(folder), new HandClock(), rulebook);
    }

    public Stage(Database database, HandClock clock, Rulebook rulebook) {
        this.database = database;
        this.clock = clock;
        this.rulebook = rulebook;
        start();
    }

    /** As after a restart of the server that had time to say that it goes. */
    public void restart() {
        duty.release();
        start();
    }

    private void start() {
        duty = new Duty(database, clock);
        health = new Health(database, rulebook, duty, clock, clock);
    }

    public Health health() {
        return health;
    }

    public Duty duty() {
        return duty;
    }

    /** A unit that has enrolled and is connected. */
    public void unit(String id, String division) {
        database.write(connection -> {
            UnitRegister.add(connection, new UnitId(id), new Division(division), clock.instant());
            UnitRegister.nextGeneration(connection, new UnitId(id));
            return Sql.run(
                    connection,
                    "INSERT INTO presence (unit, software, commands, clock_trusted, clock_offset_ms, connected_at, epoch)"
                            + " VALUES (?, 'zizhu-0.1.0', '', 1, 0, ?, 1)",
                    id,
                    clock.instant().toEpochMilli());
        });
    }

    public void units(String start, int count, String division) {
        for (int i = 1; i <= count; i++) {
            unit(start + i, division);
        }
    }

    public void loses(String id) {
        database.write(connection -> Sql.run(
                connection,
                "UPDATE presence SET gone_at = ? WHERE unit = ?",
                clock.instant().toEpochMilli(),
                id));
    }

    public void hears(String id) {
        database.write(connection -> Sql.run(connection, "UPDATE presence SET gone_at = NULL WHERE unit = ?", id));
    }

    public void loses(String start, int count) {
        for (int i = 1; i <= count; i++) {
            loses(start + i);
        }
    }

    public void hears(String start, int count) {
        for (int i = 1; i <= count; i++) {
            hears(start + i);
        }
    }

    /** The unit reports this. */
    public void tells(String id, Fact... facts) {
        for (Fact fact : facts) {
            long seq = ++told;
            String kind = fact instanceof Fact.OfUnit
                    ? "unit"
                    : fact instanceof Fact.OfDevice
                            ? "device"
                            : fact instanceof Fact.OfLink
                                    ? "link"
                                    : fact instanceof Fact.Telemetry ? "telemetry" : "service";
            database.write(connection -> {
                ReportBook.keep(
                        connection,
                        List.of(new ReportBook.Frame(
                                new UnitId(id),
                                "journal",
                                List.of(new ReportBook.Entry(seq, kind, new Dated(clock.instant(), true), fact)),
                                seq,
                                clock.instant())));
                return true;
            });
        }
    }

    public static Fact device(String name, Fact.DeviceState state, String... reasons) {
        return new Fact.OfDevice(name, "printer", state, List.of(reasons), null, null);
    }

    public static Fact service(String name, Fact.ServiceState state, Fact.Cause... causes) {
        return new Fact.OfService(name, state, List.of(causes), null);
    }

    public static Fact unitIs(Fact.UnitState state, String reason) {
        return new Fact.OfUnit(state, reason);
    }

    /** Time goes by, and is looked at every five seconds. */
    public void passes(Duration time) {
        Duration step = Duration.ofSeconds(5);
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
            clock.advance(step);
            health.lookAround();
        }
    }

    /** Hours, at which it is looked only at the end. */
    public void passesUnseen(Duration time) {
        clock.advance(time);
        health.lookAround();
    }

    public List<Alarm> open() {
        return list(AlarmFilter.open(CITY));
    }

    public List<Alarm> list(AlarmFilter filter) {
        return database.read(connection -> AlarmBook.list(connection, filter, 0, 1000));
    }

    /** The open alarms as {@code rule thing where}. */
    public List<String> told() {
        return open().stream()
                .map(alarm -> alarm.rule() + " " + alarm.thing() + " "
                        + (alarm.unit() == null ? alarm.division().code() + "×" + alarm.units() : alarm.unit()))
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        database.close();
    }
}
