package org.zizhu.drivers.serial;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An open port of jSerialComm, read in short slices and written from a thread that can be left behind. */
final class TtyLink implements SerialLink {

    /**
     * How long one native read waits: bytes are returned as they come, so this only bounds how late silence and the
     * loss of the line are noticed. The terminal driver counts in tenths of a second.
     */
    static final Duration READ_SLICE = Duration.ofMillis(100);

    /**
     * jSerialComm keeps the last bytes read in a buffer of its own, as long as the longest read: a person's data would stay
     * there. The next short answer overwrites so few.
     */
    private static final int READ_PIECE_BYTES = 16;

    /** jSerialComm's write timeout has no effect on Linux; a device without hardware flow control never needs so long. */
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(2);

    private final SerialPort port;
    private final String name;
    private final ExecutorService writer;
    private volatile boolean closed;

    TtyLink(SerialPort port, String name) {
        this.port = port;
        this.name = name;
        this.writer = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "write-" + name);
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        requireOpen();
        try {
            Future<Integer> written = writer.submit(() -> port.writeBytes(bytes, bytes.length));
            if (written.get(LONGEST_WRITE.toMillis(), TimeUnit.MILLISECONDS) != bytes.length) {
                throw new IOException("line lost: " + name);
            }
        } catch (TimeoutException e) {
            throw new IOException("line takes nothing: " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("write interrupted: " + name, e);
        } catch (ExecutionException e) {
            throw new IOException("write failed: " + name, e);
        } catch (RejectedExecutionException e) {
            // Closed by another thread since it was looked at above.
            throw new IOException("line closed: " + name, e);
        }
    }

    @Override
    public int read(byte[] buffer, Duration within) throws IOException {
        long end = System.nanoTime() + within.toNanos();
        do {
            requireOpen();
            int available = port.bytesAvailable();
            if (available < 0) {
                throw new IOException("line lost: " + name);
            }
            if (available == 0 && within.isZero()) {
                return 0;
            }
            int count = port.readBytes(buffer, Math.min(buffer.length, READ_PIECE_BYTES));
            // After an unplug isOpen() stays true; -1 is the one sign of it.
            if (count < 0) {
                throw new IOException("line lost: " + name);
            }
            if (count > 0) {
                return count;
            }
        } while (end - System.nanoTime() > 0);
        return 0;
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("line closed: " + name);
        }
    }

    /** Frees a read that waits, and a write that is stuck. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            port.closePort();
            writer.shutdownNow();
        }
    }
}
