package org.zizhu.kiosk.fleet;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.MediaState;

/** Something that the unit says is so; contract.md §5. Made of keywords, numbers and the names of services, so that nothing personal fits in. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
sealed interface Fact {

    /** The unit as citizens find it. */
    enum UnitState {
        IN_SERVICE,
        OUT_OF_SERVICE,
        MAINTENANCE,
        STARTING,
        STOPPING,
        STUCK
    }

    enum LinkState {
        UP,
        DOWN
    }

    enum ServiceState {
        AVAILABLE,
        DEGRADED,
        UNAVAILABLE,
        CLOSED
    }

    enum CauseKind {
        DEVICE,
        LINK,
        STOCK,
        UNIT
    }

    /** How far a command has come. */
    enum Stage {
        RECEIVED,
        STARTED,
        DONE,
        FAILED,
        REFUSED,
        EXPIRED;

        boolean over() {
            return this != RECEIVED && this != STARTED;
        }
    }

    /** What became of a configuration that the centre prescribed. */
    enum Fate {
        APPLIED,
        REFUSED,
        FAILED
    }

    @JsonTypeName("unit")
    record OfUnit(UnitState state, @Nullable String reason) implements Fact {}

    /**
     * @param media null where it is as it is in any visit
     * @param supplies by their names of the contract; null where the device has none
     */
    @JsonTypeName("device")
    record OfDevice(
            String device,
            @JsonProperty("class") String deviceClass,
            DeviceState state,
            List<String> reasons,
            @Nullable MediaState media,
            @Nullable Map<String, String> supplies)
            implements Fact {}

    @JsonTypeName("link")
    record OfLink(String link, LinkState state, @Nullable String reason) implements Fact {}

    record Cause(CauseKind kind, String name, @Nullable String reason) {}

    /** What citizens call a service. */
    record Name(String zh, String en) {}

    /** @param name as the catalogue has it; null where it can't be told */
    @JsonTypeName("service")
    record OfService(String service, ServiceState state, List<Cause> causes, @Nullable Name name) implements Fact {}

    /** All of it: what is not in it is gone. */
    @JsonTypeName("snapshot")
    record Snapshot(OfUnit unit, List<OfDevice> devices, List<OfLink> links, List<OfService> services)
            implements Fact {}

    @JsonTypeName("command")
    record OfCommand(String id, Stage stage, @Nullable String reason, @Nullable Map<String, Object> result)
            implements Fact {}

    /** @param about the key or item that is the reason */
    @JsonTypeName("configuration")
    record OfConfiguration(long version, Fate fate, @Nullable String reason, @Nullable String about) implements Fact {}

    /** The head of the operations log. */
    @JsonTypeName("anchor")
    record Anchor(String line, String key) implements Fact {}

    @JsonTypeName("telemetry")
    record Telemetry(Map<String, Double> readings) implements Fact {}

    int MOST_REASONS = 8;
    int MOST_READINGS = 64;
    /** Devices or services of one unit; a full snapshot of so many fits into a frame. */
    int MOST_ENTRIES = 200;
}
