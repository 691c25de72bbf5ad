package org.zizhu.bench.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** On what was measured: the machine and the versions, without names of hosts or people. Linux. */
final class Machine {

    private Machine() {}

    /** Two lines. */
    static List<String> description() throws IOException {
        String libraries = Stream.of("javafx-base", "sqlite-jdbc", "jetty-server")
                .flatMap(library -> version(library).stream())
                .collect(Collectors.joining(", "));
        return List.of(
                "%d × %s, %d MB, %s %s"
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                field("/proc/cpuinfo", "model name", "processor"),
                                Long.parseLong(field("/proc/meminfo", "MemTotal", "0")
                                                .replaceAll("\\D", ""))
                                        / 1024,
                                System.getProperty("os.name"),
                                System.getProperty("os.version")),
                "Java " + System.getProperty("java.runtime.version") + ", " + libraries);
    }

    /** How many tasks wanted a processor on average in the last minute; more than there are processors slow everything down. */
    static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    }

    private static String field(String file, String name, String otherwise) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(otherwise);
    }

    private static List<String> version(String library) {
        Matcher jar =
                Pattern.compile("(" + library + ")-(\\d[\\d.]*\\d)").matcher(System.getProperty("java.class.path"));
        return jar.find() ? List.of(jar.group(1) + " " + jar.group(2)) : List.of();
    }
}
