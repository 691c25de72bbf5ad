package org.zizhu.kiosk.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.kiosk.UnitSettings;
import org.zizhu.kiosk.configuration.InForce;
import org.zizhu.kiosk.journal.JournalFailure;
import org.zizhu.kiosk.stock.Supplies;
import org.zizhu.kiosk.visit.Unit;

/**
 * The unit's side of the fleet: enrols with the token that it finds in its folder, tells the centre how the unit is, and does what the centre asks
 * between two visits. It only calls, nobody calls it. A unit whose fleet is away, for weeks or for ever, serves citizens as it always does. Nothing
 * personal goes over the line: contract.md of zizhu-fleet has no words for it.
 */
public final class FleetAgent implements AutoCloseable {

    /** Is told how far each command of the centre has come, before it comes there; after a power cut perhaps again. From any thread. */
    @FunctionalInterface
    public interface CommandWitness {

        /** @param reason a keyword; null where there is none */
        void reached(String command, String name, String stage, @Nullable String reason);
    }

    /**
     * What the operations log can be known by: the record that signs all before it, and the key. contract.md §5.
     *
     * @param key SubjectPublicKeyInfo in DER, base64
     */
    public record LogHead(String line, String key) {}

    private static final Logger LOG = LoggerFactory.getLogger(FleetAgent.class);

    /** What no device tells of (the platform, the time of a notice) is seen this late. */
    private static final long LOOK_EVERY_MILLIS = 3_000;

    /** A device that reports in bursts is told once. */
    private static final long REST_MILLIS = 300;

    private static final long CLOSE_WITHIN_MILLIS = 3_000;

    private final FleetFolder folder;
    private final ReportStore store;
    private final Reporter reporter;
    private final Commands commands;
    private final Configurations configurations;
    private final Unit unit;
    private final Supplier<Optional<LogHead>> logHead;
    private final FleetLink link;
    private final Semaphore changed = new Semaphore(0);
    private final Thread watching = new Thread(this::watch, "fleet-watch");
    private final Thread linking;
    private volatile boolean closing;
    private volatile boolean snapshotWanted;
    private Optional<LogHead> anchored = Optional.empty();

    /**
     * Puts it together; nothing happens yet.
     *
     * @param unitFolder holds the folder of what enrolment leaves; that is made if it is not there
     * @param machine the machine's own clock, however wrong
     * @param log the folder of the unit's own log; need not be there
     * @param screen the id of the screen that is shown
     * @param picture a picture of the display, where nobody is served before it
     * @param stuck whether the visit does not move
     * @param logHead the last of the operations log, if there is one
     * @param wakeVisit has the visit look at its errands
     * @param restart ends this process and has it started again; null where nobody would
     * @throws IOException if the folder can't be written
     */
    public static FleetAgent open(
            UnitSettings settings,
            Path unitFolder,
            Unit unit,
            Supplies supplies,
            InstantSource machine,
            Path log,
            Supplier<String> screen,
            Supplier<CompletableFuture<Optional<byte[]>>> picture,
            BooleanSupplier stuck,
            Supplier<Optional<LogHead>> logHead,
            Runnable wakeVisit,
            @Nullable Runnable restart,
            CommandWitness noting)
            throws IOException {
        SecureRandom random = new SecureRandom();
        Path data = unitFolder.resolve(settings.data());
        Files.createDirectories(data);
        FleetFolder fleet = FleetFolder.of(settings, unitFolder, random);
        ReportStore store = new ReportStore(data.resolve("fleet.db"), machine, MonotonicClock.SYSTEM, random);
        Hands hands = new UnitHands(unit, store, new OwnLog(log, machine), picture, screen, restart);
        return new FleetAgent(
                fleet, data, store, unit, supplies, machine, screen, stuck, logHead, wakeVisit, hands, noting, random);
    }

