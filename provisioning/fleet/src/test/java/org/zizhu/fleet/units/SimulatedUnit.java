package org.zizhu.fleet.units;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.contract.UnitId;
import tools.jackson.databind.JsonNode;

/**
 * A unit as the fleet meets it: contract.md §4 to §7 from the unit's side, over a real connection. Its store of reports is the memory of this
 * process. Thread-safe. Public, for Jetty calls its line.
 */
public final class SimulatedUnit {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final int MOST_IN_A_FRAME = 100;
    /** A citizen at the machine is served to the end before a command is carried out. */
    private static final int LONGEST_VISIT_SECONDS = 8;

    private static final int BARRED_FORBIDDEN = 4403;
    private static final int QUARANTINED = 4405;
    private static final int SUPERSEDED = 4409;

    private record Pending(long seq, Instant at, long born, String fact) {}

    private final Place place;
    private final Uplink uplink;
    private final ScheduledExecutorService timer;
    private final Random random;
    private final Tally tally;
    private final Cabinet cabinet;
    private final String journal;

    private final Deque<Pending> pending = new ArrayDeque<>();
    /** How far each command has come, those last told last. */
    private final Map<String, String> stages = new LinkedHashMap<>();

    private JsonNode session;
    private Line line;
    private long seq;
    private long sent;
    private int failures;
    private int window;
    private long heartbeatMs;
    private boolean cut = true;
    private boolean frozen;
    private boolean barred;

