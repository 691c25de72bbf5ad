package org.zizhu.drivers;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.zizhu.drivers.wire.WireLog;

/**
 * A device of the cabinet. It connects and reconnects in the background, on a thread of its own, from {@link #start()}
 * to {@link #close()}, and works with what is there: an absent device is a status, not an exception.
 *
 * <p>All methods may be called from any thread and none of them blocks.
 */
public interface Device extends AutoCloseable {

    /** The device's name in the wiring file. */
    String name();

    /** What the device last said of itself. */
    DeviceStatus status();

    /**
     * Tells the listener the present status at once and each change from then on. The listener is called on the
     * driver's thread and must not block.
     */
    Subscription onStatus(Consumer<? super DeviceStatus> listener);

    /** Asks the device to test itself without moving media; succeeds with what it found, in English, for field staff. */
    CompletableFuture<Completion<String>> selfTest(Duration within);

    /** Which class of device it is. */
    DeviceClass deviceClass();

    /** What it has said of itself, such as model, firmware and what it can do, in the order to be shown; empty until then. */
    Map<String, String> facts();

    /** Its last faults and its counters. */
    DeviceHistory history();

    /** What went over the link lately, personal payloads masked. */
    WireLog wireLog();

    /** Starts the driver's thread. Once. */
    void start();

    /** Ends the driver's thread and frees the link; a command under way completes as cancelled. */
    @Override
    void close();
}
