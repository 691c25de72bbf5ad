package org.zizhu.field;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The machine that the tool runs on, by its own programs. */
final class Machine {

    private Machine() {}

    static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    /** Whether systemd runs it, as sd_booted(3) has it: not so in a container or a chroot. */
    static boolean hasSystemd() {
        return Files.isDirectory(Path.of("/run/systemd/system"));
    }

    static boolean has(String program) {
        return List.of("/usr/bin", "/usr/sbin", "/bin", "/sbin").stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Has a program say to the person at the machine what it says; its exit status. */
    static int hand(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /** Its exit status; what it says, also of trouble, goes line by line to the given one. It asks nobody anything. */
    static int run(List<String> command, Consumer<String> line) throws IOException, InterruptedException {
        // What is the machine's, such as an index of typefaces, is for all its users; this tool's own files are not.
        List<String> open = new ArrayList<>(List.of("sh", "-c", "umask 022; exec \"$@\"", "sh"));
        open.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(open).redirectErrorStream(true);
        // What it says is read by us, too.
        builder.environment().putAll(Map.of("DEBIAN_FRONTEND", "noninteractive", "LC_ALL", "C.UTF-8"));
        Process process = builder.start();
        process.getOutputStream().close();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            said.lines().forEach(line);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return process.waitFor();
    }

    /** What it says. */
    static List<String> ask(String... command) throws IOException, InterruptedException {
        List<String> said = new ArrayList<>();
        int status = run(List.of(command), said::add);
        if (status != 0 && said.isEmpty()) {
            said.add(command[0] + ": " + status);
        }
        return said;
    }

    /** @throws IOException with what it said, unless it ends with 0 */
    static void must(String... command) throws IOException, InterruptedException {
        List<String> said = new ArrayList<>();
        if (run(List.of(command), said::add) != 0) {
            throw new IOException(String.join(" ", command) + ": " + String.join(" ", said));
        }
    }
}
