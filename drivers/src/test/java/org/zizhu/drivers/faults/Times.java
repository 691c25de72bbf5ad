package org.zizhu.drivers.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** How long each cell took: no proof, since the machine may be loaded, but what a slow driver is found by. */
final class Times {
    private static final Path FILE = Path.of("target", "fault-times.txt");

    private Times() {}

    static synchronized void note(String driver, String state, Fault fault, Duration shown, Duration healed)
            throws IOException {
        Files.writeString(
                FILE,
                String.format(
                        "%s, %s, %s: shown after %d ms, usable again after %d ms%n",
                        driver, state, fault.words(), shown.toMillis(), healed.toMillis()),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
