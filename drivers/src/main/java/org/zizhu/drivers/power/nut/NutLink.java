package org.zizhu.drivers.power.nut;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.wire.WireLog;

/**
 * An open connection to a NUT server: question and answer, line by line. Used by the driver's thread; {@link #close()} by
 * any.
 */
final class NutLink implements AutoCloseable {

    static final int USUAL_PORT = 3493;

    /** The server is on this machine, or on the supply itself in the next box. */
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(1);

    /** A server answers from its memory in a millisecond; half a second is a server that hangs. */
    private static final Duration ANSWER_WITHIN = Duration.ofMillis(500);

    /** A supply has some dozens of variables; more lines are no list of them. */
    private static final int MOST_VARIABLES = 500;

    /** The connection is there and the server says nothing. */
    static final class Silent extends IOException {
        private static final long serialVersionUID = 1L;

        Silent() {
            super("no answer");
        }
    }

    /** The server, or something else at that port, answers nonsense. */
    static final class Garbled extends IOException {
        private static final long serialVersionUID = 1L;

        Garbled() {
            super("answer-garbled");
        }
    }

    private final Socket socket;
    private final String ups;
    private final MonotonicClock clock;
    private final WireLog wireLog;
    private final NutLine.Cutter cutter = new NutLine.Cutter();
    private final byte[] buffer = new byte[4096];
    /** By variable: a question is logged when its answer is a new one, and leaves room for the rest. */
    private final Map<String, String> lastAnswers = new HashMap<>();

    private NutLink(Socket socket, String ups, MonotonicClock clock, WireLog wireLog) {
        this.socket = socket;
        this.ups = ups;
        this.clock = clock;
        this.wireLog = wireLog;
    }

    /** @param uri {@code nut://host:port/ups} */
    static NutLink open(URI uri, MonotonicClock clock, WireLog wireLog) throws IOException {
        int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(uri.getHost(), port), (int) CONNECT_WITHIN.toMillis());
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return new NutLink(socket, uri.getPath().substring(1), clock, wireLog);
    }

    /** One variable. */
    NutAnswer get(String variable) throws IOException {
        String question = "GET VAR " + ups + " " + variable;
        Deadline deadline = ask(question);
        String line = line(deadline);
        if (!line.equals(lastAnswers.put(variable, line))) {
            wireLog.note("→ " + question);
            wireLog.note("← " + line);
        }
        List<String> words = words(line);
        if (words.get(0).equals("ERR")) {
            return NutAnswer.Refusal.of(words);
        }
        return new NutAnswer.Values(Map.of(variable, value(words, variable)));
    }

    /** All variables. */
    NutAnswer list() throws IOException {
        String question = "LIST VAR " + ups;
        Deadline deadline = ask(question);
        wireLog.note("→ " + question);
        List<String> begin = words(line(deadline));
        if (begin.get(0).equals("ERR")) {
            wireLog.note("← " + String.join(" ", begin));
            return NutAnswer.Refusal.of(begin);
        }
        if (!begin.equals(List.of("BEGIN", "LIST", "VAR", ups))) {
            throw new Garbled();
        }
        Map<String, String> values = new HashMap<>();
        for (int lines = 0; lines < MOST_VARIABLES; lines++) {
            List<String> words = words(line(deadline));
            if (words.equals(List.of("END", "LIST", "VAR", ups))) {
                wireLog.note("← " + values.size() + " variables");
                return new NutAnswer.Values(values);
            }
            values.put(words.size() > 2 ? words.get(2) : "", value(words, words.size() > 2 ? words.get(2) : ""));
        }
        throw new Garbled();
    }

    private Deadline ask(String question) throws IOException {
        if (cutter.next().isPresent()) {
            // An answer that nobody asked for: from here on each would be taken for the one before.
            throw new Garbled();
        }
        socket.getOutputStream().write((question + "\n").getBytes(StandardCharsets.US_ASCII));
        return Deadline.after(ANSWER_WITHIN, clock);
    }

    private String line(Deadline deadline) throws IOException {
        int received = 0;
        for (Optional<String> line = cutter.next(); ; line = cutter.next()) {
            if (line.isPresent()) {
                return line.get();
            }
            if (deadline.over()) {
                throw received == 0 && !cutter.midLine() ? new Silent() : new Garbled();
            }
            // Zero would wait for ever.
            socket.setSoTimeout((int) Math.max(1, deadline.remaining().toMillis()));
            try {
                int count = socket.getInputStream().read(buffer);
                if (count < 0) {
                    throw new EOFException("the server has hung up");
                }
                received += count;
                cutter.add(buffer, count);
                if (received > NutLine.LONGEST_BYTES * MOST_VARIABLES) {
                    throw new Garbled();
                }
            } catch (SocketTimeoutException e) {
                // The deadline is over then.
            }
        }
    }

    private static List<String> words(String line) throws Garbled {
        Optional<List<String>> words = NutLine.words(line);
        if (words.isEmpty() || words.get().isEmpty()) {
            throw new Garbled();
        }
        return words.get();
    }

    private String value(List<String> words, String variable) throws Garbled {
        if (words.size() != 4 || !words.subList(0, 3).equals(Arrays.asList("VAR", ups, variable))) {
            throw new Garbled();
        }
        return words.get(3);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more either way.
        }
    }
}
