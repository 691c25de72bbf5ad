package org.zizhu.drivers.panel.modbus;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.zizhu.drivers.serial.emulator.PseudoTerminal;

/**
 * The independent peer: a board by Debian's pymodbus in a process of its own. It opens one pseudo terminal as its serial
 * port, the driver another, and what one writes is copied to the other.
 */
final class PymodbusBoard implements AutoCloseable {

    /** A Python on a loaded machine. */
    private static final long START_SECONDS = 60;

    /** Debian's own, which sees Debian's packages; another Python may stand before it in the path. */
    private static final String PYTHON = "/usr/bin/python3";

    private final PseudoTerminal boardsEnd;
    private final PseudoTerminal driversEnd;
    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private volatile boolean closed;

    PymodbusBoard(Path dev, int unit) throws IOException {
        boardsEnd = PseudoTerminal.at(dev.resolve("board"));
        driversEnd = PseudoTerminal.at(dev.resolve("panel"));
        Path script = dev.resolve("slave.py");
        try (InputStream in = PymodbusBoard.class.getResourceAsStream("slave.py")) {
            Files.copy(Objects.requireNonNull(in), script);
        }
        process = new ProcessBuilder(
                        PYTHON, script.toString(), boardsEnd.link().toRealPath().toString(), Integer.toString(unit))
                .redirectError(dev.resolve("slave.log").toFile())
                .start();
        start("pymodbus-says", this::listen);
        start("cable-to-board", () -> copy(driversEnd, boardsEnd));
        start("cable-to-driver", () -> copy(boardsEnd, driversEnd));
    }

    /** Where the driver finds it. */
    Path port() {
        return driversEnd.link();
    }

    /** The next line that it says: "ready", or the outputs as they are now. */
    String says() throws InterruptedException {
        String line = lines.poll(START_SECONDS, TimeUnit.SECONDS);
        assertTrue(line != null, "pymodbus said nothing");
        return line;
    }

    void input(int channel, boolean closedContact) throws IOException {
        Writer orders = process.outputWriter(StandardCharsets.UTF_8);
        orders.write(channel + " " + (closedContact ? 1 : 0) + "\n");
        orders.flush();
    }

    private void listen() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException ended) {
            lines.add("ended");
        }
    }

    private void copy(PseudoTerminal from, PseudoTerminal to) {
        byte[] buffer = new byte[256];
        try {
            while (!closed) {
                int count = from.read(buffer, Duration.ofMillis(200));
                if (count > 0) {
                    to.write(Arrays.copyOf(buffer, count));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        process.destroyForcibly();
        boardsEnd.close();
        driversEnd.close();
    }
}
