package org.zizhu.kiosk.fleet;

import java.net.http.WebSocket;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A line by WebSocket; contract.md §4. */
final class SocketLine implements Line, WebSocket.Listener {

    private static final int NORMAL = 1000;
    private static final int NOT_TEXT = 1003;
    private static final int TOO_LARGE = 1009;

    private final Consumer<Heard> heard;
    private final StringBuilder part = new StringBuilder();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Queue<String> waiting = new ArrayDeque<>();
    private @Nullable WebSocket socket;
    private boolean sending;

    SocketLine(Consumer<Heard> heard) {
        this.heard = heard;
    }

    /** From now on there is somebody to send to. */
    synchronized void opened(WebSocket open) {
        socket = open;
        sendNext();
    }

    @Override
    public synchronized void send(String frame) {
        waiting.add(frame);
        if (!sending) {
            sendNext();
        }
    }

    /** The JDK takes a frame when it has sent the one before. */
    private synchronized void sendNext() {
        WebSocket open = socket;
        String next = open == null ? null : waiting.poll();
        sending = next != null;
        if (open != null && next != null) {
            var unused = open.sendText(next, true).whenComplete((sent, failure) -> {
                if (failure == null) {
                    sendNext();
                } else {
                    end(0);
                }
            });
        }
    }

    @Override
    public void close() {
        over.set(true);
        WebSocket open;
        synchronized (this) {
            open = socket;
        }
        if (open != null) {
            var unused = open.sendClose(NORMAL, "").whenComplete((closed, failure) -> open.abort());
        }
    }

    private void end(int code) {
        if (!over.getAndSet(true)) {
            heard.accept(new Heard.Ended(code, ""));
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (part.length() > Wire.MOST_BYTES) {
            end(TOO_LARGE);
            from.abort();
            return null;
        }
        if (last) {
            Optional<JsonNode> frame = Wire.read(part.toString());
            part.setLength(0);
            if (!over.get() && frame.isPresent()) {
                heard.accept(new Heard.Frame(frame.get()));
            }
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, java.nio.ByteBuffer data, boolean last) {
        end(NOT_TEXT);
        from.abort();
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        end(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        end(0);
    }
}
