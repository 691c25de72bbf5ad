package org.zizhu.fleet.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.zizhu.fleet.Fleet;
import org.zizhu.fleet.Settings;
import org.zizhu.fleet.command.Ordered;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.store.StoreFailed;

/**
 * Two fleet servers, three PostgreSQL of which one leads, and the power of that one goes while units report and are commanded. The database machines are
 * processes of Debian's PostgreSQL, Patroni and etcd; the units are simulated, their connections are not.
 */
@Execution(ExecutionMode.CONCURRENT)
class FailoverTest {

    private static final int UNITS = 12;
    /** Short, for the test waits for it; a machine that is starved for longer changes its leader without need. Patroni of later releases takes 20 s for it. */
    private static final Duration TTL = Duration.ofSeconds(Long.getLong("zizhu.failover.ttlSeconds", 15));

    private static final String FACT = "{\"kind\":\"link\",\"link\":\"platform\",\"state\":\"up\"}";
    private static final Duration BETWEEN_REPORTS = Duration.ofMillis(10);
    private static final Duration BETWEEN_ORDERS = Duration.ofMillis(250);
    private static final Duration STEP = Duration.ofMillis(20);
    /** As on a machine at load 20. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    @Test
    void theLeaderIsKilledUnderLoad_andNoAcknowledgedReportAndNoAcceptedCommandIsLost() throws Exception {
        try (Cluster cluster = new Cluster(folder, TTL)) {
            String url = cluster.url();
            Settings settings = Settings.inFolder(folder, 0, 0, Place.PROVINCE).with(url);
            try (Fleet here = Fleet.start(settings)) {
                X509Certificate authority = here.authority().certificate();
                int elsewhere = FleetProcess.freePort();
                AtomicInteger turn = new AtomicInteger();
                try (Crowd crowd = new Crowd(
                                UNITS, () -> turn.getAndIncrement() % 2 == 0 ? here.port() : elsewhere, authority, 1);
                        FleetProcess there = new FleetProcess(
                                folder,
                                standbysFirst(url, cluster.leader()),
                                "256m",
                                elsewhere,
                                FleetProcess.freePort())) {
                    crowd.enrol(here.enrolment());
                    crowd.plugIn(Duration.ZERO);
                    await("welcome", () -> crowd.tally().welcomed.get() == UNITS);

                    Set<String> accepted = goThroughIt(cluster, here, crowd);

                    await("acknowledgement", () -> crowd.units().stream().allMatch(unit -> unit.unacknowledged() == 0));
                    await("outcome", () -> crowd.tally().commandsDone.sum() == accepted.size());
                    // The last ones are reported after they are counted.
                    await("their reports", () -> crowd.units().stream().allMatch(unit -> unit.unacknowledged() == 0));
                    assertEquals(0, crowd.tally().refused.sum());
                    assertTrue(there.cpu() > 0, "the other server is still there");
                    assertEachReportIsThereOnce(url, crowd);
                    assertEquals(
                            accepted, commands(url, "stage = 'done'"), "each accepted one is there, and at its end");
                    assertEquals(accepted, commands(url, "stage <> 'ordered'"), "and no other was carried out");
                }
            }
        }
    }

    /** Units report and are commanded, the leader is killed, and that goes on until all units are heard again. Returns which commands were accepted. */
    private static Set<String> goThroughIt(Cluster cluster, Fleet fleet, Crowd crowd) {
        Tally tally = crowd.tally();
        try (Load load = new Load(fleet, crowd)) {
            await("load", () -> tally.acknowledged.sum() > 20 * UNITS && load.accepted.size() >= UNITS);
            int first = cluster.leader();
            long acknowledged = tally.acknowledged.sum();
            int orders = load.accepted.size();
            long killed = System.nanoTime();
            cluster.kill(first);

            Map<SimulatedUnit, Long> madeBefore = new HashMap<>();
            crowd.units().forEach(unit -> madeBefore.put(unit, unit.reported()));
            int ordersBefore = load.accepted.size();
            await("report", () -> crowd.units().stream().anyMatch(unit -> isHeardAgain(unit, madeBefore)));
            double back = seconds(killed);
            // Those that wait out their back-off, half a minute by now, need not be waited for.
            crowd.units().stream().filter(unit -> !unit.isWelcome()).forEach(unit -> {
                unit.unplug();
                unit.plugIn(Duration.ofSeconds(1));
            });
            await("report of all", () -> crowd.units().stream().allMatch(unit -> isHeardAgain(unit, madeBefore)));
            double all = seconds(killed);
            await("order", () -> load.accepted.size() > ordersBefore);
            assertNotEquals(first, cluster.leader(), "another one leads");
            System.out.printf(
                    Locale.ROOT,
                    "PostgreSQL's leader killed after %d acknowledged reports and %d commands, TTL %d s: the next report was acknowledged after %.1f s,"
                            + " one of each of %d units after %.1f s%n",
                    acknowledged,
                    orders,
                    TTL.toSeconds(),
                    back,
                    UNITS,
                    all);
            load.end();
            return new HashSet<>(load.accepted);
        }
    }

