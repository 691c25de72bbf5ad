package org.zizhu.drivers.codescanner.serial.emulator;

import java.util.List;

/** What an engine of one dialect hears and says. Used by the engine's thread. */
interface Voice {

    /** Bytes of the host. */
    void hear(byte[] bytes, int count) throws InterruptedException;

    /** Sends codes that were read at once. */
    void tell(List<byte[]> codes) throws InterruptedException;

    /** Time passes. */
    default void tick() throws InterruptedException {}

    /** The power was cut: all that was set is forgotten. */
    void forget();
}
