package org.zizhu.fleet;

import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Takes no more connections than can finish their handshakes soon; the others wait in the system's queue, or find it full and come a little later. After
 * an outage all units come at once: a server that takes them all works on handshakes that their units have given up by then, and finishes
 * none. Whoever connects and says nothing is cut, for there it keeps others out. Thread-safe.
 */
final class HandshakeLimit implements SelectorManager.AcceptListener, Connection.Listener, SslHandshakeListener {

    /** Enough for two processors, also where an answer is a second on its way; each takes some 100 KiB. */
    static final int AT_ONCE = 256;

    /** Silence in the middle of it. A unit on a poor line answers within two. */
    static final Duration SILENCE = Duration.ofSeconds(5);

    private final ServerConnector connector;
    private final Set<SelectableChannel> underway = new HashSet<>();

    private HandshakeLimit(ServerConnector connector) {
        this.connector = connector;
    }

    static void on(ServerConnector connector) {
        connector.setAcceptQueueSize(AT_ONCE);
        connector.addBean(new HandshakeLimit(connector));
    }

    @Override
    public void onAccepting(SelectableChannel channel) {
        synchronized (underway) {
            underway.add(channel);
            decide();
        }
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof SslConnection) {
            connection.getEndPoint().setIdleTimeout(SILENCE.toMillis());
        }
    }

    @Override
    public void handshakeSucceeded(Event event) {
        // The event's is that of the decrypted bytes; what carries it is the network's.
        EndPoint network = ((EndPoint.Wrapper) event.getEndPoint()).unwrap();
        network.setIdleTimeout(connector.getIdleTimeout());
        over((SelectableChannel) network.getTransport());
    }

    @Override
    public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
        over(channel);
    }

    /** Also of one whose handshake has failed: it is closed then. */
    @Override
    public void onClosed(SelectableChannel channel) {
        over(channel);
    }

    private void over(SelectableChannel channel) {
        synchronized (underway) {
            if (underway.remove(channel)) {
                decide();
            }
        }
    }

    private void decide() {
        boolean free = underway.size() < AT_ONCE;
        if (connector.isAccepting() != free) {
            connector.setAccepting(free);
        }
    }
}
