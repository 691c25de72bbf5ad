package org.zizhu.fleet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.zizhu.fleet.api.Answers;
import org.zizhu.fleet.trust.FleetAuthority;

/** The port of the dashboard. It is another one than the units' so that a browser is asked for no certificate, and neither can crowd the other out. */
final class PagesPort implements AutoCloseable {

    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final int MAX_THREADS = 12;
    private static final int MAX_AT_ONCE = 6;

    private static final String BUSY =
            """
            现在太忙，请稍候再打开本页。
            Too busy just now. Please open this page again in a moment.
            """;

    private static final String NOT_READ =
            """
            浏览器的请求读不懂。请清除本站的 Cookie 后再打开。
            This request can't be read. Please clear this site's cookies and open it again.
            """;

    private final Server server;
    private final ServerConnector connector;

    /** Opens it, with this behind it. */
    PagesPort(String bind, String host, int port, FleetAuthority authority, Handler pages) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 2);
        threads.setName("pages");
        server = new Server(threads);
        HttpConfiguration limits = new HttpConfiguration();
        limits.setRequestHeaderSize(MAX_HEADER_BYTES);
        limits.setSendServerVersion(false);
        limits.addCustomizer(new SecureRequestCustomizer(false));
        connector = new ServerConnector(
                server,
                new SslConnectionFactory(
                        ServerIdentity.on(new SslContextFactory.Server(), authority, host), "http/1.1"),
                new HttpConnectionFactory(limits));
        connector.setHost(bind);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        server.setErrorHandler(PagesPort::refuse);
        server.setStopTimeout(GRACE.toMillis());
        QoSHandler queue = new QoSHandler(pages);
        queue.setMaxRequestCount(MAX_AT_ONCE);
        server.setHandler(new GracefulHandler(queue));
        try {
            server.start();
        } catch (Exception e) {
            // Its threads would keep the process alive.
            close();
            throw new IOException("port " + port + " can't be opened", e);
        }
    }

    /** What Jetty itself refuses (an address or a head that can't be read, overload): a program is told a code, a person what to do. */
    private static boolean refuse(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        // Of an address that can't be read Jetty makes this one.
        if (path.startsWith("/api/") || path.startsWith("/bad")) {
            return Answers.refuse(request, response, callback);
        }
        String words = response.getStatus() == HttpStatus.SERVICE_UNAVAILABLE_503 ? BUSY : NOT_READ;
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the port does not stop", e);
        }
    }
}
