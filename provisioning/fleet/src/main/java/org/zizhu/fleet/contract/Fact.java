package org.zizhu.fleet.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that a unit says is so, in XFS4IoT's words where it has some; contract.md §5. Made only of keywords, numbers, and the names of services. */
public sealed interface Fact {

    /** A device as a whole (XFS4IoT Common.Status, {@code device}). */
    enum DeviceState {
        ONLINE,
        OFFLINE,
        POWER_OFF,
        NO_DEVICE,
        HARDWARE_ERROR,
        USER_ERROR,
        DEVICE_BUSY,
        FRAUD_ATTEMPT,
        STARTING
    }

    /** Where the medium is. */
    enum MediaState {
        PRESENT,
        NOT_PRESENT,
        JAMMED,
        ENTERING,
        RETRACTED,
        UNKNOWN
    }

    /** How much of a consumable is left. */
    enum SupplyLevel {
        FULL,
        LOW,
        OUT,
        UNKNOWN
    }

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

    /** What a cause is one of. */
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
        EXPIRED
    }

    /** What became of a configuration. */
    enum Fate {
        APPLIED,
        REFUSED,
        FAILED
    }

    /** The levels that the device reports; null for what it does not have. */
    record Supplies(
            @Nullable SupplyLevel paper,
            @Nullable SupplyLevel toner,
            @Nullable SupplyLevel receiptRoll,
            @Nullable SupplyLevel cards,
            @Nullable SupplyLevel blanks) {}

    /** Why a service is not as it should be. */
    record Cause(CauseKind kind, String name, @Nullable String reason) {
        public Cause {
            Form.needed(kind);
            Form.keyword(name);
            Form.optionalKeyword(reason);
        }
    }

    record OfUnit(UnitState state, @Nullable String reason) implements Fact {
        public OfUnit {
            Form.needed(state);
            Form.optionalKeyword(reason);
        }
    }

    /**
     * @param reasons most important first
     * @param media null where it is not known
     */
    record OfDevice(
            String device,
            @JsonProperty("class") String deviceClass,
            DeviceState state,
            List<String> reasons,
            @Nullable MediaState media,
            @Nullable Supplies supplies)
            implements Fact {
        public OfDevice {
            Form.keyword(device);
            Form.keyword(deviceClass);
            Form.needed(state);
            reasons = Form.keywords(reasons, MOST_REASONS);
        }
    }

    record OfLink(String link, LinkState state, @Nullable String reason) implements Fact {
        public OfLink {
            Form.keyword(link);
            Form.needed(state);
            Form.optionalKeyword(reason);
        }
    }

    /** What people call a service. */
    record Name(String zh, String en) {
        public Name {
            Form.label(zh, MOST_NAME);
            Form.label(en, MOST_NAME);
        }
    }

    /** @param name as the unit's catalogue has it; null where the unit has not told it */
    record OfService(String service, ServiceState state, List<Cause> causes, @Nullable Name name) implements Fact {
        public OfService {
            Form.keyword(service);
            Form.needed(state);
            causes = Form.list(causes, MOST_REASONS);
        }
    }

    /** All of it: what is not in it is gone. */
    record Snapshot(OfUnit unit, List<OfDevice> devices, List<OfLink> links, List<OfService> services) implements Fact {
        public Snapshot {
            Form.needed(unit);
            devices = Form.list(devices, MOST_ENTRIES);
            links = Form.list(links, MOST_ENTRIES);
            services = Form.list(services, MOST_ENTRIES);
        }
    }

    /** @param result keywords and numbers */
    record OfCommand(String id, Stage stage, @Nullable String reason, Map<String, Object> result) implements Fact {
        public OfCommand {
            Form.secret(id);
            Form.needed(stage);
            Form.optionalKeyword(reason);
            result = result == null ? Map.of() : Map.copyOf(result);
            Form.atMost(result.size(), MOST_RESULTS);
            result.forEach((name, value) -> {
                Form.keyword(name);
                if (value instanceof String text) {
                    Form.keyword(text);
                } else if (!(value instanceof Number)) {
                    throw new IllegalArgumentException("neither keyword nor number");
                }
            });
        }
    }

    /** @param about the key or item that is the reason */
    record OfConfiguration(long version, Fate fate, @Nullable String reason, @Nullable String about) implements Fact {
        public OfConfiguration {
            if (version < 1) {
                throw new IllegalArgumentException("an impossible number");
            }
            Form.needed(fate);
            Form.optionalKeyword(reason);
            Form.optionalKeyword(about);
        }
    }

    /**
     * The head of the unit's operations log: the record that signs all before it. One that its key has not signed is none.
     *
     * @param line the record, as the log spells it
     * @param key SubjectPublicKeyInfo in DER, base64
     */
    record Anchor(String line, String key) implements Fact {
        public Anchor {
            SignedLine.check(Form.needed(line), Form.needed(key));
        }

        /** The number of the record in its log. */
        public long record() {
            return SignedLine.number(line);
        }

        /** What the next record names it by: SHA-256, hexadecimal. */
        public String hash() {
            return SignedLine.hash(line);
        }
    }

    record Telemetry(Map<String, Double> readings) implements Fact {
        public Telemetry {
            readings = Map.copyOf(Form.needed(readings));
            Form.atMost(readings.size(), MOST_READINGS);
            readings.forEach((name, value) -> {
                Form.keyword(name);
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException("no number");
                }
            });
        }
    }

    int MOST_REASONS = 8;
    /** Characters of a service's name in one language. */
    int MOST_NAME = 60;
    /** Devices or services of one unit; a full snapshot of so many still fits into a frame. */
    int MOST_ENTRIES = 200;

    int MOST_RESULTS = 32;
    int MOST_READINGS = 64;
}
