package org.zizhu.drivers.faults;

import java.util.concurrent.CompletableFuture;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;

/** One device laid out for one cell of the table: its driver, started, on its emulator over the real transport. */
public interface Rig extends AutoCloseable {

    Device device();

    /**
     * Has the device do what it is there for, in a few seconds at the most, and succeeds whenever the device is well,
     * whatever was done before.
     */
    CompletableFuture<? extends Completion<?>> job();

    /** Closes driver and emulator. */
    @Override
    void close();
}
