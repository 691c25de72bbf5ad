package org.zizhu.platform.payment.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A provider's port on loopback: takes requests apart, has them answered, and spoils what {@link Moods} says. */
final class Counter implements AutoCloseable {

    /** A request, with its whole body. */
    record Asked(String method, String path, String query, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
        }
    }

    /** An answer that is not yet signed. */
    record Said(int status, String type, String body, byte[] bytes) {
        Said(int status, String type, String body) {
            this(status, type, body, body.getBytes(StandardCharsets.UTF_8));
        }

        /** A file, which is not text. */
        Said(int status, String type, byte[] bytes) {
            this(status, type, "", bytes);
        }

        static Said json(int status, Object body) {
            return new Said(status, "application/json", body.toString());
        }
    }

    /** What a provider does with requests. */
    interface Desk {
        /** The word by which {@link Moods} know a request. */
        String operation(Asked asked);

        Said answer(Asked asked);

        /** What it says instead, having done nothing. */
        Said ill(Mood mood, Asked asked);

        /** The answer's headers; with the signature of another text where it is forged. */
        Map<String, String> headers(Asked asked, Said said, boolean forged);

        /** The answer as it goes to the wire, for providers that sign within the body. */
        default Said sealed(Said said, boolean forged) {
            return said;
        }
    }

    private static final String PAGE = "<!DOCTYPE html><html><body><h1>502</h1></body></html>";

    private final Server server;
    private final ServerConnector connector;

    private Counter(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    static Counter open(String name, Desk desk, Moods moods) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(8, 2);
        threads.setName(name);
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Window(desk, moods));
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("the provider's port can't be opened", e);
        }
        return new Counter(server, connector);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the provider's port does not stop", e);
        }
    }

    private static final class Window extends Handler.Abstract {
        private final Desk desk;
        private final Moods moods;

        Window(Desk desk, Moods moods) {
            this.desk = desk;
            this.moods = moods;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws IOException {
            Asked asked = asked(request);
            Optional<Mood> mood = moods.of(desk.operation(asked));
            if (mood.isEmpty()) {
                send(asked, response, callback, desk.answer(asked), false);
                return true;
            }
            switch (mood.get()) {
                case SYSTEM_ERROR, TOO_OFTEN -> send(asked, response, callback, desk.ill(mood.get(), asked), false);
                case HANG_UP -> hangUp(request, callback);
                case ANSWER_LOST -> {
                    desk.answer(asked);
                    hangUp(request, callback);
                }
                case NONSENSE -> {
                    desk.answer(asked);
                    send(asked, response, callback, new Said(200, "text/html", PAGE), false);
                }
                case FORGED -> send(asked, response, callback, desk.answer(asked), true);
            }
            return true;
        }

        private static Asked asked(Request request) throws IOException {
            Map<String, String> headers = new java.util.HashMap<>();
            request.getHeaders().forEach(field -> headers.put(field.getLowerCaseName(), field.getValue()));
            try (InputStream in = Content.Source.asInputStream(request)) {
                return new Asked(
                        request.getMethod(),
                        request.getHttpURI().getPath(),
                        Optional.ofNullable(request.getHttpURI().getQuery()).orElse(""),
                        headers,
                        new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }

        private void send(Asked asked, Response response, Callback callback, Said said, boolean forged) {
            Said sealed = desk.sealed(said, forged);
            response.setStatus(sealed.status);
            if (sealed.bytes.length > 0) {
                response.getHeaders().put("Content-Type", sealed.type);
            }
            desk.headers(asked, sealed, forged).forEach(response.getHeaders()::put);
            response.write(true, ByteBuffer.wrap(sealed.bytes), callback);
        }

        private static void hangUp(Request request, Callback callback) {
            request.getConnectionMetaData().getConnection().getEndPoint().close();
            // There is nobody any more to say a failure to.
            callback.succeeded();
        }
    }
}
