package org.zizhu.drivers.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The stable name that udev gives a serial device wherever it is plugged in ({@code /dev/serial/by-id/…}): the driver is told
 * this one, and the emulator is plugged in at a {@link #socket()} whose name changes.
 */
public final class UsbName {
    private final Path folder;
    private int sockets;

    public UsbName(Path folder) throws IOException {
        this.folder = folder;
        Files.createSymbolicLink(path(), socket());
    }

    /** What the wiring file names. */
    public Path path() {
        return folder.resolve("by-id");
    }

    /** Where the device is plugged in. */
    public Path socket() {
        return folder.resolve("ttyUSB" + sockets);
    }

    /** Another socket, where the name leads from now on. */
    public Path otherSocket() throws IOException {
        sockets++;
        Files.delete(path());
        Files.createSymbolicLink(path(), socket());
        return socket();
    }
}
