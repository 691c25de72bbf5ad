package org.zizhu.fleet.link;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.fleet.command.Command;
import org.zizhu.fleet.command.CommandBook;
import org.zizhu.fleet.contract.Close;
import org.zizhu.fleet.contract.Told;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.unit.Peer;
import org.zizhu.fleet.unit.Standing;

/**
 * All units that are connected to this node, and what they have in common. A unit may connect to any node of the fleet; what others have ordered of
 * it, and that it has gone there or is let in no more, is found in the database. Thread-safe.
 */
public final class Links {

    private static final Logger LOG = LoggerFactory.getLogger(Links.class);

    /** The heartbeat that units are told: a unit that dies is noticed within some minutes, and ten thousand cost 170 frames a second. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(60);
    /** Two heartbeats may be lost, with their jitter. */
    static final Duration SILENCE = HEARTBEAT.multipliedBy(5).dividedBy(2);
    /** A unit has its hello ready when it connects. */
    static final Duration HELLO_WITHIN = Duration.ofSeconds(10);
    /** For so long whoever has flooded is not let in. */
    static final Duration BARRED_FOR = Duration.ofMinutes(1);

    final Database database;
    final InstantSource clock;
    final LongSupplier nanos;
    final Executor workers;
    /** Sessions' secrets must be unguessable. */
    final SecureRandom random = new SecureRandom();

    final Traffic traffic = new Traffic();
    final Node node = new Node();
    /** Commands of which no stage has come yet, though a unit was told them on its present connection to this node. */
    final Set<String> told = ConcurrentHashMap.newKeySet();

    private final Map<UnitId, Set<Conversation>> open = new ConcurrentHashMap<>();
    private final Map<UnitId, Long> barredUntil = new ConcurrentHashMap<>();
    private long nextLook;

    /**
     * @param nanos monotonic
     * @param workers go on where the database has answered, for its own thread must not be held
     */
    public Links(Database database, InstantSource clock, LongSupplier nanos, Executor workers) {
        this.database = database;
        this.clock = clock;
        this.nanos = nanos;
        this.workers = workers;
        database.write(connection -> {
            node.begin(connection, clock.instant());
            return true;
        });
        this.nextLook = nanos.getAsLong() + Node.EVERY.toNanos();
    }

    /** Somebody with this certificate is on the wire; from now on its revocation cuts the connection. */
    Conversation begin(Peer peer, Wire wire) {
        Conversation conversation = new Conversation(this, peer, wire);
        open.compute(peer.unit(), (unit, others) -> {
            Set<Conversation> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(conversation);
            return all;
        });
        return conversation;
    }

    void ended(Conversation conversation) {
        open.computeIfPresent(conversation.peer().unit(), (unit, all) -> {
            all.remove(conversation);
            return all.isEmpty() ? null : all;
        });
    }

    /** This one is the unit now: its other connections are cut. */
    void welcomed(Conversation conversation) {
        of(conversation.peer().unit()).stream()
                .filter(other -> other != conversation && other.epoch() < conversation.epoch())
                .forEach(other -> other.cut(Close.SUPERSEDED));
    }

    /** Ends all that speak for the unit. */
    public void cut(UnitId unit, Close why) {
        of(unit).forEach(conversation -> conversation.cut(why));
    }

    /** Tells the unit, if it is there. Else it is told after its next welcome. */
    public void tell(Command command) {
        of(command.unit()).forEach(conversation -> conversation.tell(command));
    }

    /** Tells the unit, if it is there and has been welcomed; else false. */
    public boolean tell(UnitId unit, Told told) {
        return of(unit).stream().filter(conversation -> conversation.tell(told)).count() > 0;
    }

    /** Whether the unit is there, and has been welcomed. */
    public boolean connected(UnitId unit) {
        return of(unit).stream().anyMatch(Conversation::welcomed);
    }

    public Traffic traffic() {
        return traffic;
    }

    /** How many units are connected. */
    public int count() {
        return open.size();
    }

    void bar(UnitId unit) {
        barredUntil.put(unit, nanos.getAsLong() + BARRED_FOR.toNanos());
    }

    /** How long the unit has to stay away for having flooded. */
    Optional<Duration> barred(UnitId unit) {
        Long until = barredUntil.get(unit);
        long left = until == null ? 0 : until - nanos.getAsLong();
        return left > 0 ? Optional.of(Duration.ofNanos(left)) : Optional.empty();
    }

    /** Ends what has been silent for too long, and sees what other nodes have done; once a second, say, by one thread. */
    public void lookAround() {
        long now = nanos.getAsLong();
        open.values().forEach(all -> all.forEach(conversation -> conversation.lookAt(now)));
        barredUntil.values().removeIf(until -> until - now <= 0);
        tellWhatWasOrderedElsewhere();
        if (now - nextLook >= 0) {
            nextLook = now + Node.EVERY.toNanos();
            stay();
            compare(database.read(Presence::everywhere));
        }
    }

    private void tellWhatWasOrderedElsewhere() {
        // What is told while the database is read is not in its answer.
        Set<String> before = new HashSet<>(told);
        List<Command> waiting = database.read(connection -> CommandBook.waitingAt(connection, node.id()));
        waiting.forEach(command -> {
            before.remove(command.id());
            if (!told.contains(command.id())) {
                tell(command);
            }
        });
        told.removeAll(before);
    }

    private void stay() {
        Instant now = clock.instant();
        if (!database.write(connection -> node.stay(connection, now))) {
            // The others take them for gone: each says hello again, here or there.
            LOG.warn("this node was given up by the others for a while; its units are asked to come back");
            open.values().forEach(all -> all.forEach(conversation -> conversation.cut(Close.TOO_BUSY)));
        }
    }

    /** Cuts who has gone to another node or was barred there, and writes down who has left while the database was away. */
    private void compare(List<Presence.Place> places) {
        Instant now = clock.instant();
        for (Presence.Place place : places) {
            Set<Conversation> here = of(place.unit());
            if (place.standing() == Standing.REVOKED) {
                cut(place.unit(), Close.REVOKED);
            } else if (place.standing() == Standing.QUARANTINED) {
                cut(place.unit(), Close.QUARANTINED);
            } else if (!place.node().equals(node.id())) {
                here.stream()
                        .filter(conversation -> conversation.welcomed() && conversation.epoch() < place.epoch())
                        .forEach(conversation -> conversation.cut(Close.SUPERSEDED));
            } else if (!place.gone() && here.isEmpty()) {
                var unused = database.submit(connection -> {
                    Presence.left(connection, place.unit(), place.epoch(), now);
                    return true;
                });
            }
        }
    }

    /** Tells all units that the fleet goes away, or this node of it. */
    public void close() {
        open.values().forEach(all -> all.forEach(conversation -> conversation.cut(Close.GOING_AWAY)));
        Instant now = clock.instant();
        var unused = database.submit(connection -> {
            node.leave(connection, now);
            return true;
        });
    }

    private Set<Conversation> of(UnitId unit) {
        return open.getOrDefault(unit, Set.of());
    }
}