    private FleetAgent(
            FleetFolder folder,
            Path data,
            ReportStore store,
            Unit unit,
            Supplies supplies,
            InstantSource machine,
            Supplier<String> screen,
            BooleanSupplier stuck,
            Supplier<Optional<LogHead>> logHead,
            Runnable wakeVisit,
            Hands hands,
            CommandWitness noting,
            SecureRandom random) {
        this.folder = folder;
        this.store = store;
        this.unit = unit;
        this.logHead = logHead;
        MonotonicClock clock = MonotonicClock.SYSTEM;
        this.reporter = new Reporter(store, new UnitWatch(unit, supplies, screen, stuck, clock), clock);
        this.commands = new Commands(
                store,
                hands,
                this::deliver,
                clock,
                command -> noting.reached(command.id(), command.name(), Wire.word(command.stage()), command.reason()),
                () -> {
                    unit.centre().errands().put(this::doCommands);
                    wakeVisit.run();
                });
        this.configurations = new Configurations(data, folder, unit.configuration(), store, () -> {
            unit.centre().errands().put(this::doConfiguration);
            wakeVisit.run();
        });
        this.link = new FleetLink(
                unit.terminal(),
                folder,
                store,
                commands,
                configurations,
                hands.able(),
                unit.clock(),
                machine,
                clock,
                random,
                this::askSnapshot);
        this.linking = new Thread(link::run, "fleet-link");
        watching.setDaemon(true);
        linking.setDaemon(true);
    }

    /** What the centre has prescribed before is in force again, before the unit serves anybody. A unit without it serves by its own. */
    public static void restore(InForce configuration, UnitSettings settings, Path unitFolder) {
        try {
            Configurations.restore(
                    configuration,
                    FleetFolder.of(settings, unitFolder, new SecureRandom()),
                    unitFolder.resolve(settings.data()));
        } catch (IOException e) {
            LOG.error("what the centre had prescribed can't be read, the unit goes by its own");
        }
    }

    /** Starts it. Once. */
    public void start() {
        store.onReport(link::wake);
        for (Device device : unit.cabinet().devices()) {
            var unused = device.onStatus(status -> changed.release());
        }
        try {
            commands.settle();
        } catch (JournalFailure e) {
            LOG.error("what the fleet had asked can't be read");
        }
        watching.start();
        linking.start();
    }

    /** How the unit stands with its fleet, as a keyword: {@code none}, {@code away} or {@code connected}. From any thread. */
    public String standing() {
        if (link.welcomed()) {
            return "connected";
        }
        return folder.belongs() ? "away" : "none";
    }

    private void doCommands() {
        doErrand(commands::begin);
    }

    private void doConfiguration() {
        doErrand(configurations::begin);
    }

    private void doErrand(Runnable errand) {
        try {
            errand.run();
        } catch (JournalFailure e) {
            // A command was not begun: the fleet sends it again. What configuration is in force is told with the next
            // hello.
            LOG.error("what the centre wants can't be written down");
        }
        changed.release();
    }

    private CompletableFuture<Boolean> deliver(String command, String mediaType, byte[] content) {
        return link.deliver(command, mediaType, content);
    }

    private void askSnapshot() {
        snapshotWanted = true;
        changed.release();
    }

    private void watch() {
        try {
            while (!closing) {
                look();
                Thread.sleep(REST_MILLIS);
                if (changed.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                    changed.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            // Closing.
        }
    }

    /** The watch's outermost loop: whatever goes wrong is tried again at the next look. */
    private void look() {
        try {
            if (snapshotWanted) {
                snapshotWanted = false;
                reporter.snapshot();
            }
            if (folder.belongs()) {
                reporter.look();
                anchor();
            }
            commands.lapse();
        } catch (JournalFailure e) {
            LOG.error("the fleet's reports can't be written");
        } catch (RuntimeException e) {
            LOG.error("the fleet's reports failed: {}", e.getClass().getSimpleName());
        }
    }

    /** A later head vouches for all before it: one that could not be told is not missed. */
    private void anchor() {
        Optional<LogHead> head = logHead.get();
        if (head.isPresent() && !head.equals(anchored)) {
            store.report(List.of(new Fact.Anchor(head.get().line(), head.get().key())));
            anchored = head;
        }
    }

    /** Tells the fleet that the unit goes down, if it is there; whatever is left is told after the next start. */
    @Override
    public void close() {
        closing = true;
        try {
            watching.interrupt();
            watching.join(CLOSE_WITHIN_MILLIS);
            try {
                if (folder.belongs()) {
                    reporter.stopping();
                }
            } catch (JournalFailure e) {
                LOG.error("the fleet's reports can't be written");
            }
            link.close();
            linking.join(CLOSE_WITHIN_MILLIS);
            linking.interrupt();
            linking.join(CLOSE_WITHIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.close();
    }
}
