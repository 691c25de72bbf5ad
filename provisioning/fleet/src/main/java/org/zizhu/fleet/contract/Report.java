package org.zizhu.fleet.contract;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One report of a unit, as it came; contract.md §5.
 *
 * @param seq its number in the unit's journal, from 1
 * @param at by the unit's clock
 * @param ageMs how old it was when it was sent, by the unit's monotonic clock; null if the unit has restarted since
 * @param fact not taken apart yet: one that is wrong spoils no other
 */
public record Report(long seq, String at, @Nullable Long ageMs, JsonNode fact) {

    /** Why a report was taken off the unit's list, and not kept. */
    public enum Fault {
        MALFORMED_FACT,
        UNKNOWN_KIND;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Either a fact or why it is none. */
    public sealed interface Read {}

    /** @param kind as on the wire */
    public record Understood(String kind, Fact fact) implements Read {}

    public record Refused(Fault fault) implements Read {}

    private static final Map<String, Class<? extends Fact>> KINDS = Map.of(
            "snapshot", Fact.Snapshot.class,
            "unit", Fact.OfUnit.class,
            "device", Fact.OfDevice.class,
            "link", Fact.OfLink.class,
            "service", Fact.OfService.class,
            "command", Fact.OfCommand.class,
            "configuration", Fact.OfConfiguration.class,
            "anchor", Fact.Anchor.class,
            "telemetry", Fact.Telemetry.class);

    public Report {
        if (seq < 1 || (ageMs != null && ageMs < 0)) {
            throw new IllegalArgumentException("an impossible number");
        }
        Form.time(at);
        Form.needed(fact);
    }

    public Read read() {
        String kind = fact.path("kind").asString("");
        Class<? extends Fact> type = KINDS.get(kind);
        if (type == null) {
            return new Refused(fact.path("kind").isString() ? Fault.UNKNOWN_KIND : Fault.MALFORMED_FACT);
        }
        Optional<? extends Fact> read = Json.read(fact, type);
        return read.isPresent() ? new Understood(kind, read.get()) : new Refused(Fault.MALFORMED_FACT);
    }
}
