package org.zizhu.drivers.power.nut.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A NUT server that looks after one supply, on loopback; it knows as much of the protocol as one who asks for variables
 * needs. Faults are scripted while it runs, from any thread.
 */
public final class NutServerEmulator implements AutoCloseable {

    private static final String UPS = "kiosk";
    private static final int LONGEST_GARBAGE_BYTES = 60;

    /** What can be wrong with the server's answers. */
    public enum Fault {
        NONE,
        SILENCE,
        GARBAGE,
        /** The second half is missing, and so is the line's end. */
        HALF_LINE,
        /** The supply has not spoken to its driver for a while. */
        DATA_STALE,
        /** The supply's driver has died. */
        DRIVER_NOT_CONNECTED,
        ACCESS_DENIED;

        private boolean isRefusal() {
            return this == DATA_STALE || this == DRIVER_NOT_CONNECTED || this == ACCESS_DENIED;
        }
    }

    private final EmulatedUps ups;
    private final RandomGenerator random;
    private final int port;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile Fault fault = Fault.NONE;
    private volatile @Nullable ServerSocket listening;

    /** A running server on some free port. */
    public NutServerEmulator(EmulatedUps ups, RandomGenerator random) throws IOException {
        this.ups = ups;
        this.random = random;
        this.port = listen(0).getLocalPort();
    }

    public EmulatedUps ups() {
        return ups;
    }

    /** What the wiring file names. */
    public URI uri() {
        return URI.create("nut://127.0.0.1:" + port + "/" + UPS);
    }

    public void fault(Fault kind) {
        fault = kind;
    }

    public Fault fault() {
        return fault;
    }

    public boolean running() {
        return listening != null;
    }

    /** The server is gone, and with it its connections. */
    public synchronized void stop() throws IOException {
        ServerSocket old = listening;
        listening = null;
        if (old != null) {
            old.close();
        }
        for (Socket connection : connections) {
            connection.close();
        }
    }

    /** It is back at the same port. */
    public synchronized void restart() throws IOException {
        if (listening == null) {
            var unused = listen(port);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }

    private ServerSocket listen(int where) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), where));
        listening = socket;
        daemon(() -> accept(socket));
        return socket;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "emulated-nut");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                Socket connection = socket.accept();
                connections.add(connection);
                daemon(() -> serve(connection));
            }
        } catch (IOException e) {
            // Stopped.
        }
    }

    private void serve(Socket connection) {
        try (connection;
                BufferedReader questions = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))) {
            connection.setTcpNoDelay(true);
            OutputStream out = connection.getOutputStream();
            for (String question = questions.readLine(); question != null; question = questions.readLine()) {
                out.write(onItsWay(answer(question)));
            }
        } catch (IOException e) {
            // The client has hung up, or the server was stopped.
        } finally {
            connections.remove(connection);
        }
    }

    private byte[] onItsWay(String answer) {
        byte[] whole = answer.getBytes(StandardCharsets.UTF_8);
        return switch (fault) {
            case SILENCE -> new byte[0];
            case HALF_LINE -> Arrays.copyOf(whole, whole.length / 2);
            case GARBAGE -> {
                byte[] garbage = new byte[1 + random.nextInt(LONGEST_GARBAGE_BYTES)];
                random.nextBytes(garbage);
                garbage[garbage.length - 1] = '\n';
                yield garbage;
            }
            default -> whole;
        };
    }

    private String answer(String question) {
        if (question.equals("LOGOUT")) {
            return "OK Goodbye\n";
        }
        String[] words = question.split(" ", -1);
        boolean get = question.startsWith("GET VAR ") && words.length == 4;
        boolean list = question.startsWith("LIST VAR ") && words.length == 3;
        if (!get && !list) {
            return "ERR INVALID-ARGUMENT\n";
        }
        if (!words[2].equals(UPS)) {
            return "ERR UNKNOWN-UPS\n";
        }
        if (fault.isRefusal()) {
            return "ERR " + fault.name().replace('_', '-') + "\n";
        }
        Map<String, String> variables = ups.variables();
        if (get) {
            String value = variables.get(words[3]);
            return value == null ? "ERR VAR-NOT-SUPPORTED\n" : line(words[3], value);
        }
        StringBuilder all = new StringBuilder("BEGIN LIST VAR " + UPS + "\n");
        variables.forEach((variable, value) -> all.append(line(variable, value)));
        return all.append("END LIST VAR " + UPS + "\n").toString();
    }

    private static String line(String variable, String value) {
        return "VAR " + UPS + " " + variable + " \"" + value + "\"\n";
    }
}
