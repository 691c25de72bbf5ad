package org.zizhu.kiosk.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.panel.Panel;
import org.zizhu.drivers.power.PowerState;
import org.zizhu.kiosk.catalogue.Item;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.stock.Supplies;
import org.zizhu.kiosk.visit.Cause;
import org.zizhu.kiosk.visit.Closures;
import org.zizhu.kiosk.visit.ServiceState;
import org.zizhu.kiosk.visit.Unit;

/** How the unit is, in the words of the contract, from what the kiosk knows anyhow. Used by one thread. */
final class UnitWatch {

    /** While somebody is served these close a service for a moment, and say nothing about the unit. */
    private static final Set<String> OF_A_VISIT = Set.of("tray-not-empty", "previous-unsettled");

    private static final Set<String> NO_STAFF = Set.of("starting", "attract", "home", "out-of-service", "farewell");

    private final Unit unit;
    private final ServiceState service;
    private final Supplies supplies;
    private final Supplier<String> screen;
    private final BooleanSupplier stuck;
    private final Lasting lasting;
    private boolean staffAtWork;

    /**
     * @param screen the id of the one that is shown
     * @param stuck whether the visit does not move
     */
    UnitWatch(Unit unit, Supplies supplies, Supplier<String> screen, BooleanSupplier stuck, MonotonicClock clock) {
        this.unit = unit;
        this.service = new ServiceState(unit.journal());
        this.supplies = supplies;
        this.screen = screen;
        this.stuck = stuck;
        this.lasting = new Lasting(clock);
    }

    /** All of it, as it is now. */
    Fact.Snapshot now() {
        List<Fact.OfService> services = unit.catalogue().items().stream()
                .filter(item -> Wire.isKeyword(item.id()))
                .limit(Fact.MOST_ENTRIES)
                .map(this::service)
                .toList();
        return new Fact.Snapshot(unit(services), devices(), links(), services);
    }

    // --- the unit ---------------------------------------------------------------------------------------------------

    private Fact.OfUnit unit(List<Fact.OfService> services) {
        String shown = screen.get();
        if (shown.equals("staff-menu")) {
            staffAtWork = true;
        } else if (NO_STAFF.contains(shown)) {
            staffAtWork = false;
        }
        if (stuck.getAsBoolean()) {
            return new Fact.OfUnit(Fact.UnitState.STUCK, null);
        }
        if (shown.equals("starting")) {
            return new Fact.OfUnit(Fact.UnitState.STARTING, null);
        }
        if (staffAtWork) {
            return new Fact.OfUnit(Fact.UnitState.MAINTENANCE, "staff-signed-in");
        }
        if (maintenanceDoorOpen()) {
            return new Fact.OfUnit(Fact.UnitState.MAINTENANCE, "maintenance-door-open");
        }
        return outBecause(shown, services)
                .map(reason -> new Fact.OfUnit(Fact.UnitState.OUT_OF_SERVICE, reason))
                .orElseGet(() -> new Fact.OfUnit(Fact.UnitState.IN_SERVICE, null));
    }

    private Optional<String> outBecause(String shown, List<Fact.OfService> services) {
        Optional<String> closed = unit.centre().closures().unit().map(Closures.Closed::reason);
        if (closed.isPresent()) {
            return closed;
        }
        Optional<ServiceState.Out> out = service.out();
        if (out.isPresent()) {
            return Optional.of("staff-" + out.get().reason().keyword());
        }
        if (unit.outsideHours().isPresent()) {
            return Optional.of("outside-hours");
        }
        if (lives(PowerState.Source.BATTERY)) {
            return Optional.of("backup-power");
        }
        if (shown.equals("out-of-service") && lasting.is("out-of-service", true)) {
            return Optional.of("not-ready");
        }
        if (!shown.equals("out-of-service")) {
            lasting.is("out-of-service", false);
        }
        boolean any = services.stream()
                .anyMatch(
                        one -> one.state() == Fact.ServiceState.AVAILABLE || one.state() == Fact.ServiceState.DEGRADED);
        return any ? Optional.empty() : Optional.of("nothing-offered");
    }

    private boolean lives(PowerState.Source source) {
        return unit.cabinet()
                .powerSupply()
                .map(supply -> supply.power().source() == source)
                .orElse(false);
    }

    private boolean maintenanceDoorOpen() {
        return unit.cabinet()
                .panel()
                .map(panel -> panel.senses().getOrDefault(Panel.Sense.MAINTENANCE_DOOR_OPEN, false))
                .orElse(false);
    }

    // --- devices and links ------------------------------------------------------------------------------------------

    private List<Fact.OfDevice> devices() {
        return unit.cabinet().devices().stream()
                .filter(device -> Wire.isKeyword(device.name()))
                .limit(Fact.MOST_ENTRIES)
                .map(this::device)
                .toList();
    }

