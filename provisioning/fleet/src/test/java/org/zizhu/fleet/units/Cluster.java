package org.zizhu.fleet.units;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Three PostgreSQL of this machine of which one leads, by the script {@code cluster}; Debian's Patroni and etcd. Linux. */
final class Cluster implements AutoCloseable {

    /** Tests run in the module's folder. */
    private static final Path SCRIPT = Path.of("cluster").toAbsolutePath();

    private static final Duration PATIENCE = Duration.ofMinutes(6);
    /** Below those that the system gives to whoever connects. */
    private static final int LOWEST_PORT = 15_000;

    private static final int HIGHEST_PORT = 32_000;
    /** What lies between the first and the last port of a cluster; the script's help says where which is. */
    private static final int SPAN = 33;

    private final Path folder;

    /**
     * Returns when one leads and two follow.
     *
     * @param parent made passable to PostgreSQL's user, for root's is not
     * @param ttl a leader that has not been heard for so long is followed by another
     */
    Cluster(Path parent, Duration ttl) throws IOException {
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
        folder = parent.resolve("cluster");
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (Files.exists(folder)) {
                                close();
                            }
                        },
                        "cluster-end"));
        run("start", "--first-port", Integer.toString(firstPort()), "--ttl", Long.toString(ttl.toSeconds()));
    }

    /** Where the fleet finds its database: at whichever leads. */
    String url() throws IOException {
        return Files.readString(folder.resolve("url")).strip();
    }

    /** The node that leads; 1, 2 or 3. */
    int leader() {
        return Integer.parseInt(run("leader").strip());
    }

    /** Its power goes. */
    void kill(int node) {
        run("kill", Integer.toString(node));
    }

    /** Ends what was started; once more does no harm. */
    @Override
    public void close() {
        run("stop");
    }

    private String run(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(SCRIPT.toString(), command));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--folder", folder.toString()));
        try {
            // To a file, for what the script starts must not be waited for.
            Path said = Files.createTempFile(folder.getParent(), command, ".txt");
            Process process = new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            String words = Files.readString(said, StandardCharsets.UTF_8);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError("cluster " + command + ": " + words);
            }
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int firstPort() throws IOException {
        for (int attempt = 0; attempt < 100; attempt++) {
            int first = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            if (allFree(first)) {
                return first;
            }
        }
        throw new AssertionError("no " + SPAN + " ports in a row are free here");
    }

    private static boolean allFree(int first) {
        for (int port = first; port <= first + SPAN; port++) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                if (!socket.isBound()) {
                    return false;
                }
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
