package org.zizhu.fleet;

import java.io.IOException;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Executor;
import javax.net.ssl.TrustManager;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.zizhu.fleet.api.Answers;
import org.zizhu.fleet.api.UnitHandler;
import org.zizhu.fleet.trust.FleetAuthority;
import org.zizhu.fleet.trust.UnitTrust;

/** The listening port, with its limits: TLS, where a unit may show a certificate of this authority, or none (to enrol). */
final class Port implements AutoCloseable {

    /** For requests; a WebSocket has a rule of its own. Longer than the longest poll. */
    private static final Duration IDLE = Duration.ofSeconds(45);
    /** Silence is noticed by whole frames, so this is for what is deader than that. */
    private static final Duration SOCKET_IDLE = Duration.ofMinutes(10);
    /** A body that comes more slowly (bytes a second) only holds a thread. */
    private static final int SLOWEST_BODY = 50;

    private static final Duration GRACE = Duration.ofSeconds(3);
    /** Connections on which nothing is under way need no grace. */
    private static final Duration IDLE_AT_THE_END = Duration.ofMillis(200);

    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final int MAX_THREADS = 32;
    /** Leaves threads for handshakes, frames and answers. */
    private static final int MAX_AT_ONCE = 16;
    /** A unit gives up on an answer after some seconds; sooner, it had better be told that we are busy. */
    private static final Duration LONGEST_QUEUEING = Duration.ofSeconds(3);

    private final Server server;
    private final ServerConnector connector;
    private final ServerWebSocketContainer sockets;

    Port(String bind, String host, int port, FleetAuthority authority) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 2);
        threads.setName("fleet");
        server = new Server(threads);
        HttpConfiguration limits = new HttpConfiguration();
        limits.setRequestHeaderSize(MAX_HEADER_BYTES);
        limits.setSendServerVersion(false);
        // Units find the fleet by the name in their token, which may be an address.
        limits.addCustomizer(new SecureRequestCustomizer(false));
        SslConnectionFactory tls = new SslConnectionFactory(identity(authority, host), "http/1.1");
        connector = new ServerConnector(server, tls, new HttpConnectionFactory(limits));
        connector.setHost(bind);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setShutdownIdleTimeout(IDLE_AT_THE_END.toMillis());
        HandshakeLimit.on(connector);
        server.addConnector(connector);
        server.setErrorHandler(Answers::refuse);
        server.setStopTimeout(GRACE.toMillis());
        sockets = ServerWebSocketContainer.ensure(server);
        sockets.setIdleTimeout(SOCKET_IDLE);
        sockets.setMaxTextMessageSize(UnitHandler.MOST_BYTES);
        sockets.setMaxFrameSize(UnitHandler.MOST_BYTES);
        sockets.setMaxBinaryMessageSize(1);
        // A frame that says that it is too large is refused by its header; otherwise Jetty would take it in parts.
        sockets.setAutoFragment(false);
    }

    ServerWebSocketContainer sockets() {
        return sockets;
    }

    Executor workers() {
        return server.getThreadPool();
    }

    /** Opens the port, with this behind it. */
    void serve(Handler handler) throws IOException {
        QoSHandler queue = new QoSHandler(new MinimumDataRateHandler(handler, SLOWEST_BODY, 0));
        queue.setMaxRequestCount(MAX_AT_ONCE);
        queue.setMaxSuspend(LONGEST_QUEUEING);
        // Whoever waits for frames holds no thread, so it takes nobody's place.
        queue.exclude(request -> Request.getPathInContext(request).equals("/unit/v1/exchange"));
        server.setHandler(new GracefulHandler(queue));
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("port " + connector.getPort() + " can't be opened", e);
        }
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

    /** A unit may show a certificate, by which it is judged later; who shows none can only enrol. */
    private static SslContextFactory.Server identity(FleetAuthority authority, String host) {
        SslContextFactory.Server tls = new SslContextFactory.Server() {
            @Override
            protected TrustManager[] getTrustManagers(KeyStore none, Collection<? extends CRL> crls) {
                return new TrustManager[] {new UnitTrust(authority)};
            }
        };
        tls.setWantClientAuth(true);
        return ServerIdentity.on(tls, authority, host);
    }
}
