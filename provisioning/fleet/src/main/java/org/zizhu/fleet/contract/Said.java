package org.zizhu.fleet.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A frame from a unit; contract.md §4 to §7. */
public sealed interface Said {

    /**
     * The unit's first frame on a connection.
     *
     * @param configuration the version that it goes by, 0 for its own; null for a unit that can't be told
     */
    record Hello(
            int minor,
            String software,
            String journal,
            @Nullable SessionKey session,
            String time,
            boolean clockTrusted,
            List<String> commands,
            @Nullable Long configuration)
            implements Said {
        public Hello {
            Form.keyword(software);
            Form.secret(journal);
            Form.time(time);
            commands = Form.keywords(commands, MOST_COMMANDS);
            if (configuration != null && configuration < 0) {
                throw new IllegalArgumentException("an impossible number");
            }
        }

        public Instant unitTime() {
            return Form.time(time);
        }
    }

    /** Numbers rise. */
    record Reports(List<Report> reports) implements Said {
        public Reports {
            reports = Form.list(Form.needed(reports), MOST_REPORTS);
            if (reports.isEmpty()) {
                throw new IllegalArgumentException("no reports");
            }
            long before = 0;
            for (Report report : reports) {
                if (report.seq() <= before) {
                    throw new IllegalArgumentException("a number that does not rise");
                }
                before = report.seq();
            }
        }

        public long last() {
            return reports.get(reports.size() - 1).seq();
        }
    }

    record Heartbeat() implements Said {}

    int MOST_COMMANDS = 64;
    int MOST_REPORTS = 100;

    Map<String, Class<? extends Said>> TYPES =
            Map.of("hello", Hello.class, "reports", Reports.class, "heartbeat", Heartbeat.class);

    /** Nothing, if it is no frame of the contract. */
    static Optional<Said> read(String text) {
        return Json.read(text, JsonNode.class).flatMap(Said::read);
    }

    static Optional<Said> read(JsonNode frame) {
        Class<? extends Said> type = TYPES.get(frame.path("type").asString(""));
        return type == null ? Optional.empty() : Json.read(frame, type).map(said -> said);
    }
}
