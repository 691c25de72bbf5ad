package org.zizhu.kiosk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.drivers.cabinet.Cabinet;
import org.zizhu.drivers.cabinet.Wiring;
import org.zizhu.drivers.idcard.PhotoDecoder;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.kiosk.admin.StaffEntrance;
import org.zizhu.kiosk.catalogue.Catalogue;
import org.zizhu.kiosk.configuration.Configuration;
import org.zizhu.kiosk.configuration.InForce;
import org.zizhu.kiosk.document.BlankSequence;
import org.zizhu.kiosk.document.SealVerifier;
import org.zizhu.kiosk.fleet.FleetAgent;
import org.zizhu.kiosk.identity.FaceMeans;
import org.zizhu.kiosk.identity.qr.IssuerTrust;
import org.zizhu.kiosk.identity.qr.QrCodes;
import org.zizhu.kiosk.identity.qr.TokenVerifier;
import org.zizhu.kiosk.identity.qr.TrustKeeper;
import org.zizhu.kiosk.identity.staff.ListRenewal;
import org.zizhu.kiosk.identity.staff.RevocationList;
import org.zizhu.kiosk.identity.staff.StaffMeans;
import org.zizhu.kiosk.identity.staff.StaffTrust;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.JournalFailure;
import org.zizhu.kiosk.journal.Witness;
import org.zizhu.kiosk.operations.OperationsLog;
import org.zizhu.kiosk.operations.OperationsWatch;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.Courier;
import org.zizhu.kiosk.platform.GovernmentPlatform;
import org.zizhu.kiosk.platform.HttpsPlatform;
import org.zizhu.kiosk.platform.UnitKeys;
import org.zizhu.kiosk.power.HostPower;
import org.zizhu.kiosk.power.LowBattery;
import org.zizhu.kiosk.reception.Reception;
import org.zizhu.kiosk.recovery.Recovery;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Front;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.stock.Supplies;
import org.zizhu.kiosk.visit.Availability;
import org.zizhu.kiosk.visit.CabinetEvents;
import org.zizhu.kiosk.visit.Centre;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.Event;
import org.zizhu.kiosk.visit.GuideLights;
import org.zizhu.kiosk.visit.Inbox;
import org.zizhu.kiosk.visit.Pulse;
import org.zizhu.kiosk.visit.Troubles;
import org.zizhu.kiosk.visit.Unit;
import org.zizhu.kiosk.web.UnitPages;

/**
 * One unit: put together from its folder, then running until it is closed. The folder holds {@code unit.yaml} (who it is),
 * {@code cabinet.yaml} (its devices), its key and its data.
 */
public final class Kiosk implements AutoCloseable {

    /** Often enough that a service closes before the next citizen tries it. */
    private static final Duration PLATFORM_ASKED_EVERY = Duration.ofSeconds(5);

    /** A visit that is at a safe point ends at once; a page under way may finish. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    /** A supply calls its battery low with minutes left; less than half of one is spent on closing. */
    private static final Duration POWER_DOWN_WITHIN = Duration.ofSeconds(25);

    /** A disk is not emptied more quickly. */
    private static final Duration FLEET_TRIED_AGAIN = Duration.ofMinutes(1);

    private static final String LOG_FOLDER = "log";

    private static final Logger LOG = LoggerFactory.getLogger(Kiosk.class);

