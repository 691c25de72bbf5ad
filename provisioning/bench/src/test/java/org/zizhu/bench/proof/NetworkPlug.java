package org.zizhu.bench.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network plug of one unit: all that it says to the platform goes through it, and nothing while it is pulled. */
final class NetworkPlug implements AutoCloseable {

    private static final int BUFFER_BYTES = 16 * 1024;

    private final URI platform;
    private final ServerSocket socket;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Object still = new Object();
    private volatile boolean pulled;
    private boolean stalled;

    NetworkPlug(URI platform) throws IOException {
        this.platform = platform;
        this.socket = new ServerSocket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        daemon(this::listen);
    }

    /** Where the unit finds the platform. */
    URI uri() {
        return URI.create("https://127.0.0.1:" + socket.getLocalPort());
    }

    /** What is under way is cut off in the middle. */
    void pull() {
        pulled = true;
        connections.forEach(NetworkPlug::hangUp);
    }

    void putBack() {
        pulled = false;
    }

    /** What the platform answers stays on the line until {@link #flow}, and nobody hangs up. */
    void stall() {
        synchronized (still) {
            stalled = true;
        }
    }

    void flow() {
        synchronized (still) {
            stalled = false;
            still.notifyAll();
        }
    }

    private void awaitFlow() {
        synchronized (still) {
            while (stalled) {
                try {
                    still.wait();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                Socket unit = socket.accept();
                Socket there = new Socket(platform.getHost(), platform.getPort());
                connections.add(unit);
                connections.add(there);
                daemon(() -> carry(unit, there, () -> {}));
                daemon(() -> carry(there, unit, this::awaitFlow));
                if (pulled) {
                    hangUp(unit);
                    hangUp(there);
                }
            } catch (IOException gone) {
                // Closed, or the city is not there: the unit finds nobody either.
            }
        }
    }

    private void carry(Socket from, Socket to, Runnable beforeEach) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                beforeEach.run();
                out.write(buffer, 0, count);
            }
        } catch (IOException gone) {
            // One of them has hung up, or the plug was pulled.
        }
        hangUp(from);
        hangUp(to);
        connections.remove(from);
        connections.remove(to);
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "network-plug");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pull();
        flow();
    }
}
