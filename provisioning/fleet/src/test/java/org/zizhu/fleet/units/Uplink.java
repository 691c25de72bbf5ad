package org.zizhu.fleet.units;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.ClientUpgradeRequest;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.zizhu.fleet.link.Doors;

/**
 * The way to the fleet for all simulated units: one client with one TLS context, in which each unit has its key under its name. A unit asks for the
 * fleet by that name, which leads to loopback; so keys, resumed sessions and connections of units are kept apart by the client itself. The server's
 * certificate is verified up to the fleet's authority; that it is for the right host is a real unit's business. Thread-safe.
 */
final class Uplink implements AutoCloseable {

    /** Shows no certificate: who isn't enrolled yet. */
    private static final String BARE = "bare";
    /** As on a machine at load 18. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int THREADS = 16;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final IntSupplier port;
    private final Map<String, Identity> identities = new ConcurrentHashMap<>();
    private final WebSocketClient sockets;

    /** @param port of the fleet, today */
    Uplink(IntSupplier port, X509Certificate authority) {
        this.port = port;
        ClientConnector connector = new ClientConnector();
        SslContextFactory.Client tls = new SslContextFactory.Client() {
            @Override
            protected void checkEndPointIdentificationAlgorithm() {
                // Meant so: the name is a unit's, not the fleet's.
            }
        };
        tls.setSslContext(context(authority));
        tls.setEndpointIdentificationAlgorithm(null);
        connector.setSslContextFactory(tls);
        HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(connector));
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("units");
        threads.setDaemon(true);
        client.setExecutor(threads);
        client.setConnectTimeout(PATIENCE.toMillis());
        client.setMaxConnectionsPerDestination(THREADS);
        client.setSocketAddressResolver(Uplink::resolve);
        sockets = new WebSocketClient(client);
        // Silence is the units' own business.
        sockets.setIdleTimeout(Duration.ZERO);
        try {
            sockets.start();
        } catch (Exception e) {
            throw new IllegalStateException("the client does not start", e);
        }
    }

    /** Units' keys, and the one authority that they trust. */
    private SSLContext context(X509Certificate authority) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", authority);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new Keys()}, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no TLS here", e);
        }
    }

    private static void resolve(
            String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
        try {
            // By the unit's name, for that is what TLS knows the connection by.
            promise.succeeded(List.of(new InetSocketAddress(InetAddress.getByAddress(host, LOOPBACK), port)));
        } catch (UnknownHostException e) {
            promise.failed(e);
        }
    }

    /** From now on the unit of this name has this key. */
    void keep(String unit, Identity identity) {
        identities.put(unit, identity);
    }

    /** Asks for a WebSocket under the unit's certificate. */
    CompletableFuture<Session> connect(String unit, Session.Listener listener) {
        ClientUpgradeRequest request =
                new ClientUpgradeRequest(URI.create("wss://" + unit + ":" + port.getAsInt() + "/unit/v1/link"));
        request.setSubProtocols(Doors.PROTOCOL);
        request.setTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return sockets.connect(listener, request);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Asks without a certificate; the answer's body. */
    String post(String path, String body) {
        try {
            ContentResponse response = sockets.getHttpClient()
                    .POST("https://" + BARE + ":" + port.getAsInt() + path)
                    .body(new StringRequestContent("application/json", body))
                    .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .send();
            if (response.getStatus() != 200) {
                throw new IOException("answered " + response.getStatus() + " " + response.getContentAsString());
            }
            return response.getContentAsString();
        } catch (ExecutionException | TimeoutException e) {
            throw new UncheckedIOException(new IOException(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            sockets.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the client does not stop", e);
        }
    }

    /** The key of whoever asks. */
    private final class Keys extends X509ExtendedKeyManager {

        @Override
        public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
            String unit = engine.getPeerHost();
            return unit != null && identities.containsKey(unit) ? unit : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String unit) {
            return identities.get(unit).chain();
        }

        @Override
        public PrivateKey getPrivateKey(String unit) {
            return identities.get(unit).key();
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return null;
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return null;
        }
    }
}
