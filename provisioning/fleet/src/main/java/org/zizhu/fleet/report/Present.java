package org.zizhu.fleet.report;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.Json;

/**
 * What is so at present with one thing of a unit.
 *
 * @param kind {@code unit}, {@code device}, {@code link} or {@code service}
 * @param state as on the wire
 * @param since when it was first told
 * @param fact the whole of it, as JSON
 */
public record Present(String kind, String name, String state, Instant since, String fact) {

    /** Why a unit serves nobody that is to be closed at this hour. */
    private static final String OUTSIDE_HOURS = "outside-hours";

    /** Of a fact that is about one thing, and the same as JSON. */
    static Present of(Fact fact, String json, Instant at) {
        if (fact instanceof Fact.OfUnit unit) {
            return of("unit", ReportBook.ITSELF, unit.state(), at, json);
        }
        if (fact instanceof Fact.OfDevice device) {
            return of("device", device.device(), device.state(), at, json);
        }
        if (fact instanceof Fact.OfLink link) {
            return of("link", link.link(), link.state(), at, json);
        }
        if (fact instanceof Fact.OfService service) {
            return of("service", service.service(), service.state(), at, json);
        }
        throw new IllegalArgumentException("a fact of more than one thing");
    }

    /** The fact that was kept of a thing of that kind. */
    public static Fact fact(String kind, String json) {
        Optional<? extends Fact> fact =
                switch (kind) {
                    case "device" -> Json.read(json, Fact.OfDevice.class);
                    case "link" -> Json.read(json, Fact.OfLink.class);
                    case "service" -> Json.read(json, Fact.OfService.class);
                    default -> Json.read(json, Fact.OfUnit.class);
                };
        return fact.orElseThrow(() -> new IllegalStateException("a fact on record that is none"));
    }

    /** Whether somebody might have to see to it: what is not remarkable, no rule has to look at. */
    static boolean remarkable(Fact fact) {
        if (fact instanceof Fact.OfDevice device) {
            return device.state() != Fact.DeviceState.ONLINE
                    || device.media() == Fact.MediaState.JAMMED
                    || (device.supplies() != null && lacks(device.supplies()));
        }
        if (fact instanceof Fact.OfLink link) {
            return link.state() != Fact.LinkState.UP;
        }
        if (fact instanceof Fact.OfService service) {
            return service.state() != Fact.ServiceState.AVAILABLE && service.state() != Fact.ServiceState.CLOSED;
        }
        return !(fact instanceof Fact.OfUnit unit)
                || (unit.state() != Fact.UnitState.IN_SERVICE && !OUTSIDE_HOURS.equals(unit.reason()));
    }

    private static boolean lacks(Fact.Supplies supplies) {
        return Stream.of(
                        supplies.paper(), supplies.toner(), supplies.receiptRoll(), supplies.cards(), supplies.blanks())
                .anyMatch(level -> level == Fact.SupplyLevel.LOW || level == Fact.SupplyLevel.OUT);
    }

    private static Present of(String kind, String name, Enum<?> state, Instant at, String json) {
        return new Present(kind, name, Json.word(state), at, json);
    }
}
