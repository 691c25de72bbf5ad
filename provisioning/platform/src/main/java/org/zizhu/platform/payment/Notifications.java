package org.zizhu.platform.payment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where providers tell of payments by themselves: reachable from the Internet, and believing nothing that is not signed. A notification
 * is confirmed when what it says is durable, and not before: the provider repeats it until then.
 */
public final class Notifications extends Handler.Abstract {

    /** One provider's ear. */
    public interface Ear {
        /** Where it is told, such as {@code /payments/wechat}. */
        String path();

        /** What it says; nothing if it proves nothing. */
        Optional<Notice> read(Request request, String body);

        /** What the provider takes for "heard", and for "say it again". */
        Confirmation confirmation(boolean heard);
    }

    /** An answer to a notification. */
    public record Confirmation(int status, String type, String body) {}

    /** Notifications have about a kilobyte. */
    private static final int MAX_BODY_BYTES = 16 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

    private final Payments payments;
    private final List<Ear> ears;

    public Notifications(Payments payments, List<Ear> ears) {
        this.payments = payments;
        this.ears = List.copyOf(ears);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        Optional<Ear> ear =
                ears.stream().filter(each -> each.path().equals(path)).findFirst();
        if (ear.isEmpty()) {
            return false;
        }
        if (!HttpMethod.POST.is(request.getMethod())) {
            Response.writeError(request, response, callback, 405);
            return true;
        }
        Confirmation confirmation = ear.get().confirmation(heard(ear.get(), request));
        response.setStatus(confirmation.status());
        if (!confirmation.body().isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, confirmation.type());
        }
        response.write(true, ByteBuffer.wrap(confirmation.body().getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }

    private boolean heard(Ear ear, Request request) {
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] body = in.readNBytes(MAX_BODY_BYTES + 1);
            Optional<Notice> notice = body.length > MAX_BODY_BYTES
                    ? Optional.empty()
                    : ear.read(request, new String(body, StandardCharsets.UTF_8));
            if (notice.isEmpty()) {
                LOG.warn("a notification at {} proves nothing", ear.path());
                return false;
            }
            payments.hear(notice.get());
            return true;
        } catch (IOException e) {
            // It hung up, or came too slowly.
            return false;
        } catch (RuntimeException e) {
            // The city itself is ill: its disk, say. The provider says it again.
            LOG.error(
                    "a notification at {} was not kept: {}",
                    ear.path(),
                    e.getClass().getName());
            return false;
        }
    }
}
