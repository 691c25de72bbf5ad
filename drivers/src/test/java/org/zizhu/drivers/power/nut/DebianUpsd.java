package org.zizhu.drivers.power.nut;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Debian's own NUT server (package nut-server) with its dummy driver, both in the foreground on a folder of their own. The
 * supply is what the file {@code kiosk.dev} says, which the driver reads anew when it changes.
 */
final class DebianUpsd implements AutoCloseable {
    private static final Path PROGRAMS = Path.of("/lib/nut");
    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

    private final Path folder;
    private final int port;
    private final List<Process> processes = new ArrayList<>();
    private Process driver;
    private int supplies;

    DebianUpsd(Path folder, String status) throws IOException {
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        write("ups.conf", "[kiosk]\ndriver = dummy-ups\nport = kiosk.dev\nmode = dummy-once\n");
        // Seconds without a word from the driver after which its data are stale.
        write("upsd.conf", "LISTEN 127.0.0.1 " + port + "\nMAXAGE 3\n");
        write("upsd.users", "");
        supply(status, 97);
        driver = startDriver();
        start("upsd", "-F");
    }

    URI uri() {
        return URI.create("nut://127.0.0.1:" + port + "/kiosk");
    }

    /** What the supply says from now on. */
    void supply(String status, int charge) throws IOException {
        Path fresh = write(
                "kiosk.dev.new",
                "ups.status: %s\nbattery.charge: %d\nbattery.runtime: 1800\nups.mfr: SANTAK\nups.model: C1K\n"
                        .formatted(status, charge));
        // The driver takes a file for another one by its time in whole seconds: two of the same second are one to it.
        Files.setLastModifiedTime(fresh, FileTime.from(LONG_AGO.plusSeconds(supplies++)));
        // Whole or not at all: the driver reads it whenever it likes.
        Files.move(fresh, folder.resolve("kiosk.dev"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The driver hangs: it holds its connection and says nothing. */
    void freezeDriver() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void thawDriver() throws IOException, InterruptedException {
        signal("-CONT");
    }

    void killDriver() throws InterruptedException {
        driver.destroyForcibly().waitFor();
    }

    void restartDriver() throws IOException {
        driver = startDriver();
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, String.valueOf(driver.pid())).start().waitFor();
    }

    private Process startDriver() throws IOException {
        return start("dummy-ups", "-a", "kiosk", "-F", "-i", "1");
    }

    private Process start(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(PROGRAMS.resolve(program).toString()));
        command.addAll(List.of(arguments));
        if (System.getProperty("user.name", "").equals("root")) {
            // They would become another user, whom this folder is not for.
            command.addAll(List.of("-u", "root"));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(folder.resolve(program + ".log").toFile());
        builder.environment().put("NUT_CONFPATH", folder.toString());
        builder.environment().put("NUT_STATEPATH", folder.toString());
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.destroyForcibly().onExit().join();
        }
    }
}
