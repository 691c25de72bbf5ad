package org.zizhu.kiosk.fleet;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A frame of the fleet; contract.md §4 to §7 and §10. What this version does not know is passed over. */
sealed interface Told {

    /**
     * The connection stands.
     *
     * @param session to be kept, as JSON
     * @param acknowledged the last number that the fleet has of the unit's journal
     * @param snapshot whether it asks for one
     * @param window so many reports may be under way
     */
    record Welcome(String session, Instant time, long acknowledged, boolean snapshot, Duration heartbeat, int window)
            implements Told {}

    /** @param refused the numbers of those that were not kept, each with why */
    record Ack(long upTo, List<String> refused) implements Told {}

    record Order(String id, String name, JsonNode arguments, Duration expires) implements Told {}

    /**
     * By what the unit should go.
     *
     * @param document as the fleet has signed it, in base64
     */
    record Desired(long version, String document) implements Told {}

    record Heartbeat(Instant time) implements Told {}

    private static Optional<Instant> time(JsonNode frame) {
        try {
            return Optional.of(Instant.parse(frame.path("time").asString("")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Empty, if it is none of these. */
    static Optional<Told> read(JsonNode frame) {
        return switch (frame.path("type").asString("")) {
            case "welcome" ->
                frame.path("session").isObject()
                        ? time(frame)
                                .map(time -> new Welcome(
                                        frame.path("session").toString(),
                                        time,
                                        frame.path("acknowledged").asLong(0),
                                        frame.path("snapshot").asBoolean(false),
                                        Duration.ofMillis(Math.max(
                                                1, frame.path("heartbeatMs").asLong(60_000))),
                                        Math.max(1, frame.path("window").asInt(1))))
                        : Optional.empty();
            case "ack" -> {
                List<String> refused = new ArrayList<>();
                for (JsonNode one : frame.path("refused")) {
                    refused.add(
                            one.path("seq").asLong(0) + " " + one.path("code").asString(""));
                }
                yield Optional.of(new Ack(frame.path("upTo").asLong(0), refused));
            }
            case "command" -> {
                String id = frame.path("id").asString("");
                yield id.matches("[A-Za-z0-9_-]{16,64}")
                        ? Optional.of(new Order(
                                id,
                                frame.path("name").asString(""),
                                frame.path("arguments"),
                                Duration.ofMillis(
                                        Math.max(0, frame.path("expiresMs").asLong(0)))))
                        : Optional.empty();
            }
            case "desired" ->
                frame.path("version").asLong(0) > 0
                        ? Optional.of(new Desired(
                                frame.path("version").asLong(0),
                                frame.path("document").asString("")))
                        : Optional.empty();
            case "heartbeat" -> time(frame).map(Heartbeat::new);
            default -> Optional.empty();
        };
    }
}
