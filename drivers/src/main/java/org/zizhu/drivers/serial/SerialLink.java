package org.zizhu.drivers.serial;

import java.io.IOException;
import java.time.Duration;

/**
 * An open serial line (8N1) as its driver sees it: bytes out, bytes in. Used by one thread; {@link #close()} alone may be
 * called from another, and frees a read that waits.
 */
public interface SerialLink extends AutoCloseable {

    /**
     * Sends all bytes.
     *
     * @throws IOException when the line is gone or takes nothing for two seconds
     */
    void write(byte[] bytes) throws IOException;

    /**
     * Waits until something arrives.
     *
     * @return how many bytes were put into the buffer from its start; 0 when the time is over
     * @throws IOException when the line is gone (unplugged)
     */
    int read(byte[] buffer, Duration within) throws IOException;

    @Override
    void close();

    /** Opens the line anew: what a driver is given, so that it can reconnect by itself. */
    @FunctionalInterface
    interface Port {
        /**
         * @throws IOException when there is no such port now, or it is in use
         */
        SerialLink open() throws IOException;
    }
}
