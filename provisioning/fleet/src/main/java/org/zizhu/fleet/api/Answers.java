package org.zizhu.fleet.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.contract.Refusal;
import org.zizhu.fleet.setup.Wrong;

/** Puts answers on the wire. Nothing here may be kept by anyone on the way. */
public final class Answers {

    private record ErrorBody(String code, String requestId) {}

    /** @param line where something is wrong with what was sent */
    private record WrongBody(String code, String requestId, int line, String zh, String en) {}

    private Answers() {}

    static void send(Response response, Callback callback, int status, Object body) {
        send(response, callback, status, "application/json", Json.write(body));
    }

    /** A setup. */
    static void yaml(Response response, Callback callback, String text) {
        send(response, callback, 200, "application/yaml", text);
    }

    private static void send(Response response, Callback callback, int status, String type, String text) {
        // A body that nobody wants may be on its way still: then the connection ends with the answer, and this one says
        // so.
        var unused = response.getRequest().consumeAvailable();
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
    }

    static void refuse(Response response, Callback callback, Objection objection, Wrong wrong) {
        send(
                response,
                callback,
                objection.status(),
                new WrongBody(
                        objection.code(),
                        UUID.randomUUID().toString(),
                        wrong.line(),
                        wrong.chinese(),
                        wrong.english()));
    }

    static void refuse(Response response, Callback callback, Refusal refusal) {
        refuse(response, callback, refusal.status(), refusal.code());
    }

    static void refuse(Response response, Callback callback, Objection objection) {
        refuse(response, callback, objection.status(), objection.code());
    }

    private static void refuse(Response response, Callback callback, int status, String code) {
        send(response, callback, status, new ErrorBody(code, UUID.randomUUID().toString()));
    }

    /** What Jetty itself refuses (a bad request line, too long a header, overload) is said in the same form. */
    public static boolean refuse(Request request, Response response, Callback callback) {
        refuse(
                response,
                callback,
                switch (response.getStatus()) {
                    case 404 -> Refusal.NOT_FOUND;
                    case 405 -> Refusal.METHOD_NOT_ALLOWED;
                    case 413 -> Refusal.TOO_LARGE;
                    case 426 -> Refusal.CONTRACT_VERSION;
                    case 431 -> Refusal.HEADER_TOO_LARGE;
                    case 503 -> Refusal.TOO_BUSY;
                    default -> response.getStatus() < 500 ? Refusal.MALFORMED_REQUEST : Refusal.INTERNAL_ERROR;
                });
        return true;
    }
}
