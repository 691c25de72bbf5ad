package org.zizhu.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

/** After an outage all units come at once, and somebody may connect and never speak. */
class HandshakeLimitTest extends WithFleet {

    @Test
    void whoeverConnectsAndSaysNothing_isCut_andUntilThenNoMoreAreTakenThanCanBeServed() throws IOException {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        List<Socket> silent = new ArrayList<>();
        try (SSLSocket next = (SSLSocket) unit.tls().getSocketFactory().createSocket()) {
            for (int i = 0; i < HandshakeLimit.AT_ONCE; i++) {
                silent.add(new Socket(InetAddress.getLoopbackAddress(), fleet().port()));
            }
            // Connected by the system, and not yet by the fleet: it would answer within milliseconds.
            next.connect(silent.get(0).getRemoteSocketAddress());
            next.setSoTimeout((int) HandshakeLimit.SILENCE.dividedBy(5).toMillis());
            assertThrows(SocketTimeoutException.class, next::startHandshake);

            for (Socket one : silent) {
                one.setSoTimeout((int) TestUnit.PATIENCE.toMillis());
                assertEquals(-1, one.getInputStream().read());
            }
            unit.connect();
        } finally {
            for (Socket one : silent) {
                one.close();
            }
        }
    }

    @Test
    void whoeverHasFinishedItsHandshake_takesNobodysPlace() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        SSLSocketFactory sockets = unit.tls().getSocketFactory();
        List<SSLSocket> here = new ArrayList<>();
        try {
            for (int i = 0; i <= HandshakeLimit.AT_ONCE; i++) {
                here.add(shaken(sockets));
            }
            unit.connect();
        } finally {
            here.forEach(HandshakeLimitTest::close);
        }
    }

    private SSLSocket shaken(SSLSocketFactory sockets) {
        try {
            SSLSocket socket = (SSLSocket) sockets.createSocket(InetAddress.getLoopbackAddress(), fleet().port());
            // Less than the idle time after which somebody's place would be free anyhow.
            socket.setSoTimeout((int) HandshakeLimit.SILENCE.multipliedBy(3).toMillis());
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
