package org.zizhu.fleet.link;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.contract.SessionKey;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.unit.Peer;
import tools.jackson.databind.JsonNode;

/** The frames of the link as exchanges of HTTP, where a proxy forbids WebSockets; contract.md §9. Thread-safe. */
public final class Polls {

    private static final int MOST_FRAMES = 16;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** What a unit sends. */
    public record Exchange(@Nullable SessionKey session, long waitMs, List<JsonNode> frames) {
        public Exchange {
            frames = frames == null ? List.of() : List.copyOf(frames);
            if (frames.size() > MOST_FRAMES || waitMs < 0 || waitMs > LONGEST_WAIT.toMillis()) {
                throw new IllegalArgumentException("an impossible number");
            }
        }
    }

    /** What it is answered. */
    public record Exchanged(List<JsonNode> frames, @Nullable Closed close) {}

    public record Closed(int code, String reason) {}

    private record Poll(PollWire wire, Conversation conversation) {}

    private final Links links;
    /** One for each unit, until it has fetched how it ended. */
    private final Map<UnitId, Poll> open = new ConcurrentHashMap<>();

    public Polls(Links links) {
        this.links = links;
    }

    /** Answers as soon as there is something to say; nothing, if the session is not open here. */
    public Optional<CompletableFuture<Exchanged>> exchange(Peer peer, Exchange exchange) {
        Poll poll = exchange.session() == null ? begin(peer) : open.get(peer.unit());
        SessionKey shown = exchange.session();
        if (poll == null
                || (shown != null && !poll.conversation.is(shown))
                || !poll.conversation.peer().equals(peer)) {
            return Optional.empty();
        }
        poll.conversation.heard();
        poll.wire.next();
        CompletableFuture<Void> said = CompletableFuture.completedFuture(null);
        for (JsonNode frame : exchange.frames()) {
            said = said.thenCompose(before -> poll.conversation.said(frame.toString()));
        }
        return Optional.of(said.thenCompose(all -> fetched(poll, exchange.waitMs()))
                .thenApply(batch -> answer(peer, poll, batch)));
    }

    private Poll begin(Peer peer) {
        PollWire wire = new PollWire();
        Poll poll = new Poll(wire, links.begin(peer, wire));
        open.put(peer.unit(), poll);
        return poll;
    }

    private static CompletableFuture<PollWire.Batch> fetched(Poll poll, long waitMs) {
        CompletableFuture<PollWire.Batch> batch = poll.wire.fetch();
        if (!batch.isDone()) {
            CompletableFuture.delayedExecutor(waitMs, TimeUnit.MILLISECONDS).execute(() -> poll.wire.letGo(batch));
        }
        return batch;
    }

    private Exchanged answer(Peer peer, Poll poll, PollWire.Batch batch) {
        if (batch.close() != null) {
            open.remove(peer.unit(), poll);
            poll.conversation.gone();
        }
        List<JsonNode> frames = batch.frames().stream()
                .map(frame -> Json.read(frame, JsonNode.class).orElseThrow())
                .toList();
        return new Exchanged(
                frames,
                batch.close() == null
                        ? null
                        : new Closed(batch.close().code(), batch.close().reason()));
    }
}
