package org.zizhu.kiosk.fleet;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.kiosk.journal.JournalFailure;
import org.zizhu.kiosk.visit.Unit;

/**
 * The connection to the fleet, from enrolment on and for ever: opened, kept alive, opened anew; reports go out until they are acknowledged, commands
 * come in. One thread runs it, and reads as a story; {@link #wake} and {@link #close} may come from any.
 */
final class FleetLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FleetLink.class);

    /** Whoever puts a token into the folder sees something happen. */
    private static final Duration LOOK_FOR_TOKEN = Duration.ofSeconds(2);

    /** A fleet that is there welcomes within a second. */
    private static final Duration WELCOME_WITHIN = Duration.ofSeconds(30);

    /** A connection that lasted so long went well. */
    private static final Duration WENT_WELL = Duration.ofMinutes(1);

    /** Half a megabyte over the narrowest line. */
    private static final Duration DELIVERED_WITHIN = Duration.ofMinutes(2);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration RENEWAL_SPREAD = Duration.ofDays(1);

    /** Nothing else ends a wait that long. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private static final int UPGRADES_TRIED = 3;

    /**
     * Refusals of an upgrade that are of the unit, or of the fleet as it is now: there is no other way round them. Any other only says that it did not
     * come as a WebSocket: a proxy that takes {@code Upgrade} out of the request leaves one that the fleet finds malformed.
     */
    private static final Set<String> NOT_THE_WAYS_FAULT = Set.of(
            "certificate-expired",
            "certificate-unknown",
            "revoked",
            "quarantined",
            "too-many-requests",
            "internal-error",
            "too-busy");

    private static final int MOST_REPORTS = 100;

    /** Characters; reports are ASCII, and a frame has room for some more. */
    private static final int FRAME_FULL = 48_000;

    private static final String SOFTWARE = "zizhu-"
            + Optional.ofNullable(FleetLink.class.getPackage().getImplementationVersion())
                    .orElse("dev");

    /** What the thread waits for. */
    private sealed interface Happening {
        record Wake() implements Happening {}

        /** @param connection counts the connections: what an old one says does not matter */
        record Came(long connection, Line.Heard heard) implements Happening {}
    }

    /** What to do after a connection. */
    private sealed interface Next {
        record Try(Duration after) implements Next {}

        /** After the usual back-off. */
        record BackOffAndTry() implements Next {}

        record Renew() implements Next {}
    }

    /** The client of the present certificate. */
    private record Known(X509Certificate certificate, FleetClient client) {}

    /** Reports of one frame that is under way. */
    private record Sent(long last, int count) {}

    private record Report(long seq, Instant at, @Nullable Long ageMs, @JsonRawValue String fact) {}

    private record Reports(String type, List<Report> reports) {}

    private final FleetFolder folder;
    private final ReportStore store;
    private final Commands commands;
    private final Configurations configurations;
    private final Set<String> able;
    private final Unit.WallClock wall;
    private final InstantSource machine;
    private final MonotonicClock clock;
    private final RandomGenerator random;
    private final Runnable askSnapshot;
    private final Enroller enroller;
    private final BackOff backOff;
    private final BlockingQueue<Happening> happenings = new LinkedBlockingQueue<>();
    private final AtomicBoolean wakes = new AtomicBoolean();
    private volatile boolean closing;
    private volatile boolean welcomed;

    private volatile @Nullable Known known;
    private long connection;
    private int upgradesFailed;
    private long renewalTriedNanos;
    private boolean renewalTried;
    /** How long after a third of the life is left this certificate is renewed. */
    private Duration renewalDelay = Duration.ZERO;

    /**
     * @param machine the unit's clock as the contract has it, however wrong
     * @param askSnapshot has a snapshot reported
     */
    FleetLink(
            String terminal,
            FleetFolder folder,
            ReportStore store,
            Commands commands,
            Configurations configurations,
            Set<String> able,
            Unit.WallClock wall,
            InstantSource machine,
            MonotonicClock clock,
            RandomGenerator random,
            Runnable askSnapshot) {
        this.folder = folder;
        this.store = store;
        this.commands = commands;
        this.configurations = configurations;
        this.able = able;
        this.wall = wall;
        this.machine = machine;
        this.clock = clock;
        this.random = random;
        this.askSnapshot = askSnapshot;
        this.enroller = new Enroller(terminal, folder, store, wall::trustedInstant);
        this.backOff = new BackOff(random);
    }

    /** There is something new to be reported. Never blocks. */
    void wake() {
        if (!wakes.getAndSet(true)) {
            happenings.add(new Happening.Wake());
        }
    }

    /** Brings what a command has fetched to the fleet; from any thread. Ends with whether it is there. */
    CompletableFuture<Boolean> deliver(String command, String mediaType, byte[] content) {
        Known present = known;
        return present == null
                ? CompletableFuture.completedFuture(false)
                : present.client
                        .postLater("/unit/v1/commands/" + command + "/content", mediaType, content, DELIVERED_WITHIN)
                        .handle((reply, failure) -> failure == null && reply.status() == 204);
    }

    /** Whether there is a connection on which the fleet has welcomed the unit. From any thread. */
    boolean welcomed() {
        return welcomed;
    }

    /** Says what is still to be said, and ends {@link #run}. */
    @Override
    public void close() {
        closing = true;
        happenings.add(new Happening.Wake());
    }

    /** Until it is closed. */
    void run() {
        while (!closing) {
            try {
                step();
            } catch (InterruptedException e) {
                return;
            } catch (JournalFailure | IOException e) {
                LOG.warn("the fleet can't be reached: {}", e.getMessage());
                tryAfter(backOff.next());
            } catch (RuntimeException e) {
                // The link's outermost loop: a defect here is no reason for silence for ever.
                LOG.error("the link to the fleet failed: {}", e.getClass().getSimpleName());
                tryAfter(BackOff.LONGEST);
            }
        }
    }

    private void tryAfter(Duration wait) {
        try {
            pause(wait, false);
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    private void step() throws IOException, InterruptedException {
        if (folder.hasToken()) {
            enrol();
            return;
        }
        Optional<Identity> identity = folder.identity();
        if (identity.isEmpty()) {
            pause(LOOK_FOR_TOKEN, true);
            return;
        }
        FleetClient client = client(identity.get());
        Next next = connect(identity.get(), client);
        if (next instanceof Next.Try after) {
            pause(after.after(), true);
        } else if (next instanceof Next.Renew) {
            renew(identity.get(), client);
        } else {
            pause(backOff.next(), true);
        }
    }

    /** One for each certificate, so that the next handshake is resumed from the one before. */
    private FleetClient client(Identity identity) throws IOException {
        Known before = known;
        if (before != null && before.certificate.equals(identity.certificate())) {
            return before.client;
        }
        renewalDelay = Duration.ofMillis(random.nextLong(RENEWAL_SPREAD.toMillis()));
        try {
            Known next = new Known(identity.certificate(), FleetClient.of(identity, wall::trustedInstant));
            known = next;
            return next.client;
        } catch (GeneralSecurityException e) {
            throw new IOException("the unit's key for the fleet can't be used", e);
        }
    }

    // --- certificates -----------------------------------------------------------------------------------------------

    private void enrol() throws IOException, InterruptedException {
        Enroller.Asked asked = enroller.enrol();
        if (asked instanceof Enroller.Asked.Certified) {
            backOff.begin();
        } else if (asked instanceof Enroller.Asked.Pending pending) {
            pause(pending.retry(), false);
        } else if (asked instanceof Enroller.Asked.NotNow) {
            pause(backOff.next(), false);
        }
    }

    /** The fleet says that the certificate has expired; it alone can tell. */
    private void renew(Identity identity, FleetClient client) throws IOException, InterruptedException {
        Enroller.Asked asked = enroller.renew(identity, client);
        if (asked instanceof Enroller.Asked.Pending pending) {
            pause(pending.retry(), true);
        } else if (asked instanceof Enroller.Asked.Refused) {
            pause(HOUR, true);
        } else if (asked instanceof Enroller.Asked.NotNow) {
            pause(backOff.next(), true);
        }
    }

    /** While it is connected; true if there is a new certificate. */
    private boolean renewedInTime(Identity identity, FleetClient client) throws IOException, InterruptedException {
        Instant end = identity.certificate().getNotAfter().toInstant();
        Duration life = Duration.between(identity.certificate().getNotBefore().toInstant(), end);
        if (wall.instant().isBefore(end.minus(life.dividedBy(3)).plus(shortened(renewalDelay, life)))
                || (renewalTried && clock.nanos() - renewalTriedNanos < HOUR.toNanos())) {
            return false;
        }
        renewalTried = true;
        renewalTriedNanos = clock.nanos();
        boolean renewed = enroller.renew(identity, client) instanceof Enroller.Asked.Certified;
        if (renewed) {
            renewalTried = false;
        }
        return renewed;
    }

    /** A day of thirty; less of a shorter life. */
    private static Duration shortened(Duration delay, Duration life) {
        Duration most = life.dividedBy(30);
        return delay.compareTo(most) > 0 ? most : delay;
    }

    // --- a connection -----------------------------------------------------------------------------------------------

    private Next connect(Identity identity, FleetClient client) throws IOException, InterruptedException {
        long mine = ++connection;
        try {
            try (Line line = client.open(heard -> happenings.add(new Happening.Came(mine, heard)))) {
                upgradesFailed = 0;
                return converse(identity, client, line, Optional.empty());
            }
        } catch (FleetClient.NotOpened no) {
            Optional<FleetClient.Reply> refusal = no.reply().filter(reply -> NOT_THE_WAYS_FAULT.contains(reply.code()));
            if (refusal.isPresent()) {
                return refused(refusal.get().code(), refusal.get());
            }
            LOG.warn("the fleet can't be reached: {}", no.getMessage());
            upgradesFailed++;
        }
        if (upgradesFailed < UPGRADES_TRIED) {
            return new Next.BackOffAndTry();
        }
        long poll = ++connection;
        try (Line line = new PollLine(client, heard -> happenings.add(new Happening.Came(poll, heard)))) {
            return converse(identity, client, line, Optional.of(HOUR));
        }
    }

    private Next refused(String code, FleetClient.@Nullable Reply reply) {
        LOG.warn("the fleet refuses: {}", code);
        return switch (code) {
            case "certificate-expired" -> new Next.Renew();
            case "revoked", "quarantined", "certificate-unknown" -> new Next.Try(HOUR);
            case "too-many-requests" ->
                new Next.Try(Duration.ofSeconds(
                                reply == null
                                        ? MINUTE.toSeconds()
                                        : reply.retryAfterSeconds().orElse(MINUTE.toSeconds()))
                        .plus(backOff.next()));
            case "internal-error", "too-busy" ->
                reply != null && reply.retryAfterSeconds().isPresent()
                        ? new Next.Try(
                                Duration.ofSeconds(reply.retryAfterSeconds().getAsLong())
                                        .plus(backOff.next()))
                        : new Next.BackOffAndTry();
            default -> new Next.Try(BackOff.LONGEST);
        };
    }

    /** contract.md §7. */
    private Next ended(Line.Heard.Ended end) {
        if (!end.refusal().isEmpty()) {
            return refused(end.refusal(), null);
        }
        return switch (end.code()) {
            case 1003, 1007, 1009, 4400, 4401, 4409 -> {
                LOG.warn("the fleet has ended the connection: {}", end.code());
                yield new Next.Try(BackOff.LONGEST);
            }
            case 4403, 4405 -> {
                LOG.warn("the fleet has ended the connection: {}", end.code());
                yield new Next.Try(HOUR);
            }
            case 4429 -> new Next.Try(MINUTE);
            default -> new Next.BackOffAndTry();
        };
    }

    /**
     * From hello to the end.
     *
     * @param atMost how long it may last, where a better way is to be tried then
     */
    private Next converse(Identity identity, FleetClient client, Line line, Optional<Duration> atMost)
            throws IOException, InterruptedException {
        long begun = clock.nanos();
        long mine = connection;
        line.send(Wire.write(hello()));
        Told.Welcome welcome = null;
        while (welcome == null) {
            Optional<Line.Heard> heard = next(mine, WELCOME_WITHIN.minusNanos(clock.nanos() - begun));
            if (closing || clock.nanos() - begun > WELCOME_WITHIN.toNanos()) {
                return new Next.BackOffAndTry();
            }
            if (heard.isPresent() && heard.get() instanceof Line.Heard.Ended end) {
                return ended(end);
            }
            if (heard.isPresent()
                    && heard.get() instanceof Line.Heard.Frame frame
                    && Told.read(frame.content()).orElse(null) instanceof Told.Welcome it) {
                welcome = it;
            }
        }
        Duration halfWay = Duration.ofNanos((clock.nanos() - begun) / 2);
        wall.fleetLeads(Duration.between(machine.instant(), welcome.time().plus(halfWay)));
        if (welcome.acknowledged() > store.lastNumber()) {
            LOG.warn("the store of reports is an old copy; it begins anew");
            store.newJournal();
            return new Next.Try(Duration.ZERO);
        }
        // Durable before any further frame: else a power cut now would make the unit look like its copy.
        store.session(welcome.session());
        store.acknowledged(welcome.acknowledged());
        if (welcome.snapshot() && !snapshotIsNext(welcome.acknowledged())) {
            askSnapshot.run();
        }
        LOG.info("connected to the fleet");
        try {
            folder.used();
        } catch (IOException e) {
            LOG.warn("keys of former certificates are left: {}", e.getMessage());
        }
        welcomed = true;
        try {
            return talk(new Talk(line, welcome, mine), identity, client, begun, atMost);
        } finally {
            welcomed = false;
        }
    }

    private Next talk(Talk talk, Identity identity, FleetClient client, long begun, Optional<Duration> atMost)
            throws IOException, InterruptedException {
        while (true) {
            talk.report();
            if (closing) {
                return new Next.BackOffAndTry();
            }
            if (clock.nanos() - begun > WENT_WELL.toNanos()) {
                backOff.begin();
            }
            if (atMost.isPresent() && clock.nanos() - begun > atMost.get().toNanos()) {
                upgradesFailed = UPGRADES_TRIED - 1;
                return new Next.Try(Duration.ZERO);
            }
            if (renewedInTime(identity, client) || folder.hasToken()) {
                return new Next.Try(Duration.ZERO);
            }
            Optional<Next> over = talk.listen();
            if (over.isPresent()) {
                return over.get();
            }
        }
    }

    private boolean snapshotIsNext(long acknowledged) {
        return store.after(acknowledged, 1).stream()
                .anyMatch(report -> report.fact().contains("\"kind\":\"snapshot\""));
    }

    private Map<String, Object> hello() throws IOException {
        Map<String, Object> hello = new HashMap<>();
        hello.put("type", "hello");
        hello.put("minor", 2);
        hello.put("software", SOFTWARE);
        hello.put("journal", store.journal());
        store.session().flatMap(Wire::read).ifPresent(session -> hello.put("session", session));
        hello.put("time", machine.instant().toString());
        hello.put("clockTrusted", wall.trusted());
        hello.put("commands", able);
        hello.put("configuration", configurations.version());
        return hello;
    }

    /** A connection that has been welcomed. */
    private final class Talk {
        private final Line line;
        private final long mine;
        private final Duration heartbeat;
        private final int window;
        private final Deque<Sent> underWay = new ArrayDeque<>();
        private long sent;
        private long spokeNanos = clock.nanos();
        private long heardNanos = clock.nanos();
        private Duration silence;

        Talk(Line line, Told.Welcome welcome, long mine) {
            this.line = line;
            this.mine = mine;
            this.heartbeat = welcome.heartbeat();
            this.window = welcome.window();
            this.sent = welcome.acknowledged();
            this.silence = backOff.about(heartbeat);
        }

        /** Sends what there is, as far as the window lets it. */
        void report() {
            // Before looking, so that what comes meanwhile is looked at the next time.
            wakes.set(false);
            while (true) {
                int open = window - underWay.stream().mapToInt(Sent::count).sum();
                List<ReportStore.Report> next = open <= 0 ? List.of() : store.after(sent, Math.min(open, MOST_REPORTS));
                if (next.isEmpty()) {
                    return;
                }
                List<Report> frame = new ArrayList<>();
                int length = 0;
                for (ReportStore.Report report : next) {
                    length += report.fact().length() + 100;
                    if (!frame.isEmpty() && length > FRAME_FULL) {
                        break;
                    }
                    frame.add(
                            new Report(report.seq(), report.at(), report.ageMs().orElse(null), report.fact()));
                }
                sent = frame.get(frame.size() - 1).seq();
                underWay.add(new Sent(sent, frame.size()));
                say(Wire.write(new Reports("reports", frame)));
            }
        }

        private void say(String frame) {
            line.send(frame);
            spokeNanos = clock.nanos();
            silence = backOff.about(heartbeat);
        }

        /** Waits for whatever comes next; tells how it goes on if it is over. */
        Optional<Next> listen() throws IOException, InterruptedException {
            long now = clock.nanos();
            if (now - heardNanos > heartbeat.multipliedBy(5).dividedBy(2).toNanos()) {
                LOG.warn("the fleet is silent");
                return Optional.of(new Next.BackOffAndTry());
            }
            if (now - spokeNanos >= silence.toNanos()) {
                say("{\"type\":\"heartbeat\"}");
            }
            Optional<Line.Heard> heard = next(mine, TICK);
            if (heard.isEmpty()) {
                return Optional.empty();
            }
            heardNanos = clock.nanos();
            if (heard.get() instanceof Line.Heard.Ended end) {
                return Optional.of(ended(end));
            }
            if (heard.get() instanceof Line.Heard.Frame frame) {
                Optional<Told> told = Told.read(frame.content());
                if (told.isPresent()) {
                    heard(told.get());
                }
            }
            return Optional.empty();
        }

        private void heard(Told told) throws IOException {
            if (told instanceof Told.Ack ack) {
                ack.refused().forEach(one -> LOG.error("the fleet keeps no report {}", one));
                store.acknowledged(Math.min(ack.upTo(), sent));
                underWay.removeIf(frame -> frame.last <= ack.upTo());
            } else if (told instanceof Told.Order order) {
                commands.told(order);
            } else if (told instanceof Told.Desired desired) {
                configurations.told(desired);
            } else if (told instanceof Told.Heartbeat beat) {
                wall.fleetLeads(Duration.between(machine.instant(), beat.time()));
            }
        }
    }

    // --- waiting ----------------------------------------------------------------------------------------------------

    /** What this connection says next; empty when it says nothing in time, or there is something to report. */
    private Optional<Line.Heard> next(long mine, Duration within) throws InterruptedException {
        Happening happening = happenings.poll(Math.max(0, within.toMillis()), TimeUnit.MILLISECONDS);
        return happening instanceof Happening.Came came && came.connection == mine
                ? Optional.of(came.heard)
                : Optional.empty();
    }

    /** Waits, but not while the unit is closed; nor, if it is so wanted, when a token has been put into the folder. */
    private void pause(Duration wait, boolean untilToken) throws InterruptedException {
        long until = clock.nanos() + wait.toNanos();
        while (!closing && !(untilToken && folder.hasToken())) {
            Duration left = Duration.ofNanos(until - clock.nanos());
            if (left.isNegative() || left.isZero()) {
                return;
            }
            var unused = next(connection + 1, left.compareTo(LOOK_FOR_TOKEN) < 0 ? left : LOOK_FOR_TOKEN);
            wakes.set(false);
        }
    }
}
