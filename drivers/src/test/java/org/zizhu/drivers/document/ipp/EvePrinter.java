package org.zizhu.drivers.document.ipp;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * CUPS' ippeveprinter in a process of its own: an IPP Everywhere printer that we have not written. Needs the Debian
 * packages cups-ipp-utils and gcc.
 */
final class EvePrinter implements AutoCloseable {
    private final Process process;
    private final Path folder;
    private final int port;

    private EvePrinter(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /** Starts it; what it needs is in the folder, and so is what it has printed. */
    static EvePrinter start(Path folder) throws Exception {
        need("ippeveprinter", "cups-ipp-utils");
        need("gcc", "gcc");
        Path shim = folder.resolve("no-dns-sd.so");
        Path source = unpack(folder, "no-dns-sd.c");
        Process compiler = new ProcessBuilder(
                        "gcc", "-shared", "-fPIC", "-nostdlib", "-w", "-o", shim.toString(), source.toString())
                .inheritIO()
                .start();
        Assertions.assertEquals(0, compiler.waitFor(), "gcc could not compile no-dns-sd.c");
        Path command = unpack(folder, "print-command.sh");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                "ippeveprinter",
                "-2",
                "-n",
                "localhost",
                "-p",
                Integer.toString(port),
                "-d",
                Files.createDirectory(folder.resolve("spool")).toString(),
                "-c",
                command.toString(),
                "-f",
                "application/pdf",
                "-F",
                "application/pdf",
                "Zizhu Test"));
        builder.environment().put("LD_PRELOAD", shim.toString());
        builder.redirectErrorStream(true);
        builder.redirectOutput(folder.resolve("ippeveprinter.log").toFile());
        return new EvePrinter(builder.start(), folder, port);
    }

    URI uri() {
        return URI.create("ipp://127.0.0.1:" + port + "/ipp/print");
    }

    byte[] received() throws IOException {
        return Files.readAllBytes(folder.resolve("received.pdf"));
    }

    void emptyAfterPageOne() throws IOException {
        Files.createFile(folder.resolve("empty-after-page-1"));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    static void need(String program, String debianPackage) throws Exception {
        boolean there = new ProcessBuilder("which", program)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
        if (!there) {
            String missing = program + " is missing: install the Debian package " + debianPackage;
            System.err.println(missing);
            Assertions.assertNotEquals("true", System.getenv("CI"), missing);
            Assumptions.abort(missing);
        }
    }

    private static Path unpack(Path folder, String resource) throws IOException {
        Path file = folder.resolve(resource);
        try (InputStream in = EvePrinter.class.getResourceAsStream(resource)) {
            Files.copy(in, file);
        }
        return file;
    }

    /** Free a moment ago; nobody else on the machine is after it. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
