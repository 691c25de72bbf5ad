package org.zizhu.fleet.units;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.bouncycastle.util.encoders.Base32;
import org.zizhu.fleet.Fleet;
import org.zizhu.fleet.Settings;
import org.zizhu.fleet.operator.Authenticator;
import org.zizhu.fleet.operator.SignedIn;
import org.zizhu.fleet.store.Sql;

/**
 * {@code ./run benchmark-fleet [--quick]}: how many units a fleet server carries, how fast it takes reports, how soon all are back after it was killed,
 * and how long the list of all takes; with SQLite and with PostgreSQL. The server is a process of its own; the units share the machine with it.
 */
public final class FleetBenchmark {

    /** @param scales how many units, each time more, the last for everything else */
    private record Extent(List<Integer> scales, List<Integer> rates, Duration loadFor, Duration idleFor, int pages) {}

    private static final Extent FULL = new Extent(
            List.of(1_000, 5_000, 10_000), List.of(1_000, 5_000), Duration.ofSeconds(20), Duration.ofSeconds(30), 20);
    private static final Extent QUICK =
            new Extent(List.of(100, 300), List.of(200, 1_000), Duration.ofSeconds(5), Duration.ofSeconds(5), 5);

    private static final Path FOLDER = Path.of("target", "benchmark-fleet");
    private static final Path REPORT = Path.of("target", "benchmark-fleet.txt");
    private static final String POSTGRESQL = "PostgreSQL";
    private static final String HEAP = "1200m";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration STEP = Duration.ofMillis(10);
    private static final int CONNECTED_A_SECOND = 100;
    private static final int SEED = 7;
    private static final String OWN_PASSWORD = "four words and a tree";
    private static final String FACT =
            "{\"kind\":\"device\",\"device\":\"document-printer\",\"class\":\"document-printer\",\"state\":\"online\",\"reasons\":[],"
                    + "\"media\":\"notPresent\",\"supplies\":{\"paper\":\"full\",\"toner\":\"full\"}}";

    private final Extent extent;
    private final List<String> lines = new ArrayList<>();

