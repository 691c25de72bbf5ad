package org.zizhu.bench.table;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.Consumer;

/**
 * Where the table's servers listen on loopback. Always the same ports, so that a verification QR printed yesterday is
 * answered today; a free one in place of one that is taken.
 */
public record Ports(int platform, int verification, int panel, int printer, int unit) {

    private static final int PLATFORM = 18443;
    private static final int VERIFICATION = 18080;
    private static final int PANEL = 18088;
    private static final int PRINTER = 18631;
    private static final int UNIT = 18090;

    /** @param notice told in one line of each port that is taken */
    public static Ports choose(Consumer<String> notice) throws IOException {
        return new Ports(
                free("the platform", PLATFORM, notice),
                free("the verification page", VERIFICATION, notice),
                free("the control panel", PANEL, notice),
                free("the document printer", PRINTER, notice),
                free("the unit's own page", UNIT, notice));
    }

    /**
     * The port, or a free one in its place.
     *
     * @param who will listen there
     * @param notice told in one line if it is taken
     */
    public static int free(String who, int wanted, Consumer<String> notice) throws IOException {
        if (isFree(wanted)) {
            return wanted;
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            notice.accept("port " + wanted + " is taken; " + who + " is on " + socket.getLocalPort() + " this time");
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        // Reuse as Jetty does: a port whose last connections are still closing is free.
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
