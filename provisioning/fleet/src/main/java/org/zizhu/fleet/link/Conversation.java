package org.zizhu.fleet.link;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.fleet.command.Command;
import org.zizhu.fleet.command.CommandBook;
import org.zizhu.fleet.configuration.ConfigurationBook;
import org.zizhu.fleet.contract.Close;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.contract.Report;
import org.zizhu.fleet.contract.Said;
import org.zizhu.fleet.contract.SessionKey;
import org.zizhu.fleet.contract.Told;
import org.zizhu.fleet.log.Defect;
import org.zizhu.fleet.report.Dated;
import org.zizhu.fleet.report.ReportBook;
import org.zizhu.fleet.store.StoreFailed;
import org.zizhu.fleet.unit.Acts;
import org.zizhu.fleet.unit.CertificateBook;
import org.zizhu.fleet.unit.Judgement;
import org.zizhu.fleet.unit.Peer;
import org.zizhu.fleet.unit.Standing;
import org.zizhu.fleet.unit.UnitRegister;

/**
 * One connection of a unit, from its hello to its end, whatever it travels by: contract.md §4 to §7. Frames come one at a time; the next
 * one when the one before has been dealt with, which for reports means durable. Cutting, telling and looking may come from any thread.
 */
final class Conversation {

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    /** What came of a hello. */
    private sealed interface Heard {
        record Welcomed(
                SessionKey session,
                long acknowledged,
                boolean snapshot,
                List<Command> commands,
                Optional<Told.Desired> desired)
                implements Heard {}

        record Turned(Close why) implements Heard {}
    }

    /** What a unit said with its hello, and what was offered. */
    private record Session(SessionKey key, String journal, Duration clockOffset) {}

    private final Links links;
    private final Peer peer;
    private final Wire wire;
    private final Pace pace;
    private final long begun;
    private final AtomicBoolean over = new AtomicBoolean();

    private volatile long heard;
    private volatile @Nullable Session session;
    /** The welcome is on its way: a unit passes over what it is told before. */
    private volatile boolean greeted;
    /** A frame has come under the session, and that is durable. */
    private boolean used;

    Conversation(Links links, Peer peer, Wire wire) {
        this.links = links;
        this.peer = peer;
        this.wire = wire;
        this.begun = links.nanos.getAsLong();
        this.heard = begun;
        this.pace = new Pace(begun);
    }

    Peer peer() {
        return peer;
    }

    boolean welcomed() {
        return greeted && !over.get();
    }

    /** 0 before the welcome. */
    long epoch() {
        Session known = session;
        return known == null ? 0 : known.key.epoch();
    }

    /** Whether it is this session that somebody shows. */
    boolean is(SessionKey shown) {
        Session known = session;
        return known != null && known.key.equals(shown);
    }

    /** A whole frame has come. Completes when the next may come, also when this one was the last. */
    CompletableFuture<Void> said(String frame) {
        if (over.get()) {
            return done();
        }
        heard();
        links.traffic.frame();
        if (!pace.allows(links.nanos.getAsLong())) {
            links.bar(peer.unit());
            return end(Close.FLOOD);
        }
        Optional<Said> said = Said.read(frame);
        Session known = session;
        if (known == null) {
            return said.isPresent() && said.get() instanceof Said.Hello hello
                    ? hello(hello)
                    : end(Close.HELLO_EXPECTED);
        }
        if (said.isPresent() && said.get() instanceof Said.Reports reports) {
            return reports(known, reports);
        }
        if (said.isPresent() && said.get() instanceof Said.Heartbeat) {
            return heartbeat(known);
        }
        return end(Close.MALFORMED_FRAME);
    }

    /** A sign of life that is no frame: an exchange of a long poll. */
    void heard() {
        heard = links.nanos.getAsLong();
    }

    /** Tells the unit what to do; once more does no harm. */
    void tell(Command command) {
        if (welcomed()) {
            links.told.add(command.id());
            long left =
                    Duration.between(links.clock.instant(), command.expires()).toMillis();
            send(new Told.Order(command.id(), command.deed().command(), command.deed(), Math.max(0, left)));
        }
    }

    /** Tells it by what it should go; once more does no harm. False if it is not there. */
    boolean tell(Told desired) {
        boolean there = welcomed();
        if (there) {
            send(desired);
        }
        return there;
    }

    /** Ends it, for that reason; the first reason counts. */
    void cut(Close why) {
        if (over.compareAndSet(false, true)) {
            wire.close(why);
            forget();
        }
    }

    /** The wire is gone. */
    void gone() {
        if (over.compareAndSet(false, true)) {
            forget();
        }
    }

    /** Ends it if it has been silent for too long, or has not said hello. */
    void lookAt(long now) {
        if (session == null && now - begun > Links.HELLO_WITHIN.toNanos()) {
            cut(Close.HELLO_EXPECTED);
        } else if (now - heard > Links.SILENCE.toNanos()) {
            cut(Close.SILENT);
        }
    }

    // --- what a unit says -------------------------------------------------------------------------------------------

    private CompletableFuture<Void> hello(Said.Hello hello) {
        Instant now = links.clock.instant();
        return links.database
                .submit(connection -> hear(connection, hello, now))
                .thenAcceptAsync(
                        heard -> {
                            if (heard instanceof Heard.Welcomed welcomed) {
                                welcome(hello, welcomed, now);
                            } else if (heard instanceof Heard.Turned turned) {
                                turn(turned.why);
                            }
                        },
                        links.workers)
                .exceptionallyAsync(this::failed, links.workers);
    }