    private FleetBenchmark(Extent extent) {
        this.extent = extent;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> asked = List.of(arguments);
        FleetBenchmark benchmark = new FleetBenchmark(asked.contains("--quick") ? QUICK : FULL);
        benchmark.say(String.format(
                Locale.ROOT,
                "%s, %d processors for server and units together, load %s before",
                LocalMachine.processor(),
                Runtime.getRuntime().availableProcessors(),
                LocalMachine.load()));
        if (!asked.contains("--postgresql-only")) {
            benchmark.measure("SQLite", FOLDER.resolve("sqlite"), null);
        }
        if (!asked.contains("--sqlite-only")) {
            // Made for tests, it does not wait for the disk unless it is told to.
            try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start()) {
                String url = server.getJdbcUrl("postgres", "postgres");
                benchmark.say(
                        POSTGRESQL, settings(url, "server_version", "fsync", "full_page_writes", "synchronous_commit"));
                benchmark.measure(POSTGRESQL, FOLDER.resolve("postgresql"), url);
            }
        }
        benchmark.say("load " + LocalMachine.load() + " after");
        Files.write(REPORT, benchmark.lines);
        System.exit(0);
    }

    /** As the server itself says. */
    private static String settings(String url, String... names) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url)) {
            for (String name : names) {
                String value = Sql.first(connection, "SHOW " + name, row -> row.getString(1))
                        .orElseThrow();
                all.add(name + " " + value);
            }
        }
        return String.join(", ", all);
    }

    private void measure(String store, Path where, String url) throws Exception {
        UnitsMain.clear(where);
        Path folder = where.toAbsolutePath();
        int port = FleetProcess.freePort();
        int pagesPort = FleetProcess.freePort();
        Settings settings = Settings.inFolder(folder, port, pagesPort, Place.PROVINCE);
        String database = url == null ? settings.databaseUrl() : url;
        int most = extent.scales.get(extent.scales.size() - 1);
        String cookie;
        X509Certificate authority;
        Crowd crowd;
        try (Fleet fleet = Fleet.start(settings.with(database))) {
            authority = fleet.authority().certificate();
            crowd = new Crowd(most, () -> port, authority, SEED);
            long begun = System.nanoTime();
            crowd.enrol(fleet.enrolment());
            say(
                    store,
                    "enrolled over TLS, with key and token",
                    most + " units",
                    number(most / seconds(begun)) + " a second");
            cookie = signIn(fleet);
        }
        try (crowd) {
            FleetProcess server = new FleetProcess(folder, database, HEAP, port, pagesPort);
            try {
                server = measure(store, crowd, server, new PageReader(pagesPort, authority, cookie), () -> {
                    try {
                        return new FleetProcess(folder, database, HEAP, port, pagesPort);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            } finally {
                server.close();
            }
        }
    }

    /** Starts it once more. */
    @FunctionalInterface
    private interface Restart {
        FleetProcess start();
    }

    /** Returns the process that runs at the end. */
    private FleetProcess measure(String store, Crowd crowd, FleetProcess first, PageReader pages, Restart restart)
            throws IOException {
        double bare = first.memory();
        int before = 0;
        for (int scale : extent.scales) {
            long begun = System.nanoTime();
            double cpuBefore = first.cpu();
            Duration within = Duration.ofSeconds((scale - before) / CONNECTED_A_SECOND + 1);
            crowd.units().subList(before, scale).forEach(unit -> unit.plugIn(within));
            await("welcome", () -> crowd.tally().welcomed.get() == scale);
            await(
                    "reports",
                    () -> crowd.tally().acknowledged.sum() == crowd.tally().told.sum());
            String connected = number(seconds(begun)) + " s (asked for " + within.toSeconds() + " s), "
                    + number(1000 * (first.cpu() - cpuBefore) / (scale - before)) + " ms of a processor each";
            before = scale;
            double cpu = first.cpu();
            rest(extent.idleFor);
            double share = 100 * (first.cpu() - cpu) / extent.idleFor.toSeconds();
            double memory = first.memory();
            say(store, scale + " units connected", connected);
            say(
                    store,
                    scale + " units at rest",
                    number(memory) + " MiB resident",
                    number(share) + " % of a processor",
                    number(1024 * (memory - bare) / scale) + " KiB a unit",
                    number(1024 * scale / Math.max(1, memory - bare)) + " units a GiB");
        }
        for (int rate : extent.rates) {
            load(store, crowd, first, rate, 1);
        }
        load(store, crowd, first, extent.rates.get(extent.rates.size() - 1), 10);
        say(store, "list page of " + before + " units", pages.read("/", extent.pages));
        say(store, "as CSV", pages.read("/units.csv", extent.pages));
        int units = before;
        outage(store, crowd, first, units);
        double most = first.mostMemory();
        first.kill();
        await("end", () -> crowd.tally().welcomed.get() == 0);
        long killed = System.nanoTime();
        FleetProcess second = restart.start();
        double started = seconds(killed);
        await("return", () -> crowd.tally().welcomed.get() == units);
        await(
                "reports",
                () -> crowd.tally().acknowledged.sum() == crowd.tally().told.sum());
        say(
                store,
                "killed and started again: all " + units + " back",
                number(seconds(killed)) + " s",
                "of which it started for " + number(started) + " s",
                number(1000 * second.cpu() / units) + " ms of a processor each");
        say(
                store,
                "most memory that it held",
                number(Math.max(most, second.mostMemory())) + " MiB",
                "heap at most " + HEAP);
        say(
                store,
                "reports made, acknowledged, refused",
                crowd.tally().told + ", " + crowd.tally().acknowledged + ", " + crowd.tally().refused,
                "ends of connections: " + crowd.tally().ends());
        return second;
    }

    /** The network is gone for all, and there again: all come at the same moment, with sessions of TLS that the server still knows. */
    private void outage(String store, Crowd crowd, FleetProcess server, int units) throws IOException {
        crowd.units().forEach(SimulatedUnit::unplug);
        await("end", () -> crowd.tally().welcomed.get() == 0);
        double cpu = server.cpu();
        long begun = System.nanoTime();
        crowd.plugIn(Duration.ZERO);
        await("return", () -> crowd.tally().welcomed.get() == units);
        say(
                store,
                "network away from all and there again: all " + units + " back",
                number(seconds(begun)) + " s",
                number(1000 * (server.cpu() - cpu) / units) + " ms of a processor each");
    }

    /** Reports at a rate that does not wait for anybody, so many in a frame; how long each took until it was known to be durable. */
    private void load(String store, Crowd crowd, FleetProcess server, int rate, int inAFrame) throws IOException {
        List<SimulatedUnit> units = crowd.units();
        List<String> frame = Collections.nCopies(inAFrame, FACT);
        Tally tally = crowd.tally();
        tally.waits();
        long acknowledged = tally.acknowledged.sum();
        double cpu = server.cpu();
        long begun = System.nanoTime();
        long frames = 0;
        int next = 0;
        while (System.nanoTime() - begun < extent.loadFor.toNanos()) {
            long due = (long) (seconds(begun) * rate / inAFrame);
            for (; frames < due; frames++) {
                units.get(next).report(frame);
                next = (next + 1) % units.size();
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
        double asked = seconds(begun);
        await("acknowledgements", () -> tally.acknowledged.sum() == tally.told.sum());
        double took = seconds(begun);
        Tally.Waits waits = tally.waits();
        say(
                store,
                rate + " reports a second, " + inAFrame + " in a frame",
                number((tally.acknowledged.sum() - acknowledged) / took) + " durable a second",
                "p50 " + number(waits.median()) + " ms, p99 " + number(waits.p99()) + " ms, longest "
                        + number(waits.longest()) + " ms",
                number(100 * (server.cpu() - cpu) / took) + " % of a processor",
                took - asked > 1 ? "it lagged " + number(took - asked) + " s behind" : "");
    }

    private static String signIn(Fleet fleet) {
        String first = fleet.firstPassword().orElseThrow();
        SignedIn.SetUp setUp = (SignedIn.SetUp) fleet.accounts().signIn(Fleet.FIRST, first, "");
        byte[] secret = Base32.decode(setUp.authenticator().getQuery().replaceFirst(".*secret=([A-Z2-7]+).*", "$1"));
        return ((SignedIn.In) fleet.accounts()
                        .setUp(Fleet.FIRST, first, Authenticator.code(secret, Instant.now()), OWN_PASSWORD))
                .token();
    }

    private void say(String... parts) {
        String line = String.join(
                " · ", Arrays.stream(parts).filter(part -> !part.isEmpty()).toList());
        lines.add(line);
        System.out.println(line);
    }

    private static void await(String what, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IllegalStateException("no " + what + " within " + PATIENCE.toMinutes() + " minutes");
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    private static void rest(Duration length) {
        try {
            TimeUnit.NANOSECONDS.sleep(length.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }
}
