package org.zizhu.drivers.chipcard.emulator;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.MonotonicClock;

/**
 * The real card service (pcscd) as a child of ours, with a virtual reader as its only one. A machine has one card service,
 * at one place: whoever has started it here keeps all others of ours out until it is closed.
 *
 * <p>Needs root, and the packages pcscd and vsmartcard-vpcd. The driver of the virtual reader listens on all addresses, for it
 * knows no other way that lets a card come and go (it can connect to us instead, but version 3.3 aborts the service when that
 * connection ends, as it does whenever there is no card): so the service runs on the reader's {@link PrivateNetwork}. Clients
 * reach it by its socket in the file system. For benches and tests, not for a unit.
 */
public final class PcscDaemon implements AutoCloseable {

    /** The reader's name by the card service: the first slot of two. */
    public static final String READER = "Virtual PCD 00 00";

    private static final Path PROGRAM = Path.of("/usr/sbin/pcscd");
    private static final Path DRIVER = Path.of("/usr/lib/pcsc/drivers/serial/libifdvpcd.so");

    /** The beginning of the name of a folder of ours, and the file in it. */
    private static final String FOLDER = "zizhu-pcscd";

    private static final String CONFIGURATION = "reader.conf";

    /** Where clients find it. */
    private static final Path SOCKET = Path.of("/run/pcscd/pcscd.comm");

    /** Left by one that was killed; should another process have its number by now, pcscd takes that for itself and ends. */
    private static final Path NUMBER = Path.of("/run/pcscd/pcscd.pid");

    /** It is up in some milliseconds; a machine under load takes longer. */
    private static final Duration UP = Duration.ofSeconds(20);

    private static final Duration LOOK = Duration.ofMillis(20);

    /** It ends at once when it is told to; after this it is made to. */
    private static final Duration DOWN = Duration.ofSeconds(5);

    private final Path folder;
    private final FileChannel lockFile;
    private final PrivateNetwork network;
    private @Nullable Process process;

    /** The card service can't be started here; the message says why and what to do. */
    public static final class NotStarted extends IOException {
        private static final long serialVersionUID = 1;

        NotStarted(String message) {
            super(message);
        }
    }

    /**
     * Starts the card service.
     *
     * @param patience how long to wait for another process of ours that has one
     */
    public static PcscDaemon start(VirtualReader reader, Duration patience) throws IOException, InterruptedException {
        if (!Files.isExecutable(PROGRAM) || !Files.exists(DRIVER)) {
            throw new NotStarted("the packages pcscd and vsmartcard-vpcd are missing; install them");
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new NotStarted("the card service needs root; start this as root to have it");
        }
        PrivateNetwork network = networkOf(reader);
        FileChannel lockFile = locked(patience);
        endOrphan();
        PcscDaemon daemon = new PcscDaemon(lockFile, network);
        try {
            daemon.start();
            return daemon;
        } catch (IOException | InterruptedException e) {
            daemon.close();
            throw e;
        }
    }

    private static PrivateNetwork networkOf(VirtualReader reader) throws NotStarted, InterruptedException {
        try {
            return reader.network();
        } catch (IOException e) {
            throw new NotStarted(
                    "this process may not make a network of its own (CAP_SYS_ADMIN); start it where it may");
        }
    }

    private PcscDaemon(FileChannel lockFile, PrivateNetwork network) throws IOException {
        this.lockFile = lockFile;
        this.network = network;
        this.folder = Files.createTempDirectory(FOLDER);
    }

    private static FileChannel locked(Duration patience) throws IOException, InterruptedException {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "zizhu-pcscd.lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        Deadline deadline = Deadline.after(patience, MonotonicClock.SYSTEM);
        while (!locked(channel)) {
            if (deadline.over()) {
                channel.close();
                throw new NotStarted("another bench or test on this machine has the card service; end it first");
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
        return channel;
    }

    /** One of ours whose parent was killed; who has the lock has no other. Returns when it has ended: until then it answers. */
    private static void endOrphan() {
        ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .filter(arguments -> Arrays.stream(arguments).anyMatch(PcscDaemon::ours))
                        .isPresent())
                .forEach(orphan -> {
                    orphan.destroyForcibly();
                    orphan.onExit().join();
                });
    }

    private static boolean ours(String argument) {
        return argument.endsWith("/" + CONFIGURATION) && argument.contains("/" + FOLDER);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    /** Starts it again with its reader; nothing when it runs. */
    public void start() throws IOException, InterruptedException {
        run(
                """
                FRIENDLYNAME "Virtual PCD"
                DEVICENAME /dev/null:%d
                LIBPATH %s
                CHANNELID %d
                """
                        .formatted(VirtualReader.PORT, DRIVER, VirtualReader.PORT));
    }

    /** Starts it without its reader, as after the reader's cable was pulled; nothing when it runs. */
    public void startWithoutReader() throws IOException, InterruptedException {
        run("");
    }

    private synchronized void run(String readers) throws IOException, InterruptedException {
        if (process != null && process.isAlive()) {
            return;
        }
        if (answers()) {
            throw new NotStarted("a card service that is not ours runs on this machine; end it first");
        }
        Files.deleteIfExists(NUMBER);
        Path configuration = Files.writeString(folder.resolve(CONFIGURATION), readers);
        Path log = folder.resolve("log");
        Process started = new ProcessBuilder(network.running(
                        List.of(PROGRAM.toString(), "--foreground", "--config", configuration.toString())))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process = started;
        Deadline deadline = Deadline.after(UP, MonotonicClock.SYSTEM);
        while (!answers()) {
            if (!started.isAlive()) {
                throw new NotStarted(
                        "pcscd ended at once: " + Files.readString(log).strip());
            }
            if (deadline.over()) {
                throw new NotStarted("pcscd did not come up within " + UP);
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
    }

    /** Whether a card service is there; the socket alone may be a dead one's. */
    private static boolean answers() {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(SOCKET))) {
            return channel.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    /** Ends it as the system does. */
    public synchronized void stop() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroy();
            if (!running.waitFor(DOWN.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        }
    }

    /** Ends it without warning; what it has lying about it cleans up at its next start. */
    public synchronized void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    public synchronized boolean running() {
        return process != null && process.isAlive();
    }

    /** Of the child process. */
    public synchronized long pid() {
        if (process == null) {
            throw new IllegalStateException("the card service was never started");
        }
        return process.pid();
    }

    @Override
    public void close() {
        try {
            stop();
            for (String file : List.of(CONFIGURATION, "log")) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.deleteIfExists(folder);
            lockFile.close();
        } catch (IOException e) {
            throw new IllegalStateException("the card service's files can't be removed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
