package org.zizhu.kiosk.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.loop.MonotonicClock;

/**
 * Turns how the unit is into reports: all of it once after each start, when the fleet asks and when something is there that was not before; then
 * what has changed. Used by one thread.
 */
final class Reporter {

    /** Contract.md §5. */
    private static final Duration TELEMETRY_EVERY = Duration.ofMinutes(15);

    /** What changes more often within an hour is told once a minute, as it is then: a loose plug must not fill the disk. */
    private static final int MANY = 30;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** How often something has been told in the hour that began then, and when last. */
    private record Pace(long hourBegan, int told, long lastNanos) {}

    private final ReportStore store;
    private final UnitWatch watch;
    private final MonotonicClock clock;
    private final Map<String, Fact> told = new HashMap<>();
    private final Map<String, Pace> paces = new HashMap<>();
    private boolean snapshotDue = true;
    private List<Fact.Telemetry> lastTelemetry = List.of();
    private long telemetryNanos;

    Reporter(ReportStore store, UnitWatch watch, MonotonicClock clock) {
        this.store = store;
        this.watch = watch;
        this.clock = clock;
        this.telemetryNanos = clock.nanos() - TELEMETRY_EVERY.toNanos();
    }

    /** The next look tells all of it. */
    void snapshot() {
        snapshotDue = true;
    }

    /** Tells what has changed since the last look. */
    void look() {
        Fact.Snapshot now = watch.now();
        Map<String, Fact> all = byName(now);
        List<Fact> reports = new ArrayList<>();
        if (snapshotDue || !all.keySet().equals(told.keySet())) {
            reports.add(now);
        } else {
            all.forEach((name, fact) -> {
                if (!Objects.equals(told.get(name), fact) && mayTell(name)) {
                    reports.add(fact);
                }
            });
        }
        List<Fact.Telemetry> telemetry = telemetry();
        reports.addAll(telemetry);
        if (reports.isEmpty()) {
            return;
        }
        store.report(reports);
        // Only now: what could not be written is told at the next look.
        for (Fact report : reports) {
            if (report instanceof Fact.Snapshot) {
                told.clear();
                told.putAll(all);
                snapshotDue = false;
            } else if (!(report instanceof Fact.Telemetry)) {
                told.put(name(report), report);
            }
        }
        if (!telemetry.isEmpty()) {
            lastTelemetry = telemetry;
        }
    }

    /** The unit is going down, and has been asked to. */
    void stopping() {
        store.report(List.of(new Fact.OfUnit(Fact.UnitState.STOPPING, null)));
    }

    private List<Fact.Telemetry> telemetry() {
        if (clock.nanos() - telemetryNanos < TELEMETRY_EVERY.toNanos()) {
            return List.of();
        }
        telemetryNanos = clock.nanos();
        List<Fact.Telemetry> now = watch.telemetry();
        return now.equals(lastTelemetry) ? List.of() : now;
    }

    private boolean mayTell(String name) {
        long now = clock.nanos();
        @Nullable Pace pace = paces.get(name);
        if (pace == null || now - pace.hourBegan >= HOUR.toNanos()) {
            paces.put(name, new Pace(now, 1, now));
            return true;
        }
        if (pace.told >= MANY && now - pace.lastNanos < MINUTE.toNanos()) {
            return false;
        }
        paces.put(name, new Pace(pace.hourBegan, pace.told + 1, now));
        return true;
    }

    private static Map<String, Fact> byName(Fact.Snapshot snapshot) {
        Map<String, Fact> all = new HashMap<>();
        for (List<? extends Fact> facts :
                List.of(List.of(snapshot.unit()), snapshot.devices(), snapshot.links(), snapshot.services())) {
            facts.forEach(fact -> all.put(name(fact), fact));
        }
        return all;
    }

    private static String name(Fact fact) {
        if (fact instanceof Fact.OfDevice device) {
            return "device " + device.device();
        }
        if (fact instanceof Fact.OfLink link) {
            return "link " + link.link();
        }
        if (fact instanceof Fact.OfService service) {
            return "service " + service.service();
        }
        return "unit";
    }
}
