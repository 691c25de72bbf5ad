package org.zizhu.kiosk.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.fleet.Fleet;
import org.zizhu.fleet.Settings;
import org.zizhu.fleet.command.Ordered;
import org.zizhu.fleet.command.Progress;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.unit.Division;
import org.zizhu.kiosk.catalogue.Catalogue;
import org.zizhu.kiosk.configuration.Configuration;
import org.zizhu.kiosk.configuration.InForce;
import org.zizhu.kiosk.fleet.Middlebox.Manner;
import org.zizhu.kiosk.visit.Unit;

/**
 * The unit's own link to a real fleet, with something between them: round what forbids WebSockets, back when it doesn't any more, and on after
 * the cable was out. The unit's monotonic clock is turned by the test; all else is real.
 */
class WayRoundTest {

    private static final UnitId UNIT = new UnitId("cs-furong-01");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private final AtomicLong ahead = new AtomicLong();
    private final ExecutorService visit = Executors.newSingleThreadExecutor();
    private final AtomicInteger performed = new AtomicInteger();
    private CompletableFuture<Hands.Outcome> outcome =
            CompletableFuture.completedFuture(new Hands.Outcome.Done(Map.of("outcome", "success")));
    private Fleet fleet;
    private ReportStore store;
    private Middlebox box;
    private FleetLink link;
    private Commands commands;
    private Thread linking;

    @BeforeEach
    void enrol() throws Exception {
        fleet = Fleet.start(Settings.inFolder(folder.resolve("centre"), 0, 0, new Division("430100")));
        fleet.enrolment().register(UNIT, new Division("430102"), "op");
        FleetFolder unit = new FleetFolder(folder.resolve("unit"), new SecureRandom());
        store = new ReportStore(folder.resolve("fleet.db"), InstantSource.system(), this::nanos, new SecureRandom());
        String token = fleet.enrolment()
                .tokenFor(UNIT, Duration.ofDays(1), "op")
                .orElseThrow()
                .line();
        Files.writeString(folder.resolve("unit").resolve("token"), token);
        await(() -> enrolled(unit));
        box = new Middlebox(fleet.authority(), fleet.port(), unit.identity().orElseThrow());
        // Where this unit finds its fleet from now on.
        Files.writeString(folder.resolve("unit").resolve("address"), "127.0.0.1:" + box.port() + "\n");
        commands = new Commands(
                store,
                new OneHand(),
                (command, type, content) -> link.deliver(command, type, content),
                this::nanos,
                command -> {},
                () -> visit.execute(() -> commands.begin()));
        Configurations configurations = new Configurations(
                folder, unit, new InForce(Configuration.usual("12345", Catalogue.shipped())), store, () -> {});
        link = new FleetLink(
                UNIT.value(),
                unit,
                store,
                commands,
                configurations,
                Set.of("self-test"),
                new Unit.WallClock(InstantSource.system()),
                InstantSource.system(),
                this::nanos,
                // Whoever waits at random waits not at all.
                () -> 0L,
                () -> {});
        store.onReport(link::wake);
        linking = new Thread(link::run, "fleet-link");
    }

    @AfterEach
    void close() throws InterruptedException {
        link.close();
        linking.join();
        visit.shutdown();
        box.close();
        store.close();
        fleet.close();
    }

    @ParameterizedTest
    @EnumSource(value = Manner.class, mode = EnumSource.Mode.EXCLUDE, names = "PASSES")
    void webSocketsForbidden_unitPolls_andGoesBackWithinTheHourThatTheyAreAllowed(Manner manner) {
        box.turns(manner);
        linking.start();
        await(() -> fleet.links().connected(UNIT));
        int tries = box.refused();
        // The JDK's client asks once more by itself where a connection ends without an answer.
        assertEquals(manner == Manner.HANGS_UP ? 6 : 3, tries, "three tries");

        reportIsAcknowledged();
        String first = order("first");
        await(() -> progress(first) == Progress.DONE);
        assertEquals(1, performed.get());
        assertTrue(box.exchanges() > 0);

        // An hour on, it is forbidden as before: one more try, then polling as before.
        turn(Duration.ofMinutes(61));
        await(() -> box.refused() > tries && fleet.links().connected(UNIT));
        reportIsAcknowledged();
        assertEquals(0, box.upgraded());

        box.turns(Manner.PASSES);
        turn(Duration.ofMinutes(61));
        await(() -> box.upgraded() == 1 && fleet.links().connected(UNIT));
        int exchanges = box.exchanges();
        reportIsAcknowledged();
        String second = order("second");
        await(() -> progress(second) == Progress.DONE);
        assertEquals(2, performed.get(), "each once");
        assertEquals(exchanges, box.exchanges(), "nothing is polled any more");
    }

    @Test
    void cableOutInTheMiddleOfACommand_itIsDoneOnce_andTheFleetHearsOfItWhenTheCableIsIn() {
        linking.start();
        await(() -> fleet.links().connected(UNIT));
        outcome = new CompletableFuture<>();
        String command = order("cut");
        await(() -> progress(command) == Progress.STARTED);

        box.goDark();
        outcome.complete(new Hands.Outcome.Done(Map.of("outcome", "success")));
        await(() -> store.command(command).orElseThrow().stage() == Fact.Stage.DONE);
        await(() -> !fleet.links().connected(UNIT));
        assertEquals(Progress.STARTED, progress(command), "the fleet knows no better");

        box.comesBack();
        await(() -> progress(command) == Progress.DONE);
        await(() -> store.waiting() == 0);
        assertEquals(1, performed.get());
        assertEquals(
                "{\"outcome\":\"success\"}",
                fleet.commands().find(command).orElseThrow().result());
    }

    @Test
    void cableOutBeforeTheCommandHasCome_itIsToldAgain() {
        linking.start();
        await(() -> fleet.links().connected(UNIT));
        box.goDark();
        String command = order("away");
        box.comesBack();
        await(() -> progress(command) == Progress.DONE);
        assertEquals(1, performed.get());
    }

    /** On a busy machine the fleet's first answer may take longer than a unit waits; it asks again. */
    private boolean enrolled(FleetFolder unit) {
        try {
            return new Enroller(UNIT.value(), unit, store, Optional::empty).enrol() instanceof Enroller.Asked.Certified;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void reportIsAcknowledged() {
        store.report(List.of(new Fact.OfLink("platform", Fact.LinkState.UP, null)));
        await(() -> store.waiting() == 0);
    }

    private String order(String key) {
        Ordered ordered = fleet.commands()
                .order(UNIT, new org.zizhu.fleet.contract.Deed.SelfTest("printer"), key, Duration.ofMinutes(30), "op");
        return ((Ordered.Taken) ordered).command().id();
    }

    private Progress progress(String command) {
        return fleet.commands().find(command).orElseThrow().progress();
    }

    private long nanos() {
        return System.nanoTime() + ahead.get();
    }

    private void turn(Duration by) {
        ahead.addAndGet(by.toNanos());
        link.wake();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - end < 0, "it never came about");
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** A unit that can do one thing. */
    private final class OneHand implements Hands {
        @Override
        public Set<String> able() {
            return Set.of("self-test");
        }

        @Override
        public Optional<String> objection(Deed deed) {
            return Optional.empty();
        }

        @Override
        public CompletableFuture<Outcome> perform(String command, Deed deed) {
            performed.incrementAndGet();
            return outcome;
        }

        @Override
        public boolean isDone(Deed deed) {
            return false;
        }
    }
}
