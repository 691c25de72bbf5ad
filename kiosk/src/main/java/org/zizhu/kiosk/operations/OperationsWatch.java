package org.zizhu.kiosk.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.power.PowerState;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.JournalFailure;
import org.zizhu.kiosk.journal.OpenTransaction;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.visit.Unit;

/**
 * Writes into the operations log what becomes of the unit. What staff and the centre do is read from the journal, from where the log had
 * come to: a power cut between the two loses nothing, and writes nothing twice. Of visits it tells nothing but that one which had been cut
 * short is settled.
 */
public final class OperationsWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OperationsWatch.class);

    private static final long LOOK_EVERY_MILLIS = 1_000;

    private static final long CLOSE_WITHIN_MILLIS = 3_000;

    /** What is not signed is never older. */
    private static final Duration SIGNED_EVERY = Duration.ofHours(1);

    /** A device that comes and goes is told of this often, so that it does not fill the log. */
    private static final Duration DEVICE_RESTS = Duration.ofSeconds(10);

    /** A clock that is set a little, or a thread that had to wait, is no jump. */
    private static final Duration JUMP = Duration.ofSeconds(5);

    private static final Set<Entry.Step> STEPS = EnumSet.of(
            Entry.Step.SERVICE,
            Entry.Step.CLOSURE,
            Entry.Step.SIGN_IN,
            Entry.Step.SIGN_OUT,
            Entry.Step.ENROL,
            Entry.Step.LOAD,
            Entry.Step.EXCHANGE,
            Entry.Step.ANSWER,
            Entry.Step.TRIAL);

    private final OperationsLog log;
    private final Unit unit;
    private final InstantSource machine;
    private final MonotonicClock clock;
    private final Thread watching = new Thread(this::watch, "operations-watch");

    private final Map<String, Told> devices = new HashMap<>();
    private final Map<String, String> interrupted = new HashMap<>();
    private long entry;
    private long signedNanos;
    private boolean platformUp = true;
    private PowerState.@Nullable Source power;
    private Instant wall;
    private long wallNanos;
    private Duration lead = Duration.ZERO;
    private long configuration;

    /** What was told of a device, and when. */
    private record Told(DeviceState state, List<String> reasons, long atNanos) {}

    /**
     * Says that the unit starts, and what it finds. Before anything is settled.
     *
     * @param machine the machine's own clock, as nobody has corrected it
     */
    public OperationsWatch(OperationsLog log, Unit unit, InstantSource machine, MonotonicClock clock) {
        this.log = log;
        this.unit = unit;
        this.machine = machine;
        this.clock = clock;
        this.wall = machine.instant();
        this.wallNanos = clock.nanos();
        this.signedNanos = wallNanos;
        begin();
        watching.setDaemon(true);
    }

    private void begin() {
        List<LogRecord> before = log.records();
        OptionalLong known = log.entry();
        String after = known.isEmpty() ? "nothing" : "interruption";
        if (!before.isEmpty() && before.get(before.size() - 1).event().equals("stopped")) {
            after = "stop";
        }
        log.write("started", Map.of("after", after));
        before.stream()
                .map(LogRecord::at)
                .reduce((first, last) -> last)
                .map(last -> Duration.between(last, wall))
                .filter(gone -> gone.isNegative() && gone.abs().compareTo(JUMP) >= 0)
                .ifPresent(back -> log.write("clock-jumped", Map.of("seconds", back.toSeconds())));
        try {
            entry = known.orElseGet(() -> unit.journal().newestEntry());
            for (LogRecord record : before) {
                record.field("transaction").ifPresent(transaction -> {
                    if (record.event().equals("transaction-interrupted")) {
                        interrupted.put(transaction, record.field("item").orElse(""));
                    } else if (record.event().equals("transaction-settled")) {
                        interrupted.remove(transaction);
                    }
                });
            }
            for (OpenTransaction open : unit.journal().open()) {
                if (interrupted.put(open.id(), open.item()) == null) {
                    log.write("transaction-interrupted", Map.of("transaction", open.id(), "item", open.item()));
                }
            }
        } catch (JournalFailure e) {
            LOG.error("the journal can't be read for the operations log");
        }
        log.sign(OptionalLong.of(entry));
    }

    /** Starts it. Once. */
    public void start() {
        watching.start();
    }

    /** How far a command of the centre has come; from any thread. */
    public void command(String command, String name, String stage, @Nullable String reason) {
        log.write(
                "command",
                reason == null
                        ? Map.of("command", command, "name", name, "stage", stage)
                        : Map.of("command", command, "name", name, "stage", stage, "reason", reason));
    }

    /** What all records so far can be known by; from any thread. */
    public Optional<OperationsLog.SignedHead> head() {
        return log.head();
    }

    /** The watch's outermost loop: whatever goes wrong is tried again at the next look. */
    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    look();
                } catch (RuntimeException e) {
                    LOG.error("the operations log failed: {}", e.getClass().getSimpleName());
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            // Closing.
        }
    }

    /** Writes down what is new. By one thread at a time. */
    synchronized void look() {
        clocks();
        try {
            for (Entry next : unit.journal().since(entry, STEPS)) {
                write(next);
                entry = next.seq();
            }
            interrupted.entrySet().removeIf(one -> unit.journal()
                    .outcome(one.getKey())
                    .map(outcome -> {
                        log.write(
                                "transaction-settled",
                                Map.of("transaction", one.getKey(), "item", one.getValue(), "outcome", outcome));
                        return true;
                    })
                    .orElse(false));
        } catch (JournalFailure e) {
            // It is told where the kiosk meets it; what was not read is read later.
        }
        devices();
        links();
        configuration();
        if (clock.nanos() - signedNanos >= SIGNED_EVERY.toNanos()) {
            log.sign(OptionalLong.of(entry));
            signedNanos = clock.nanos();
        }
    }

    private void configuration() {
        long now = unit.configuration().version();
        if (now != configuration) {
            configuration = now;
            log.write("configured", Map.of("version", now));
        }
    }

    // --- what staff and the centre do --------------------------------------------------------------------------------

    private void write(Entry entry) {
        String event = event(entry);
        if (event == null) {
            return;
        }
        Map<String, Object> fields = new HashMap<>();
        fields.put("entry", entry.seq());
        switch (entry.step()) {
            case SERVICE -> take(fields, entry, "reason", "certificate");
            case CLOSURE -> {
                fields.put("what", "*".equals(entry.fact("what")) ? "unit" : entry.demand("what"));
                take(fields, entry, "reason");
            }
            case SIGN_IN -> take(fields, entry, "certificate", "reason");
            case SIGN_OUT -> take(fields, entry, "certificate", "why");
            case ENROL -> take(fields, entry, "certificate");
            case LOAD -> {
                take(fields, entry, "amount", "certificate");
                fields.put("supply", word(entry.demand("supply")));
            }
            case EXCHANGE -> {
                take(fields, entry, "store", "expected", "counted", "loaded", "certificate", "agreed");
                fields.put("outcome", word(entry.phase().name()));
            }
            case ANSWER -> {
                take(fields, entry, "answer", "certificate");
                fields.put("transaction", entry.transaction());
            }
            case TRIAL -> {
                take(fields, entry, "device", "deed");
                fields.put("outcome", word(entry.phase().name()));
            }
            default -> throw new IllegalStateException("not asked for: " + entry.step());
        }
        fields.keySet()
                .retainAll(EventCatalogue.shipped()
                        .named(event)
                        .orElseThrow()
                        .fields()
                        .keySet());
        log.write(event, fields);
    }

    private static @Nullable String event(Entry entry) {
        if (entry.phase() == Phase.INTENT) {
            return null;
        }
        return switch (entry.step()) {
            case SERVICE -> "out".equals(entry.fact("state")) ? "service-out" : "service-in";
            case CLOSURE -> "closed".equals(entry.fact("state")) ? "closed" : "opened";
            case SIGN_IN -> entry.phase() == Phase.DONE ? "staff-in" : "staff-refused";
            case SIGN_OUT -> "staff-out";
            case ENROL -> "staff-enrolled";
            case LOAD -> "supply-loaded";
            case EXCHANGE -> "store-exchanged";
            case ANSWER -> "doubt-answered";
            case TRIAL -> "device-tried";
            default -> null;
        };
    }

    private static void take(Map<String, Object> fields, Entry entry, String... names) {
        for (String name : names) {
            Optional.ofNullable(entry.fact(name)).ifPresent(value -> fields.put(name, value));
        }
    }

    private static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    // --- what happens to the machine ---------------------------------------------------------------------------------

    /** A device at work comes and goes with every visit, and so does what lies in it: neither is told. */
    private void devices() {
        for (Device device : unit.cabinet().devices()) {
            DeviceStatus status = device.status();
            DeviceState state = status.state() == DeviceState.DEVICE_BUSY ? DeviceState.ONLINE : status.state();
            List<String> reasons = status.reasons().stream().sorted().toList();
            Told told = devices.get(device.name());
            boolean rests = told != null && clock.nanos() - told.atNanos < DEVICE_RESTS.toNanos();
            boolean same = told != null && told.state == state && told.reasons.equals(reasons);
            if (!rests && !same) {
                devices.put(device.name(), new Told(state, reasons, clock.nanos()));
                log.write(
                        "device-changed",
                        Map.of("device", device.name(), "state", word(state.name()), "reasons", reasons));
            }
        }
    }

    private void links() {
        boolean up = unit.availability().platformReachable();
        if (up != platformUp) {
            platformUp = up;
            log.write("link-changed", Map.of("link", "platform", "state", up ? "up" : "down"));
        }
        unit.cabinet().powerSupply().map(supply -> supply.power().source()).ifPresent(source -> {
            if (source != power) {
                power = source;
                log.write("power-changed", Map.of("source", word(source.name())));
            }
        });
    }

    private void clocks() {
        Instant now = machine.instant();
        long nanos = clock.nanos();
        Duration jumped = Duration.between(wall, now).minusNanos(nanos - wallNanos);
        wall = now;
        wallNanos = nanos;
        if (jumped.abs().compareTo(JUMP) >= 0) {
            log.write("clock-jumped", Map.of("seconds", jumped.toSeconds()));
        }
        Duration leads = Duration.between(now, unit.clock().instant());
        if (leads.minus(lead).abs().compareTo(JUMP) >= 0) {
            log.write("clock-corrected", Map.of("seconds", leads.minus(lead).toSeconds()));
            lead = leads;
        }
    }

    /** The last look, and the end of the log. Twice is once. */
    @Override
    public void close() {
        watching.interrupt();
        try {
            watching.join(CLOSE_WITHIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            look();
        } catch (RuntimeException e) {
            LOG.error("the operations log failed: {}", e.getClass().getSimpleName());
        }
        log.write("stopped");
        log.sign(OptionalLong.of(entry));
        log.close();
    }
}