    SimulatedUnit(Place place, Uplink uplink, ScheduledExecutorService timer, long seed, Tally tally) {
        this.place = place;
        this.uplink = uplink;
        this.timer = timer;
        this.random = new Random(seed);
        this.tally = tally;
        this.cabinet = new Cabinet(random);
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        this.journal = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    UnitId id() {
        return place.unit();
    }

    Place place() {
        return place;
    }

    // --- what happens to it -----------------------------------------------------------------------------------------

    /** It has a network again, or for the first time: it connects within that time. */
    synchronized void plugIn(Duration within) {
        if (cut) {
            cut = false;
            failures = 0;
            later(within.multipliedBy(random.nextInt(1000)).dividedBy(1000), this::connect);
        }
    }

    /** The cable is pulled. */
    synchronized void unplug() {
        cut = true;
        drop();
    }

    /** Its software hangs: the connection stands, and nobody speaks. */
    synchronized void freeze(boolean so) {
        frozen = so;
        if (!so) {
            // As a restart of its software does.
            drop();
        }
    }

    /** Something is done to the cabinet; what has changed by it is reported. */
    synchronized void happens(Consumer<Cabinet> what) {
        what.accept(cabinet);
        if (!frozen) {
            cabinet.changes().forEach(this::put);
            flush();
        }
    }

    /** Tells how much is left and what citizens came for. */
    synchronized void telemetry() {
        report(List.of(cabinet.telemetry()));
    }

    /** Reports these facts, in one frame where it is free to speak. */
    synchronized void report(List<String> facts) {
        if (!frozen) {
            facts.forEach(this::put);
            flush();
        }
    }

    synchronized boolean isWelcome() {
        return line != null && line.welcomed;
    }

    /** How many reports it has made, and how many of them nobody has acknowledged. */
    synchronized long reported() {
        return seq;
    }

    synchronized int unacknowledged() {
        return pending.size();
    }

    // --- its connection ---------------------------------------------------------------------------------------------

    private synchronized void connect() {
        if (cut || barred || line != null) {
            return;
        }
        Line opened = new Line();
        line = opened;
        var unused = uplink.connect(id().value(), opened).whenComplete((connected, failure) -> {
            if (failure != null) {
                opened.failed(failure);
            }
        });
    }

    private void drop() {
        Line known = line;
        if (known != null) {
            ended(known, "dropped");
            if (known.session != null) {
                known.session.disconnect();
            }
        }
    }

    private synchronized void ended(Line which, String how) {
        if (which != line) {
            return;
        }
        line = null;
        if (which.welcomed) {
            tally.welcomed.decrementAndGet();
        }
        tally.ended(how);
        failures = which.lasted() ? 1 : failures + 1;
        if (!cut && !barred) {
            long most = Math.min(LONGEST_WAIT.toMillis(), 1000L << Math.min(failures, 20));
            later(
                    how.equals(Integer.toString(SUPERSEDED))
                            ? LONGEST_WAIT
                            : Duration.ofMillis((long) (random.nextDouble() * most)),
                    this::connect);
        }
    }

    private void welcome(Line from, JsonNode welcome) {
        if (from.welcomed) {
            return;
        }
        // Its disk is this memory: the session is stored before it says anything more.
        session = welcome.path("session");
        window = welcome.path("window").asInt();
        heartbeatMs = welcome.path("heartbeatMs").asLong();
        from.welcomed = true;
        tally.welcomed.incrementAndGet();
        sent = welcome.path("acknowledged").asLong();
        acknowledgedUpTo(sent);
        if (welcome.path("snapshot").asBoolean()) {
            put(cabinet.snapshot());
            put(cabinet.telemetry());
        }
        flush();
        from.nextHeartbeat();
    }

    private void put(String fact) {
        seq++;
        tally.told.increment();
        pending.add(new Pending(seq, Instant.now(), System.nanoTime(), fact));
    }

    /** Says what has not been said on this connection, as far as the window allows. */
    private void flush() {
        Line open = line;
        if (open == null || !open.welcomed || (!pending.isEmpty() && pending.getLast().seq <= sent)) {
            return;
        }
        List<Pending> frame = new ArrayList<>();
        int position = 0;
        for (Pending report : pending) {
            position++;
            if (report.seq > sent && position <= window) {
                frame.add(report);
                if (frame.size() == MOST_IN_A_FRAME) {
                    say(open, frame);
                    frame.clear();
                }
            }
        }
        if (!frame.isEmpty()) {
            say(open, frame);
        }
    }

    private void say(Line open, List<Pending> reports) {
        StringBuilder frame = new StringBuilder("{\"type\":\"reports\",\"reports\":[");
        String separator = "";
        long now = System.nanoTime();
        for (Pending report : reports) {
            frame.append(separator)
                    .append("{\"seq\":")
                    .append(report.seq)
                    .append(",\"at\":\"")
                    .append(report.at)
                    .append("\",\"ageMs\":")
                    .append((now - report.born) / 1_000_000)
                    .append(",\"fact\":")
                    .append(report.fact)
                    .append('}');
            sent = report.seq;
            separator = ",";
        }
        open.say(frame.append("]}").toString());
    }

    private void acknowledged(JsonNode ack) {
        acknowledgedUpTo(ack.path("upTo").asLong());
        tally.refused.add(ack.path("refused").size());
        flush();
    }

    /** By an ack, or by a welcome, where the connection was cut between the commit and its ack. */
    private void acknowledgedUpTo(long upTo) {
        long now = System.nanoTime();
        while (!pending.isEmpty() && pending.getFirst().seq <= upTo) {
            tally.acknowledged.increment();
            tally.waited(now - pending.removeFirst().born);
        }
    }

    // --- commands ---------------------------------------------------------------------------------------------------

    private void command(JsonNode command) {
        String id = command.path("id").asString();
        String known = stages.get(id);
        if (known != null) {
            stage(id, known);
            return;
        }
        tally.commands.increment();
        stage(id, "\"received\"");
        later(Duration.ofMillis(random.nextInt(LONGEST_VISIT_SECONDS * 1000)), () -> begin(id, command));
    }

    private synchronized void begin(String id, JsonNode command) {
        stage(id, "\"started\"");
        flush();
        later(Duration.ofMillis(200L + random.nextInt(2000)), () -> finish(id, command));
    }

    private synchronized void finish(String id, JsonNode command) {
        JsonNode arguments = command.path("arguments");
        String service = arguments.path("service").asString("");
        String device = arguments.path("device").asString("");
        String outcome = "\"done\"";
        switch (command.path("name").asString()) {
            case "close-unit" -> cabinet.close(arguments.path("reason").asString("by-operator"));
            case "open-unit" -> cabinet.close("");
            case "close-service" -> {
                outcome = cabinet.hasService(service) ? outcome : "\"refused\",\"reason\":\"unknown-service\"";
                cabinet.closeService(service, arguments.path("reason").asString("by-operator"));
            }
            case "open-service" -> cabinet.openService(service);
            case "self-test", "power-cycle" ->
                outcome = cabinet.hasDevice(device) ? outcome : "\"refused\",\"reason\":\"unknown-device\"";
            case "restart", "show-notice" -> {}
            default -> outcome = "\"refused\",\"reason\":\"unsupported\"";
        }
        stage(id, outcome);
        cabinet.changes().forEach(this::put);
        flush();
        tally.commandsDone.increment();
    }

    private void stage(String id, String stage) {
        stages.put(id, stage);
        put("{\"kind\":\"command\",\"id\":\"" + id + "\",\"stage\":" + stage + "}");
        flush();
    }

    private void later(Duration wait, Runnable what) {
        var unused = timer.schedule(what, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One connection. What comes of one that the unit has given up is of no account. */
    public final class Line implements Session.Listener.AutoDemanding {

        private final long opened = System.nanoTime();
        private Session session;
        private boolean welcomed;
        private long heard;
        private long said;

        private Line() {}

        @Override
        public void onWebSocketOpen(Session open) {
            synchronized (SimulatedUnit.this) {
                session = open;
                heard = System.nanoTime();
                if (line != this) {
                    open.disconnect();
                    return;
                }
                say(
                        "{\"type\":\"hello\",\"minor\":0,\"software\":\"zizhu-0.1.0\",\"journal\":\"" + journal + "\","
                                + (SimulatedUnit.this.session == null
                                        ? ""
                                        : "\"session\":" + SimulatedUnit.this.session + ",")
                                + "\"time\":\"" + Instant.now()
                                + "\",\"clockTrusted\":true,\"commands\":[\"restart\",\"close-unit\","
                                + "\"open-unit\",\"close-service\",\"open-service\",\"self-test\",\"power-cycle\",\"show-notice\"]}");
            }
        }

        @Override
        public void onWebSocketText(String text) {
            JsonNode frame = Json.read(text, JsonNode.class)
                    .orElseThrow(() -> new IllegalStateException("the fleet has sent no JSON"));
            synchronized (SimulatedUnit.this) {
                if (line != this || frozen) {
                    return;
                }
                heard = System.nanoTime();
                switch (frame.path("type").asString("")) {
                    case "welcome" -> welcome(this, frame);
                    case "ack" -> acknowledged(frame);
                    case "command" -> command(frame);
                    default -> {}
                }
            }
        }

        @Override
        public void onWebSocketClose(int code, String reason, Callback callback) {
            synchronized (SimulatedUnit.this) {
                barred |= line == this && (code == BARRED_FORBIDDEN || code == QUARANTINED);
            }
            ended(this, Integer.toString(code));
            callback.succeed();
        }

        /** What it comes to is told by the end of the connection, or of the attempt. */
        @Override
        public void onWebSocketError(Throwable cause) {}

        private void failed(Throwable failure) {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            ended(this, "not connected: " + cause.getClass().getSimpleName());
        }

        private boolean lasted() {
            return welcomed && System.nanoTime() - opened > TimeUnit.MINUTES.toNanos(1);
        }

        private void say(String frame) {
            said = System.nanoTime();
            session.sendText(frame, Callback.NOOP);
        }

        /** So long after what it said last. */
        private void nextHeartbeat() {
            long wait = (long) (heartbeatMs * (0.8 + 0.4 * random.nextDouble()));
            long gone = frozen ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - said);
            later(Duration.ofMillis(Math.max(0, wait - gone)), () -> heartbeat(wait));
        }

        private void heartbeat(long wait) {
            synchronized (SimulatedUnit.this) {
                if (line != this) {
                    return;
                }
                long now = System.nanoTime();
                if (!frozen && now - heard > TimeUnit.MILLISECONDS.toNanos(heartbeatMs * 5 / 2)) {
                    drop();
                    return;
                }
                if (!frozen && now - said >= TimeUnit.MILLISECONDS.toNanos(wait)) {
                    say("{\"type\":\"heartbeat\"}");
                }
                nextHeartbeat();
            }
        }
    }
}