    private final UnitSettings settings;
    private final Cabinet cabinet;
    private final HttpsPlatform platform;
    private final Journal journal;
    private final Unit unit;
    private final Pulse inbox = new Pulse(Inbox.inRealTime());
    private final Path unitFolder;
    private final Courier courier;
    private final TrustKeeper issuers;
    private final Optional<ListRenewal> staffList;
    private final ScheduledExecutorService platformWatch =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "platform-watch"));
    private volatile boolean platformReachable = true;
    private volatile String screen = "starting";
    private @Nullable Thread visit;
    private @Nullable UnitPages pages;
    private volatile @Nullable FleetAgent fleet;
    private @Nullable OperationsWatch operations;
    private boolean closed;

    /**
     * Puts a unit together.
     *
     * @throws IOException when a file of its folder is missing or makes no sense; says which and why
     */
    public static Kiosk open(Path unitFolder) throws IOException {
        return open(unitFolder, Witness.NONE);
    }

    /** The same before a witness of its journal. */
    public static Kiosk open(Path unitFolder, Witness witness) throws IOException {
        UnitSettings settings = UnitSettings.read(unitFolder);
        Path data = unitFolder.resolve(settings.data());
        Files.createDirectories(data);
        Unit.WallClock clock = new Unit.WallClock(InstantSource.system());
        X509Certificate authority;
        try {
            authority = UnitKeys.authorityCertificate(settings.platformSettings(unitFolder));
        } catch (GeneralSecurityException e) {
            throw new IOException("the authority's certificate can't be used", e);
        }
        Catalogue catalogue = settings.catalogue() == null
                ? Catalogue.shipped()
                : Catalogue.read(unitFolder.resolve(settings.catalogue()));
        InForce configuration = new InForce(Configuration.usual(settings.hotline(), catalogue));
        if (settings.fleet() != null) {
            FleetAgent.restore(configuration, settings, unitFolder);
        }
        Cabinet cabinet = Wiring.read(unitFolder.resolve("cabinet.yaml"), clock);
        Journal journal = Journal.open(data.resolve("journal.db"), clock, witness);
        Optional<StaffTrust> staffTrust = staffTrust(settings.staff(), unitFolder, data, journal, clock);
        // Last, since it starts threads: a unit that can't be put together leaves none behind.
        HttpsPlatform platform = HttpsPlatform.open(settings.platformSettings(unitFolder), clock);
        IssuerTrust trust = new IssuerTrust(authority);
        TrustKeeper issuers = new TrustKeeper(trust, platform, data.resolve("qr-trust.json"), MonotonicClock.SYSTEM);
        issuers.read(unitFolder.resolve("qr-trust.json"));
        return new Kiosk(
                unitFolder,
                settings,
                cabinet,
                platform,
                journal,
                clock,
                authority,
                configuration,
                staffTrust,
                trust,
                issuers);
    }

    private static Optional<StaffTrust> staffTrust(
            UnitSettings.@Nullable Staff staff, Path unitFolder, Path data, Journal journal, InstantSource clock)
            throws IOException {
        if (staff == null) {
            return Optional.empty();
        }
        X509Certificate authority = StaffTrust.authority(unitFolder.resolve(staff.ca()));
        RevocationList revoked = RevocationList.open(data.resolve("staff-revoked.crl"), authority);
        if (revoked.offer(Files.readAllBytes(unitFolder.resolve(staff.revoked()))) == RevocationList.Renewal.NOT_OURS) {
            throw new IOException(staff.revoked() + " is no list of the staff authority in " + staff.ca());
        }
        return Optional.of(new StaffTrust(
                authority,
                revoked,
                StaffTrust.Enrolled.in(journal),
                Duration.ofHours(staff.listGoodForHours()),
                staff.division(),
                clock));
    }

    private Kiosk(
            Path unitFolder,
            UnitSettings settings,
            Cabinet cabinet,
            HttpsPlatform platform,
            Journal journal,
            Unit.WallClock clock,
            X509Certificate authority,
            InForce configuration,
            Optional<StaffTrust> staffTrust,
            IssuerTrust trust,
            TrustKeeper issuers) {
        this.unitFolder = unitFolder;
        this.settings = settings;
        this.cabinet = cabinet;
        this.platform = platform;
        this.journal = journal;
        this.courier = new Courier(journal, platform);
        this.issuers = issuers;
        this.staffList = staffTrust.map(staff -> new ListRenewal(platform, staff.revoked(), MonotonicClock.SYSTEM));
        Troubles troubles = Troubles.shipped();
        Centre centre = Centre.of(journal, MonotonicClock.SYSTEM);
        Availability availability = new Availability(
                cabinet,
                () -> platformReachable,
                journal::paperSettled,
                new BlankSequence(journal)::closed,
                staffTrust.isPresent(),
                centre.closures());
        this.unit = new Unit(
                settings.terminal(),
                settings.place(),
                configuration,
                cabinet,
                platform,
                platform,
                platform.dues(),
                platform.collection(),
                journal,
                new SealVerifier(authority),
                codes(settings.terminal(), trust, platform, journal, clock, troubles),
                new FaceMeans(ServiceLoader.load(PhotoDecoder.class).findFirst(), new SecureRandom()),
                new StaffMeans(staffTrust, new SecureRandom()),
                troubles,
                availability,
                centre,
                clock,
                () -> UUID.randomUUID().toString());
    }

    /**
     * Starts the drivers, the loopback pages, the visit's thread and the link to the fleet. Once.
     *
     * @param front shows the views
     * @throws IOException when the loopback port is taken, or a folder can't be written
     */
    public void start(Front front) throws IOException {
        start(front, null);
    }

    /**
     * The same for a unit that the centre may restart.
     *
     * @param restart ends this process, which somebody starts again then; returns at once
     */
    public void start(Front front, @Nullable Runnable restart) throws IOException {
        OperationsWatch watch = new OperationsWatch(
                new OperationsLog(
                        unitFolder.resolve(settings.data()).resolve("operations"),
                        settings.terminal(),
                        unit.clock(),
                        new SecureRandom()),
                unit,
                InstantSource.system(),
                MonotonicClock.SYSTEM);
        operations = watch;
        Supplies supplies = new Supplies(journal, cabinet, unit.clock(), unit::stockWarning);
        supplies.watch();
        pages = UnitPages.start(settings.webPort(), unit, supplies, () -> screen, this::fleetStanding);
        CabinetEvents.into(inbox, cabinet);
        if (settings.powerOff() != null) {
            HostPower host = new HostPower(settings.powerOff());
            cabinet.powerSupply()
                    .ifPresent(supply -> LowBattery.watch(
                            supply, () -> new Thread(() -> host.offAfter(this::close, POWER_DOWN_WITHIN), "low-battery")
                                    .start()));
        }
        watch.start();
        GuideLights lights = new GuideLights(cabinet);
        cabinet.start();
        courier.start();
        var unused = platformWatch.scheduleWithFixedDelay(
                this::askPlatform, 0, PLATFORM_ASKED_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        Front noting = view -> {
            screen = view.screen().id();
            lights.follow(view.screen());
            front.show(view);
        };
        Desk desk = new Desk(inbox, noting, unit::frame, this::help, unit::idle);
        Reception reception = new Reception(unit, desk, new Recovery(unit, desk), new StaffEntrance(unit, desk));
        visit = new Thread(reception::run, "visit");
        visit.start();
        if (settings.fleet() != null) {
            startFleet(supplies, watch, front, restart);
        }
    }

    /** A unit serves without its fleet, also one whose disk is full; it is tried again. */
    private synchronized void startFleet(
            Supplies supplies, OperationsWatch watch, Front front, @Nullable Runnable restart) {
        if (closed) {
            return;
        }
        try {
            FleetAgent agent = FleetAgent.open(
                    settings,
                    unitFolder,
                    unit,
                    supplies,
                    InstantSource.system(),
                    unitFolder.resolve(settings.data()).resolve(LOG_FOLDER),
                    () -> screen,
                    front::picture,
                    inbox::stuck,
                    () -> watch.head().map(head -> new FleetAgent.LogHead(head.line(), head.publicKey())),
                    () -> inbox.put(new Event.Changed()),
                    restart,
                    watch::command);
            agent.start();
            fleet = agent;
        } catch (IOException | JournalFailure e) {
            LOG.error("the link to the fleet can't be started: {}", e.getMessage());
            var unused = platformWatch.schedule(
                    () -> startFleet(supplies, watch, front, restart),
                    FLEET_TRIED_AGAIN.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    private String fleetStanding() {
        FleetAgent agent = fleet;
        return agent == null ? "none" : agent.standing();
    }

    /**
     * Where the unit's own software keeps its log, for who writes it; may not be there.
     *
     * @throws IOException when the unit's settings can't be read
     */
    public static Path logFolder(Path unitFolder) throws IOException {
        return unitFolder.resolve(UnitSettings.read(unitFolder).data()).resolve(LOG_FOLDER);
    }

    /** Where the front returns what the citizen did. */
    public Front.Listener listener() {
        return (viewNumber, action) -> inbox.put(new Event.Acted(viewNumber, action));
    }

    /** The port of the unit's own pages. */
    public int webPort() {
        return pages == null ? settings.webPort() : pages.port();
    }

    /** Twice is once: a host that is switched off ends the process too. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        inbox.put(new Event.Closing());
        if (visit != null) {
            try {
                visit.join(CLOSE_WITHIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (fleet != null) {
            fleet.close();
        }
        if (operations != null) {
            operations.close();
        }
        platformWatch.shutdownNow();
        courier.close();
        cabinet.close();
        if (pages != null) {
            pages.close();
        }
        platform.close();
        journal.close();
    }

    /** A fault of ours in here is one failed look: it must not be the last one. */
    private void askPlatform() {
        try {
            lookForPlatform();
        } catch (RuntimeException e) {
            LOG.error("the platform can't be asked: {}", e.getClass().getName());
        }
    }

    private void lookForPlatform() {
        Answer<Duration> answer = platform.health().join();
        boolean reachable = answer instanceof Answer.Given;
        if (answer instanceof Answer.Given<Duration> given) {
            unit.clock().platformLeads(given.value());
            issuers.keep();
            staffList.ifPresent(ListRenewal::keep);
        }
        if (reachable != platformReachable) {
            platformReachable = reachable;
            inbox.put(new Event.Changed());
        }
    }

    private static QrCodes codes(
            String terminal,
            IssuerTrust trust,
            GovernmentPlatform platform,
            Journal journal,
            Unit.WallClock clock,
            Troubles troubles) {
        TokenVerifier tokens =
                new TokenVerifier(trust, TokenVerifier.Accepted.in(journal), terminal, division(terminal), clock);
        return QrCodes.of(tokens, platform, code -> troubles.words(code).what());
    }

    /** The division in a unit's name, such as ZZ-430102-0001; empty where there is none. */
    private static String division(String terminal) {
        Matcher parts = Pattern.compile("[A-Z]+-([0-9]{6})-.*").matcher(terminal);
        return parts.matches() ? parts.group(1) : "";
    }

    private Screen help() {
        return new Screen.HelpByPerson(
                unit.place(),
                unit.hotline(),
                List.of(
                        Text.of("拨打上面的电话，24 小时有人接听", "Call the number above, answered day and night"),
                        Text.of("告诉接线员终端编号 " + unit.terminal(), "Tell them the kiosk's number " + unit.terminal()),
                        Text.of("工作日 9:00–17:00 可到人工窗口办理", "Counters are open 9:00–17:00 on working days")),
                List.of(Choice.strong("返回", "Back", new Action.Back())));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
