package org.zizhu.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.zizhu.fleet.unit.Division;

/** The two ports open together or not at all. */
@Isolated("looks at all threads, and others start fleets of their own meanwhile")
class PortsTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @TempDir
    Path folder;

    @Test
    void whenThePagesPortIsTaken_theUnitsPortIsGivenBack_andTheNextStartTellsTheFirstPassword() throws IOException {
        int units = free();
        try (ServerSocket taken = new ServerSocket(0, 1, HERE)) {
            Settings settings = Settings.inFolder(folder, units, taken.getLocalPort(), new Division("430100"));
            String message =
                    assertThrows(IOException.class, () -> Fleet.start(settings)).getMessage();
            assertTrue(message.contains(Integer.toString(taken.getLocalPort())), message);
        }
        assertEquals(units, opened(units), "nobody listens there");
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.isAlive() && thread.getName().startsWith("pages-")));
        try (Fleet fleet = Fleet.start(Settings.inFolder(folder, units, 0, new Division("430100")))) {
            assertTrue(fleet.firstPassword().isPresent());
        }
    }

    private static int free() throws IOException {
        return opened(0);
    }

    private static int opened(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, HERE)) {
            return socket.getLocalPort();
        }
    }
}
