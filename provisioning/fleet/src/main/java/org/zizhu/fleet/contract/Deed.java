package org.zizhu.fleet.contract;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a unit can be told to do, with its arguments; contract.md §6. */
public sealed interface Deed {

    record Restart() implements Deed {}

    record CloseUnit(String reason) implements Deed {
        public CloseUnit {
            Form.keyword(reason);
        }
    }

    record OpenUnit() implements Deed {}

    record CloseService(String service, String reason) implements Deed {
        public CloseService {
            Form.keyword(service);
            Form.keyword(reason);
        }
    }

    record OpenService(String service) implements Deed {
        public OpenService {
            Form.keyword(service);
        }
    }

    record SelfTest(String device) implements Deed {
        public SelfTest {
            Form.keyword(device);
        }
    }

    record PowerCycle(String device) implements Deed {
        public PowerCycle {
            Form.keyword(device);
        }
    }

    /** The only text that the contract knows, and it goes towards citizens. */
    record ShowNotice(String zh, String en, long forMs) implements Deed {
        public ShowNotice {
            Form.atMost(Form.needed(zh).length(), MOST_CHARACTERS);
            Form.atMost(Form.needed(en).length(), MOST_CHARACTERS);
            if (zh.isBlank() || en.isBlank() || forMs < 1) {
                throw new IllegalArgumentException("a notice says something, in both languages, for a time");
            }
        }
    }

    /** The centre is the second one to agree to a count of staff that differs from the unit's books; both numbers are what they have told. */
    record AgreeDifference(String store, int counted, int countedBin) implements Deed {
        public AgreeDifference {
            Form.keyword(store);
            if (counted < 0 || countedBin < 0) {
                throw new IllegalArgumentException("nobody counts less than nothing");
            }
        }
    }

    /** The unit's own log of the last hours, as it may leave the unit. */
    record FetchLogs(int hours) implements Deed {
        public FetchLogs {
            if (hours < 1 || hours > MOST_HOURS) {
                throw new IllegalArgumentException("neither some hours nor three days");
            }
        }
    }

    /** What is on the unit's display, while nobody is served. */
    record Screenshot() implements Deed {}

    int MOST_HOURS = 72;
    int MOST_CHARACTERS = 200;

    Map<String, Class<? extends Deed>> NAMES = Map.ofEntries(
            Map.entry("restart", Restart.class),
            Map.entry("close-unit", CloseUnit.class),
            Map.entry("open-unit", OpenUnit.class),
            Map.entry("close-service", CloseService.class),
            Map.entry("open-service", OpenService.class),
            Map.entry("self-test", SelfTest.class),
            Map.entry("power-cycle", PowerCycle.class),
            Map.entry("show-notice", ShowNotice.class),
            Map.entry("agree-difference", AgreeDifference.class),
            Map.entry("fetch-logs", FetchLogs.class),
            Map.entry("screenshot", Screenshot.class));

    /** What is fetched by it, as the unit sends it; nothing for a command that fetches nothing. */
    default Optional<String> mediaType() {
        if (this instanceof FetchLogs) {
            return Optional.of("text/plain; charset=utf-8");
        }
        return this instanceof Screenshot ? Optional.of("image/png") : Optional.empty();
    }

    /** Nothing, if there is no such command, or its arguments are not as they should be. */
    static Optional<Deed> read(String name, JsonNode arguments) {
        Class<? extends Deed> type = NAMES.get(name);
        return type == null ? Optional.empty() : Json.read(arguments, type).map(deed -> deed);
    }

    /** The command's name on the wire. */
    default String command() {
        return NAMES.entrySet().stream()
                .filter(entry -> entry.getValue() == getClass())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
