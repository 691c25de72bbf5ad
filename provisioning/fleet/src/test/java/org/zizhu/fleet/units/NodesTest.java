package org.zizhu.fleet.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.zizhu.fleet.Fleet;
import org.zizhu.fleet.Settings;
import org.zizhu.fleet.command.Command;
import org.zizhu.fleet.command.Ordered;
import org.zizhu.fleet.command.Progress;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.store.Store;

/** Two servers on one PostgreSQL, one of them a process that is killed; the units are simulated, their connections are not. */
@Execution(ExecutionMode.CONCURRENT)
class NodesTest {

    private static final int UNITS = 12;
    private static final String FACT = "{\"kind\":\"link\",\"link\":\"platform\",\"state\":\"up\"}";
    /** As on a machine at load 20, where the second server takes its time to start. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private final AtomicInteger port = new AtomicInteger();
    private String url;

    @Test
    void aNodeIsKilled_itsUnitsGoToTheOther_andNoAcknowledgedReportAndNoCommandIsLost() throws Exception {
        url = Store.POSTGRESQL.url(folder);
        Settings settings = Settings.inFolder(folder, 0, 0, Place.PROVINCE).with(url);
        try (Fleet here = Fleet.start(settings)) {
            port.set(here.port());
            X509Certificate authority = here.authority().certificate();
            int elsewhere = FleetProcess.freePort();
            try (Crowd crowd = new Crowd(UNITS, port::get, authority, 1);
                    FleetProcess there = new FleetProcess(folder, url, "256m", elsewhere, FleetProcess.freePort())) {
                crowd.enrol(here.enrolment());
                port.set(elsewhere);
                crowd.plugIn(Duration.ZERO);
                await("welcome", () -> crowd.tally().welcomed.get() == UNITS);
                assertEquals(0, here.links().count(), "all are at the other node");

                // Ordered at a node to which none of them is connected.
                List<Command> commands = order(here, crowd, "first");
                crowd.units().forEach(unit -> unit.report(List.of(FACT, FACT)));
                await("outcome", () -> done(here, commands));

                port.set(here.port());
                crowd.units().forEach(unit -> unit.report(List.of(FACT, FACT)));
                commands.addAll(order(here, crowd, "second"));
                there.kill();
                crowd.units().forEach(unit -> unit.report(List.of(FACT)));
                await(
                        "return",
                        () -> crowd.tally().welcomed.get() == UNITS
                                && here.links().count() == UNITS);
                await("outcome", () -> done(here, commands));
                await(
                        "acknowledgement",
                        () -> crowd.tally().acknowledged.sum()
                                == crowd.tally().told.sum());

                assertEquals(0, crowd.tally().refused.sum());
                assertEquals(crowd.tally().told.sum(), count("SELECT count(*) FROM report"), "each once");
                assertEquals(2L * UNITS, crowd.tally().commands.sum(), "each carried out once");
                assertEquals(UNITS, count("SELECT count(*) FROM presence WHERE gone_at IS NULL"));
            }
        }
        assertEquals(0, count("SELECT count(*) FROM presence WHERE gone_at IS NULL"), "it has told its end");
    }

    private static List<Command> order(Fleet fleet, Crowd crowd, String key) {
        List<Command> commands = new ArrayList<>();
        for (SimulatedUnit unit : crowd.units()) {
            Ordered ordered = fleet.commands()
                    .order(unit.id(), new Deed.Restart(), key + unit.id(), Duration.ofMinutes(30), "op");
            assertTrue(ordered instanceof Ordered.Taken, ordered.toString());
            commands.add(((Ordered.Taken) ordered).command());
        }
        return commands;
    }

    private static boolean done(Fleet fleet, List<Command> commands) {
        return commands.stream()
                .allMatch(command ->
                        fleet.commands().find(command.id()).orElseThrow().progress() == Progress.DONE);
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            return Sql.number(connection, sql);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("no " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
