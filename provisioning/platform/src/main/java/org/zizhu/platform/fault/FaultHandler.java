package org.zizhu.platform.fault;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Stands in front of the API and spoils what {@link Faults} says. */
public final class FaultHandler extends Handler.Wrapper {

    private static final String WRONG = "{\"result\":\"ok\",\"data\":[1,2,3]}";
    private static final String PAGE = "<!DOCTYPE html><html><body><h1>Gateway login</h1></body></html>";

    private final Faults faults;

    public FaultHandler(Handler next, Faults faults) {
        super(next);
        this.faults = faults;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional<Fault> fault = faults.of(Request.getPathInContext(request));
        if (fault.isEmpty()) {
            return super.handle(request, response, callback);
        }
        if (fault.get() instanceof Fault.Slow slow) {
            request.getComponents()
                    .getScheduler()
                    .schedule(
                            () -> request.getComponents()
                                    .getExecutor()
                                    .execute(() -> late(request, response, callback)),
                            slow.by().toMillis(),
                            TimeUnit.MILLISECONDS);
        } else if (fault.get() instanceof Fault.AnswerLost) {
            super.handle(request, new Lost(request, response), Callback.NOOP);
            faults.whenHealed(() -> callback.failed(new EOFException("the answer was lost")));
        } else if (fault.get() instanceof Fault.Nonsense nonsense) {
            talk(nonsense.kind(), response, callback);
        } else {
            Response.writeError(request, response, callback, 500);
        }
        return true;
    }

    /** A way for an answer that ends nowhere. */
    private static final class Lost extends Response.Wrapper {
        Lost(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            callback.succeeded();
        }
    }

    private void late(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Exception e) {
            // Here, as in Jetty's own loop, whatever a handler throws becomes the answer 500.
            Response.writeError(request, response, callback, e);
        }
    }

    private static void talk(Fault.Kind kind, Response response, Callback callback) {
        switch (kind) {
            case WRONG_JSON -> send(response, callback, "application/json", WRONG);
            case HTML -> send(response, callback, "text/html", PAGE);
            case TRUNCATED -> sendHalf(response, callback);
            case WRONG_CONTENT_TYPE -> send(response, callback, "text/plain", WRONG);
            case EMPTY -> send(response, callback, "application/json", "");
        }
    }

    private static void send(Response response, Callback callback, String type, String body) {
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.write(true, utf8(body), callback);
    }

    /** A failure after the first bytes makes Jetty cut the connection, which is what truncation looks like. */
    private static void sendHalf(Response response, Callback callback) {
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 500);
        Callback cut = Callback.from(() -> callback.failed(new EOFException("cut off on purpose")), callback::failed);
        response.write(false, utf8("{\"session\":\""), cut);
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