    /** All of it in one transaction: who it is by now, whether it is a copy, and what it has to be told. */
    private Heard hear(Connection connection, Said.Hello hello, Instant now) throws SQLException {
        Judgement judgement = CertificateBook.judge(connection, peer.serial(), now);
        if (judgement instanceof Judgement.Barred barred) {
            return new Heard.Turned(
                    switch (barred.refusal()) {
                        case QUARANTINED -> Close.QUARANTINED;
                        default -> Close.REVOKED;
                    });
        }
        Optional<SessionKey> offered = SessionBook.offer(connection, peer.unit(), hello.session(), links.random);
        if (offered.isEmpty()) {
            UnitRegister.bar(connection, peer.unit(), Standing.QUARANTINED);
            Acts.record(connection, now, Acts.FLEET, "quarantine-unit", peer.unit(), "session-copied");
            return new Heard.Turned(Close.QUARANTINED);
        }
        CertificateBook.retireOlder(connection, peer);
        Presence.arrived(connection, peer.unit(), hello, offered.get().epoch(), links.node.id(), now);
        long acknowledged = ReportBook.acknowledged(connection, peer.unit(), hello.journal());
        return new Heard.Welcomed(
                offered.get(),
                acknowledged,
                acknowledged == 0 || !ReportBook.knows(connection, peer.unit()),
                CommandBook.unfinished(connection, peer.unit()),
                ConfigurationBook.arrived(connection, peer.unit(), hello.configuration(), now));
    }

    private void welcome(Said.Hello hello, Heard.Welcomed heard, Instant now) {
        session = new Session(heard.session, hello.journal(), Duration.between(hello.unitTime(), now));
        if (over.get()) {
            // It was cut while the database was busy.
            forget();
            return;
        }
        links.welcomed(this);
        send(new Told.Welcome(
                Told.MINOR,
                peer.unit(),
                heard.session,
                now.toString(),
                heard.acknowledged,
                heard.snapshot,
                Links.HEARTBEAT.toMillis(),
                Told.WINDOW));
        greeted = true;
        heard.commands.forEach(this::tell);
        heard.desired.ifPresent(this::tell);
    }

    /** Where there are two of it, both are cut: nobody knows which is which. */
    private void turn(Close why) {
        if (why == Close.QUARANTINED) {
            LOG.warn("unit {} is quarantined: its session was shown by a copy", peer.unit());
            links.cut(peer.unit(), Close.QUARANTINED);
        }
        cut(why);
    }

    private CompletableFuture<Void> reports(Session known, Said.Reports reports) {
        Instant now = links.clock.instant();
        List<ReportBook.Entry> entries = new ArrayList<>();
        List<Told.RefusedReport> refused = new ArrayList<>();
        for (Report report : reports.reports()) {
            Report.Read read = report.read();
            if (read instanceof Report.Understood understood) {
                Dated dated = Dated.of(report, now, known.clockOffset);
                entries.add(new ReportBook.Entry(report.seq(), understood.kind(), dated, understood.fact()));
            } else if (read instanceof Report.Refused no) {
                refused.add(new Told.RefusedReport(report.seq(), no.fault().code()));
            }
        }
        return links.database
                .submit(
                        Frames.KEEP,
                        new Frames.Shown(
                                new SessionBook.Shown(peer.unit(), known.key.epoch()),
                                new ReportBook.Frame(peer.unit(), known.journal, entries, reports.last(), now)))
                .thenAcceptAsync(
                        mine -> {
                            if (mine) {
                                used = true;
                                links.traffic.reports(entries.size(), refused.size());
                                send(new Told.Ack(reports.last(), refused));
                            } else {
                                cut(Close.SUPERSEDED);
                            }
                        },
                        links.workers)
                .exceptionallyAsync(this::failed, links.workers);
    }

    private CompletableFuture<Void> heartbeat(Session known) {
        if (used) {
            answerHeartbeat();
            return done();
        }
        return links.database
                .submit(connection -> SessionBook.use(connection, peer.unit(), known.key.epoch()))
                .thenAcceptAsync(
                        mine -> {
                            if (mine) {
                                used = true;
                                answerHeartbeat();
                            } else {
                                cut(Close.SUPERSEDED);
                            }
                        },
                        links.workers)
                .exceptionallyAsync(this::failed, links.workers);
    }

    private void answerHeartbeat() {
        send(new Told.Heartbeat(links.clock.instant().toString()));
    }

    // --- its end ----------------------------------------------------------------------------------------------------

    private CompletableFuture<Void> end(Close why) {
        cut(why);
        return done();
    }

    /** The store can't: nothing of it was acknowledged, the unit comes back. Anything else is a fault of ours. */
    private @Nullable Void failed(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof StoreFailed) {
            LOG.warn("unit {}: the database can't be had: {}", peer.unit(), cause.getMessage());
        } else {
            LOG.error("unit {}: a frame failed: {}", peer.unit(), Defect.of(cause));
        }
        cut(Close.TOO_BUSY);
        return null;
    }

    private void forget() {
        links.ended(this);
        Session known = session;
        if (known != null) {
            Instant now = links.clock.instant();
            var unused = links.database.submit(connection -> {
                Presence.left(connection, peer.unit(), known.key.epoch(), now);
                return true;
            });
        }
    }

    private void send(Told told) {
        if (!over.get()) {
            wire.send(Json.write(told));
        }
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }
}
