package org.zizhu.platform;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
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
import org.zizhu.platform.api.Wire;
import org.zizhu.platform.trust.CertificateAuthority;

/** One listening port on loopback, with its limits. */
final class Port implements AutoCloseable {

    /** Terminals are near; one that says nothing for so long has gone. */
    private static final Duration IDLE = Duration.ofSeconds(15);
    /** A body that comes more slowly (bytes a second) only holds a thread; a request here has a few hundred bytes. */
    private static final int SLOWEST_BODY = 50;
    /** The longest thing to finish is pressing a document. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final int MAX_THREADS = 24;
    /** Leaves threads for handshakes and answers. */
    private static final int MAX_AT_ONCE = 16;
    /** A terminal gives up on an answer after some seconds; sooner, it had better be told that we are busy. */
    private static final Duration LONGEST_QUEUEING = Duration.ofSeconds(3);

    private final Server server;
    private final ServerConnector connector;
    private final String scheme;

    private Port(String scheme, Server server, ServerConnector connector, int port) {
        this.scheme = scheme;
        this.server = server;
        this.connector = connector;
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        server.setErrorHandler(Wire::refuse);
        server.setStopTimeout(GRACE.toMillis());
    }

    static Port plain(int port) {
        Server server = newServer("city-public");
        return new Port("http", server, new ServerConnector(server, new HttpConnectionFactory(limits())), port);
    }

    /**
     * Whoever shows a certificate that is none for clients of this authority does not get past the handshake. Who shows none does, for a new
     * terminal has none yet: what it may ask is for the handler to say.
     */
    static Port mutualTls(int port, CertificateAuthority authority) {
        Server server = newServer("city-api");
        HttpConfiguration limits = limits();
        // The port is reached by address, so there is no server name to check.
        limits.addCustomizer(new SecureRequestCustomizer(false));
        SslConnectionFactory tls = new SslConnectionFactory(identity(authority), "http/1.1");
        ServerConnector connector = new ServerConnector(server, tls, new HttpConnectionFactory(limits));
        return new Port("https", server, connector, port);
    }

    /** Opens the port, with this behind it. */
    void serve(Handler handler) throws IOException {
        QoSHandler queue = new QoSHandler(new MinimumDataRateHandler(handler, SLOWEST_BODY, 0));
        queue.setMaxRequestCount(MAX_AT_ONCE);
        queue.setMaxSuspend(LONGEST_QUEUEING);
        // Whoever awaits a payment holds no thread, so it takes nobody's place.
        queue.exclude(request -> Request.getPathInContext(request).endsWith("/await"));
        server.setHandler(new GracefulHandler(queue));
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("port " + connector.getPort() + " can't be opened", e);
        }
        // Whatever free port it was, it is this one from now on, also after being unplugged.
        connector.setPort(connector.getLocalPort());
    }

    URI uri() {
        return URI.create(scheme + "://127.0.0.1:" + connector.getPort());
    }

    /** Unplugged, connections are refused and the open ones are cut; the port number stays. */
    synchronized void connected(boolean connected) {
        try {
            if (connected && connector.isStopped()) {
                connector.start();
            } else if (!connected && connector.isRunning()) {
                connector.getConnectedEndPoints().forEach(endPoint -> endPoint.close());
                connector.stop();
            }
        } catch (Exception e) {
            throw new IllegalStateException("the port can't be " + (connected ? "plugged in" : "unplugged"), e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the port does not stop", e);
        }
    }

    private static Server newServer(String name) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 2);
        threads.setName(name);
        return new Server(threads);
    }

    private static HttpConfiguration limits() {
        HttpConfiguration limits = new HttpConfiguration();
        limits.setRequestHeaderSize(MAX_HEADER_BYTES);
        limits.setSendServerVersion(false);
        return limits;
    }

    private static SslContextFactory.Server identity(CertificateAuthority authority) {
        CertificateAuthority.Holder holder = authority.server();
        // These stores live in memory only; a password is asked for by the interface.
        String password = "in-memory";
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry("server", holder.key(), password.toCharArray(), new Certificate[] {
                holder.certificate(), holder.authority()
            });
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", authority.certificate());
            SslContextFactory.Server tls = new SslContextFactory.Server();
            tls.setKeyStore(keys);
            tls.setKeyStorePassword(password);
            tls.setTrustStore(trusted);
            tls.setWantClientAuth(true);
            tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
            return tls;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the server's key can't be used", e);
        }
    }
}
