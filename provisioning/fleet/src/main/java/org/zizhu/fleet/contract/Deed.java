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

    Map<String, Class<? extends Deed>> NAMES = Map.of(
            "restart", Restart.class,
            "close-unit", CloseUnit.class,
            "open-unit", OpenUnit.class,
            "close-service", CloseService.class,
            "open-service", OpenService.class,
            "self-test", SelfTest.class,
            "power-cycle", PowerCycle.class,
            "show-notice", ShowNotice.class,
            "fetch-logs", FetchLogs.class,
            "screenshot", Screenshot.class);

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