    private Fact.OfDevice device(Device device) {
        DeviceStatus status = device.status();
        DeviceState state = status.state();
        if (!lasting.is(device.name() + " busy", state == DeviceState.DEVICE_BUSY)
                && state == DeviceState.DEVICE_BUSY) {
            state = DeviceState.ONLINE;
        }
        Map<String, String> levels = new TreeMap<>();
        status.supplies().forEach((supply, level) -> levels.put(Wire.word(supply), Wire.word(level)));
        return new Fact.OfDevice(
                device.name(),
                device.deviceClass().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                state,
                status.reasons().stream()
                        .filter(Wire::isKeyword)
                        .limit(Fact.MOST_REASONS)
                        .toList(),
                media(device.name(), status.media()),
                levels.isEmpty() ? null : levels);
    }

    /** A card on the reader is a visit's; one that was forgotten there is the unit's. */
    private @Nullable MediaState media(String device, MediaState media) {
        boolean noteworthy = media == MediaState.JAMMED || media == MediaState.RETRACTED;
        boolean lies = lasting.is(device + " media", media == MediaState.PRESENT || media == MediaState.ENTERING);
        return noteworthy || lies ? media : null;
    }

    private List<Fact.OfLink> links() {
        boolean up = unit.availability().platformReachable();
        return List.of(new Fact.OfLink(
                "platform", up ? Fact.LinkState.UP : Fact.LinkState.DOWN, up ? null : "platform-unreachable"));
    }

    // --- services ---------------------------------------------------------------------------------------------------

    private Fact.OfService service(Item item) {
        Optional<Closures.Closed> closed = unit.centre().closures().service(item.id());
        if (closed.isPresent()) {
            return new Fact.OfService(
                    item.id(),
                    Fact.ServiceState.CLOSED,
                    List.of(new Fact.Cause(
                            Fact.CauseKind.UNIT, "centre", closed.get().reason())),
                    name(item));
        }
        List<Cause> found = unit.availability().causes(item);
        Set<String> ofAVisit = OF_A_VISIT.stream()
                .filter(code ->
                        !lasting.is(item.id() + " " + code, found.stream().anyMatch(cause -> cause.code()
                                .equals(code))))
                .collect(Collectors.toSet());
        List<Fact.Cause> causes = told(
                found.stream().filter(cause -> !ofAVisit.contains(cause.code())).toList());
        if (!causes.isEmpty()) {
            return new Fact.OfService(item.id(), Fact.ServiceState.UNAVAILABLE, causes, name(item));
        }
        List<Fact.Cause> missing = told(unit.availability().waysMissing(item));
        return new Fact.OfService(
                item.id(),
                missing.isEmpty() ? Fact.ServiceState.AVAILABLE : Fact.ServiceState.DEGRADED,
                missing,
                name(item));
    }

    private static Fact.@Nullable Name name(Item item) {
        String zh = item.name().chinese();
        String en = item.name().english();
        return Wire.isLabel(zh) && Wire.isLabel(en) ? new Fact.Name(zh, en) : null;
    }

    private static List<Fact.Cause> told(List<Cause> causes) {
        return causes.stream()
                .filter(cause -> Wire.isKeyword(cause.name()))
                .map(cause -> new Fact.Cause(Fact.CauseKind.valueOf(cause.kind().name()), cause.name(), cause.code()))
                .distinct()
                .limit(Fact.MOST_REASONS)
                .toList();
    }

    // --- numbers ----------------------------------------------------------------------------------------------------

    /**
     * What is counted. Visits are sums since the unit's first day, so that none is lost where a report was thinned out:
     * {@code visits.ITEM.OUTCOME}.
     */
    List<Fact.Telemetry> telemetry() {
        Map<String, Double> readings = new TreeMap<>();
        for (Supplies.Level level : supplies.levels()) {
            String name = Wire.word(level.supply());
            level.count().ifPresent(count -> {
                readings.put(name + ".left", (double) count.left());
                count.hoursLeft().ifPresent(hours -> readings.put(name + ".hoursLeft", (double) hours));
            });
        }
        unit.cabinet()
                .powerSupply()
                .flatMap(supply ->
                        supply.power().chargePercent().stream().boxed().findFirst())
                .ifPresent(percent -> readings.put("battery.percent", (double) percent));
        Journal journal = unit.journal();
        readings.put("transactions.open", (double) journal.open().size());
        readings.put("doubts.open", (double) journal.unknown().size());
        readings.put("messages.waiting", (double) journal.waitingMessages());
        for (Journal.Outcomes outcomes : journal.outcomes()) {
            readings.put("visits." + outcomes.item() + "." + outcomes.outcome(), (double) outcomes.count());
        }
        readings.keySet().removeIf(name -> !Wire.isKeyword(name));
        return inParts(readings);
    }

    /** A report has room for so many. */
    private static List<Fact.Telemetry> inParts(Map<String, Double> readings) {
        List<Fact.Telemetry> parts = new ArrayList<>();
        Map<String, Double> part = new TreeMap<>();
        for (Map.Entry<String, Double> reading : readings.entrySet()) {
            part.put(reading.getKey(), reading.getValue());
            if (part.size() == Fact.MOST_READINGS) {
                parts.add(new Fact.Telemetry(part));
                part = new TreeMap<>();
            }
        }
        if (!part.isEmpty()) {
            parts.add(new Fact.Telemetry(part));
        }
        return parts;
    }
}
