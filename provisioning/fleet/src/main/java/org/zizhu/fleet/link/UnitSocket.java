package org.zizhu.fleet.link;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.Close;
import org.zizhu.fleet.unit.Peer;

/**
 * A unit's WebSocket. It reads a frame when the one before has been dealt with: whoever sends faster fills its own socket. Public, for
 * Jetty calls it.
 */
public final class UnitSocket implements Session.Listener, Wire {

    /** A unit that has so many frames to read reads none. */
    private static final int MOST_UNREAD = 64;
    /** For the other side to answer a close. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Links links;
    private final Peer peer;
    private final AtomicInteger unread = new AtomicInteger();
    /** One frame may be asked for at a time. */
    private final AtomicBoolean asked = new AtomicBoolean();

    private volatile @Nullable Session session;
    private volatile @Nullable Conversation conversation;

    UnitSocket(Links links, Peer peer) {
        this.links = links;
        this.peer = peer;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        conversation = links.begin(peer, this);
        ask(opened);
    }

    @Override
    public void onWebSocketText(String frame) {
        asked.set(false);
        Conversation known = conversation;
        Session open = session;
        if (known != null && open != null) {
            var unused = known.said(frame).thenRun(() -> ask(open));
        }
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        asked.set(false);
        callback.succeed();
        Conversation known = conversation;
        if (known != null) {
            known.cut(Close.TEXT_ONLY);
        }
    }

    /** Also what Jetty itself ends: a frame that is too large (1009) or no UTF-8 (1007). */
    @Override
    public void onWebSocketClose(int status, @Nullable String reason, Callback callback) {
        Conversation known = conversation;
        if (known != null) {
            known.gone();
        }
        callback.succeed();
    }

    /** A connection that breaks, closes; that is all there is to say of it. */
    @Override
    public void onWebSocketError(Throwable cause) {}

    @Override
    public void send(String frame) {
        Session open = session;
        if (open == null) {
            return;
        }
        if (unread.incrementAndGet() > MOST_UNREAD) {
            Conversation known = conversation;
            if (known != null) {
                known.cut(Close.NOT_READING);
            }
            return;
        }
        open.sendText(frame, Callback.from(unread::decrementAndGet, failure -> unread.decrementAndGet()));
    }

    @Override
    public void close(Close why) {
        Session open = session;
        if (open == null) {
            return;
        }
        if (why == Close.NOT_READING) {
            // It wouldn't read this either.
            open.disconnect();
            return;
        }
        open.setIdleTimeout(FAREWELL);
        open.close(why.code(), why == Close.GOING_AWAY ? null : why.reason(), Callback.NOOP);
        ask(open);
    }

    /** Also after our close: what the unit still says is thrown away, up to its own close. */
    private void ask(Session open) {
        if (open.isOpen() && asked.compareAndSet(false, true)) {
            open.demand();
        }
    }
}
