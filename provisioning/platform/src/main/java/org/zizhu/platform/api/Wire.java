package org.zizhu.platform.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.zizhu.platform.bilingual.Text;

/** Puts answers on the wire. Nothing here may be kept by anyone on the way. */
public final class Wire {

    private record ErrorBody(String code, Text message, String requestId) {}

    private Wire() {}

    static void send(Response response, Callback callback, Answer answer, String requestId) {
        if (answer instanceof Answer.Given given) {
            send(response, callback, given.status(), "application/json", utf8(given.json()));
        } else if (answer instanceof Answer.Pdf pdf) {
            send(response, callback, 200, "application/pdf", pdf.content());
        } else if (answer instanceof Answer.Jpeg photo) {
            send(response, callback, 200, "image/jpeg", photo.content());
        } else if (answer instanceof Answer.Refused refused) {
            refuse(response, callback, refused.refusal(), requestId);
        } else {
            response.setStatus(204);
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            callback.succeeded();
        }
    }

    static void send(Response response, Callback callback, int status, String type, byte[] content) {
        // A body that nobody wants may be on its way still: then the connection ends with the answer, and this one says
        // so.
        var unused = response.getRequest().consumeAvailable();
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.write(true, ByteBuffer.wrap(content), callback);
    }

    /** What Jetty itself refuses (a bad request line, too long a header, overload) is said in the same form. */
    public static boolean refuse(Request request, Response response, Callback callback) {
        Refusal refusal =
                switch (response.getStatus()) {
                    case 404 -> Refusal.NOT_FOUND;
                    case 405 -> Refusal.METHOD_NOT_ALLOWED;
                    case 413 -> Refusal.TOO_LARGE;
                    case 431 -> Refusal.HEADER_TOO_LARGE;
                    case 503 -> Refusal.TOO_BUSY;
                    default -> response.getStatus() < 500 ? Refusal.MALFORMED_REQUEST : Refusal.INTERNAL_ERROR;
                };
        refuse(response, callback, refusal, UUID.randomUUID().toString());
        return true;
    }

    private static void refuse(Response response, Callback callback, Refusal refusal, String requestId) {
        ErrorBody body = new ErrorBody(refusal.code(), refusal.message(), requestId);
        send(response, callback, refusal.status(), "application/json", utf8(Json.write(body)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
