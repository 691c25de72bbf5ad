package org.zizhu.kiosk.fleet;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A line by exchanges of HTTP, where a proxy forbids WebSockets; contract.md §9. One exchange is held by the fleet until it has something to
 * say; a second one, with what the unit has to say, lets it go. Thread-safe.
 */
final class PollLine implements Line {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(25);
    private static final int MOST_FRAMES = 16;

    /** Leaves room for what is around the frames. */
    private static final int MOST_BYTES = Wire.MOST_BYTES - 1024;

    private static final int CONFLICT = 409;
    private static final int GOING_AWAY = 1001;

    private final FleetClient client;
    private final Consumer<Heard> heard;
    private final Queue<String> waiting = new ArrayDeque<>();
    private @Nullable JsonNode session;
    private int held;
    private boolean speaking;
    private boolean over;

    PollLine(FleetClient client, Consumer<Heard> heard) {
        this.client = client;
        this.heard = heard;
    }

    @Override
    public synchronized void send(String frame) {
        waiting.add(frame);
        exchangeIfNeeded();
    }

    @Override
    public synchronized void close() {
        over = true;
    }

    private void exchangeIfNeeded() {
        if (over || speaking || (waiting.isEmpty() && (held > 0 || session == null))) {
            return;
        }
        List<JsonNode> frames = new ArrayList<>();
        int bytes = 0;
        for (String next = waiting.peek(); next != null; next = waiting.peek()) {
            bytes += 3 * next.length();
            // The hello goes alone: there is no session before it is answered.
            if (!frames.isEmpty() && (bytes > MOST_BYTES || frames.size() == MOST_FRAMES || session == null)) {
                break;
            }
            Wire.read(waiting.remove()).ifPresent(frames::add);
        }
        Map<String, Object> body = new HashMap<>();
        body.put("waitMs", LONGEST_WAIT.toMillis());
        body.put("frames", frames);
        if (session != null) {
            body.put("session", session);
        }
        speaking = !frames.isEmpty();
        held++;
        boolean spoke = speaking;
        var unused = client.postLater("/unit/v1/exchange", body, LONGEST_WAIT.plus(FleetClient.ANSWER_WITHIN))
                .whenComplete((reply, failure) -> answered(spoke, failure == null ? reply : null));
    }

    private void answered(boolean spoke, FleetClient.@Nullable Reply reply) {
        List<Heard> told = new ArrayList<>();
        synchronized (this) {
            if (over) {
                return;
            }
            held--;
            if (spoke) {
                speaking = false;
            }
            if (reply == null || reply.status() != 200) {
                over = true;
                told.add(
                        reply == null
                                ? new Heard.Ended(0, "")
                                : new Heard.Ended(reply.status() == CONFLICT ? GOING_AWAY : 0, reply.code()));
            } else {
                for (JsonNode frame : reply.body().path("frames")) {
                    if (frame.path("type").asString("").equals("welcome")) {
                        session = frame.path("session");
                    }
                    told.add(new Heard.Frame(frame));
                }
                JsonNode close = reply.body().path("close");
                if (close.isObject()) {
                    over = true;
                    told.add(new Heard.Ended(close.path("code").asInt(0), ""));
                }
            }
            told.forEach(heard);
            exchangeIfNeeded();
        }
    }
}
