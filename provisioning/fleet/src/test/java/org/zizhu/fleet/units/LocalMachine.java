package org.zizhu.fleet.units;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** On what is measured. Linux. */
final class LocalMachine {

    private LocalMachine() {}

    static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("some processor");
    }

    /** How many tasks wanted a processor on average in the last minute. */
    static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    }
}
