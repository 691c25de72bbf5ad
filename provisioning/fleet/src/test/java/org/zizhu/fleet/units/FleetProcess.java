package org.zizhu.fleet.units;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.zizhu.fleet.Main;

/** The fleet server in a process of its own, as in the field, and what it takes of the machine. Linux. */
final class FleetProcess implements AutoCloseable {

    /** Of a processor's second, as the kernel counts for {@code /proc}. */
    private static final double TICKS_A_SECOND = 100;

    private final Process process;

    /**
     * Starts it and returns when units can connect.
     *
     * @param database {@code jdbc:…}
     * @param heap such as {@code 768m}
     */
    FleetProcess(Path folder, String database, String heap, int port, int pagesPort) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                folder.toString(),
                Place.PROVINCE.code(),
                Integer.toString(port),
                Integer.toString(pagesPort)));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put(Main.DATABASE, database);
        builder.redirectErrorStream(true);
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "fleet-process-end"));
        Path log = Files.createDirectories(folder).resolve("server.log");
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.startsWith("units ")) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the fleet did not start");
        }
        // Whatever it says from now on; unread, it would stop at it.
        Thread reader = new Thread(() -> keep(out, log), "fleet-process-log");
        reader.setDaemon(true);
        reader.start();
    }

    private static void keep(BufferedReader out, Path log) {
        try (BufferedWriter writer = Files.newBufferedWriter(log)) {
            out.transferTo(writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** MiB that it holds of the machine's memory. */
    double memory() throws IOException {
        return status("VmRSS") / 1024.0;
    }

    /** MiB that it held at most. */
    double mostMemory() throws IOException {
        return status("VmHWM") / 1024.0;
    }

    /** Seconds of one processor that it has used. */
    double cpu() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    }

    /** The power goes. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    @Override
    public void close() {
        process.destroy();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long status(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith(field + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    /** One that nobody has at this moment. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
