package org.zizhu.fleet.link;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.zizhu.fleet.command.Command;
import org.zizhu.fleet.contract.Close;
import org.zizhu.fleet.contract.Told;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.unit.Peer;

/** All units that are connected, and what they have in common. Thread-safe. */
public final class Links {

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
    private final Map<UnitId, Set<Conversation>> open = new ConcurrentHashMap<>();
    private final Map<UnitId, Long> barredUntil = new ConcurrentHashMap<>();

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
            Presence.nobody(connection, clock.instant());
            return true;
        });
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

    /** Ends what has been silent for too long; once a second, say. */
    public void lookAround() {
        long now = nanos.getAsLong();
        open.values().forEach(all -> all.forEach(conversation -> conversation.lookAt(now)));
        barredUntil.values().removeIf(until -> until - now <= 0);
    }

    /** Tells all units that the fleet goes away. */
    public void close() {
        open.values().forEach(all -> all.forEach(conversation -> conversation.cut(Close.GOING_AWAY)));
    }

    private Set<Conversation> of(UnitId unit) {
        return open.getOrDefault(unit, Set.of());
    }
}
