package org.zizhu.drivers.serial.emulator;

import static org.zizhu.drivers.serial.emulator.LibC.C;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The device's end of a serial line, for an emulator; the application opens the other end by the symbolic link that this
 * keeps, as it would open {@code /dev/serial/by-id/…}. Can be unplugged and plugged in again, under another name too.
 * Bytes are not paced to a baud rate.
 *
 * <p>Thread-safe: one thread reads and writes, any other may unplug, replug and close.
 */
public final class PseudoTerminal implements AutoCloseable {

    /** A UART without a listener loses what it sends; a pseudo terminal's buffer would keep the emulator waiting. */
    private static final Duration LISTENER_WAIT = Duration.ofSeconds(1);

    /** How often a wait looks whether the line was unplugged meanwhile. */
    private static final int SLICE_MILLISECONDS = 50;

    private static final int NAME_BYTES = 128;

    /**
     * The descriptors of a plugged-in line. The slave is kept open because a master whose application has closed the
     * last slave reads EIO.
     */
    private record Line(int master, int slave, Path link) {}

    private @Nullable Line line;
    private Path link;

    private PseudoTerminal(Path link) {
        this.link = link;
    }

    /**
     * Makes the terminal, plugged in.
     *
     * @param link where the application finds it; an older link there is replaced
     */
    public static PseudoTerminal at(Path link) throws IOException {
        PseudoTerminal terminal = new PseudoTerminal(link);
        terminal.replug();
        return terminal;
    }

    /** Where the application finds it, or found it before it was unplugged. */
    public synchronized Path link() {
        return link;
    }

    public synchronized boolean plugged() {
        return line != null;
    }

    /** Plugs the line in again under its last name; does nothing when it is plugged in. */
    public void replug() throws IOException {
        replug(link());
    }

    /** Plugs the line in again under another name; does nothing when it is plugged in. */
    public synchronized void replug(Path newLink) throws IOException {
        if (line == null) {
            line = open(newLink);
            link = newLink;
            notifyAll();
        }
    }

    /** Pulls the plug: the application's end hangs up and its name is gone. Does nothing when it is out. */
    public synchronized void unplug() {
        Line old = line;
        if (old == null) {
            return;
        }
        line = null;
        try {
            Files.deleteIfExists(old.link());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            C.close(old.slave());
            C.close(old.master());
        }
    }

    @Override
    public void close() {
        unplug();
    }

    /**
     * Waits until the application sends something, or the time is over; while unplugged, nothing arrives.
     *
     * @return how many bytes were put into the buffer from its start; 0 when the time is over
     */
    public int read(byte[] buffer, Duration within) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        do {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Line polled = plugged(end);
            if (polled != null && ready(polled, LibC.POLLIN, end)) {
                synchronized (this) {
                    // The descriptor may have been closed, even given to another file, since poll returned.
                    long count = polled.equals(line) ? C.read(polled.master(), buffer, buffer.length) : 0;
                    if (count > 0) {
                        return (int) count;
                    }
                }
            }
        } while (end - System.nanoTime() > 0);
        return 0;
    }

    /** Sends the bytes; what nobody takes for a second, or what is sent while unplugged, is lost as on a real line. */
    public void write(byte[] bytes) {
        byte[] rest = bytes;
        long end = System.nanoTime() + LISTENER_WAIT.toNanos();
        while (rest.length > 0) {
            Line polled;
            synchronized (this) {
                polled = line;
            }
            if (polled == null || end - System.nanoTime() <= 0) {
                return;
            }
            if (ready(polled, LibC.POLLOUT, end)) {
                synchronized (this) {
                    long count = polled.equals(line) ? C.write(polled.master(), rest, rest.length) : 0;
                    rest = count > 0 ? Arrays.copyOfRange(rest, (int) count, rest.length) : rest;
                }
            }
        }
    }

    private synchronized @Nullable Line plugged(long end) throws InterruptedException {
        long left = (end - System.nanoTime()) / 1_000_000;
        while (line == null && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
        return line;
    }

    private static boolean ready(Line polled, short events, long end) {
        long left = Math.max(0, (end - System.nanoTime() + 999_999) / 1_000_000);
        try (Memory pollfd = new Memory(LibC.POLLFD_BYTES)) {
            pollfd.setInt(0, polled.master());
            pollfd.setShort(4, events);
            pollfd.setShort(6, (short) 0);
            return C.poll(pollfd, 1, (int) Math.min(left, SLICE_MILLISECONDS)) > 0;
        }
    }

    private static Line open(Path link) throws IOException {
        int master = -1;
        int slave = -1;
        try {
            master = C.posix_openpt(LibC.O_RDWR | LibC.O_NOCTTY | LibC.O_NONBLOCK | LibC.O_CLOEXEC);
            C.grantpt(master);
            C.unlockpt(master);
            byte[] name = new byte[NAME_BYTES];
            C.ptsname_r(master, name, name.length);
            String device = Native.toString(name);
            slave = C.open(device, LibC.O_RDWR | LibC.O_NOCTTY | LibC.O_CLOEXEC);
            try (Memory termios = new Memory(LibC.TERMIOS_BYTES)) {
                C.tcgetattr(slave, termios);
                C.cfmakeraw(termios);
                C.tcsetattr(slave, LibC.TCSANOW, termios);
            }
            // A process that was killed leaves its link behind.
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, Path.of(device));
            return new Line(master, slave, link);
        } catch (LastErrorException | IOException e) {
            if (slave >= 0) {
                C.close(slave);
            }
            if (master >= 0) {
                C.close(master);
            }
            throw new IOException("can't make a pseudo terminal", e);
        }
    }
}