    /** Whether something that it has reported since is acknowledged; acknowledged is in order. */
    private static boolean isHeardAgain(SimulatedUnit unit, Map<SimulatedUnit, Long> madeBefore) {
        return unit.reported() - unit.unacknowledged() > madeBefore.get(unit);
    }

    /** As somebody may write it who has not read the driver's manual: the one that leads comes last, and nothing says that it is wanted. */
    private static String standbysFirst(String url, int leader) {
        String[] hosts = url.replaceFirst("jdbc:postgresql://([^/]*)/.*", "$1").split(",", -1);
        String first = hosts[0];
        hosts[0] = hosts[leader - 1];
        hosts[leader - 1] = first;
        String last = hosts[0];
        hosts[0] = hosts[2];
        hosts[2] = last;
        return url.replaceFirst("//[^/]*/", "//" + String.join(",", hosts) + "/")
                .replace("targetServerType=primary&", "");
    }

    private static void assertEachReportIsThereOnce(String url, Crowd crowd) throws SQLException {
        try (Connection leader = DriverManager.getConnection(url)) {
            for (SimulatedUnit unit : crowd.units()) {
                String id = unit.id().value();
                List<Long> numbers =
                        Sql.list(leader, "SELECT seq FROM report WHERE unit = ?", row -> row.getLong(1), id);
                assertEquals(unit.reported(), numbers.size(), id);
                assertEquals(unit.reported(), new HashSet<>(numbers).size(), id + ", each once");
                assertTrue(numbers.stream().allMatch(number -> number >= 1 && number <= unit.reported()), id);
            }
        }
    }

    private static Set<String> commands(String url, String which) throws SQLException {
        try (Connection leader = DriverManager.getConnection(url)) {
            return new HashSet<>(Sql.list(leader, "SELECT id FROM command WHERE " + which, row -> row.getString(1)));
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void await(String what, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new AssertionError("no " + what);
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    /** Reports of all units in turn, and orders as an operator's program gives them: asked for again with the same key until it hears yes. */
    private static final class Load implements AutoCloseable {

        final Queue<String> accepted = new ConcurrentLinkedQueue<>();
        private final Fleet fleet;
        private final List<SimulatedUnit> units;
        private final Thread reports = new Thread(this::report, "load-reports");
        private final Thread orders = new Thread(this::order, "load-orders");
        private volatile boolean over;

        Load(Fleet fleet, Crowd crowd) {
            this.fleet = fleet;
            this.units = crowd.units();
            reports.start();
            orders.start();
        }

        private void report() {
            for (int next = 0; !over; next = (next + 1) % units.size()) {
                units.get(next).report(List.of(FACT));
                LockSupport.parkNanos(BETWEEN_REPORTS.toNanos());
            }
        }

        private void order() {
            for (int number = 0; !over; number++) {
                Ordered ordered = order(number);
                while (ordered == null) {
                    // Whether it was ordered is not known: the same again.
                    LockSupport.parkNanos(BETWEEN_ORDERS.toNanos());
                    ordered = order(number);
                }
                if (ordered instanceof Ordered.Taken taken) {
                    accepted.add(taken.command().id());
                }
                LockSupport.parkNanos(BETWEEN_ORDERS.toNanos());
            }
        }

        /** Null if there is no answer. */
        private Ordered order(int number) {
            try {
                return fleet.commands()
                        .order(
                                units.get(number % units.size()).id(),
                                new Deed.Restart(),
                                "order-" + number,
                                Duration.ofMinutes(30),
                                "operator");
            } catch (StoreFailed e) {
                return null;
            }
        }

        /** Returns when nobody reports or orders any more. */
        void end() {
            over = true;
            try {
                reports.join();
                orders.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            end();
        }
    }
}
