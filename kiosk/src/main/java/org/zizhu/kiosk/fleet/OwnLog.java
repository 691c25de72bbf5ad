package org.zizhu.kiosk.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The log that the unit's own software keeps in files, as it may leave the unit. Nothing personal is to be in it as it is; here it is made sure of
 * once more: numbers, addresses, names and whatever was quoted become dots, and of an exception only its class and its places are left.
 */
final class OwnLog {

    /** The whole of the files: what is longer is passed over. */
    private static final int LONGEST_LINE = 2_000;

    private static final Pattern LINE = Pattern.compile(
            "(?<at>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{12}) (?<level>[A-Z]{4,5}) +(?<who>[\\w$.-]+) (?<said>.*)");

    /** {@code org.zizhu.Thing: words}, {@code Caused by: org.zizhu.Thing: words}. */
    private static final Pattern THROWN =
            Pattern.compile("((?:Caused by: |Suppressed: )?[\\w$.]+(?:Exception|Error|Failure))(?::.*)?");

    private static final Pattern PLACE = Pattern.compile(
            "\\t(?:at [\\w$.<>/@-]+\\([\\w$.:]* ?[\\w]*\\).*|\\.\\.\\. [0-9]+ (?:more|common frames omitted))");

    /** Whatever somebody may be known by: quoted, or long, or of seven digits, or an address, or not in English. */
    private static final Pattern TELLING = Pattern.compile(String.join(
            "|",
            "\"[^\"]*\"?",
            "(?<![A-Za-z])'[^']*'?",
            "[^\\s@]+@[^\\s@]+",
            "[0-9](?:[ .-]?[0-9]){6,}[0-9Xx]*",
            "[A-Za-z0-9+/_=-]{20,}[A-Za-z0-9+/_.=-]*",
            "[^\\x20-\\x7e]+"));

    private static final String DOTS = "...";

    private final Path folder;
    private final InstantSource clock;

    /** @param clock the machine's own, by which the log is written */
    OwnLog(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    boolean isKept() {
        return Files.isDirectory(folder);
    }

    /**
     * The lines of the time that has passed, oldest first; the newest of them where there are too many. ASCII.
     *
     * @throws IOException if they can't be read
     */
    String masked(Duration past, int mostBytes) throws IOException {
        LocalDateTime from = LocalDateTime.ofInstant(clock.instant().minus(past), ZoneId.systemDefault());
        Deque<String> kept = new ArrayDeque<>();
        int bytes = 0;
        boolean wanted = false;
        for (Path file : files()) {
            try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                for (String line : (Iterable<String>) lines::iterator) {
                    String said = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
                    Matcher parts = LINE.matcher(said);
                    if (parts.matches()) {
                        wanted = !at(parts.group("at")).isBefore(from);
                    }
                    String masked = wanted ? masked(said) : "";
                    if (!masked.isEmpty()) {
                        kept.add(masked);
                        bytes += masked.length() + 1;
                    }
                    while (bytes > mostBytes) {
                        bytes -= kept.remove().length() + 1;
                    }
                }
            }
        }
        return kept.isEmpty() ? "" : String.join("\n", kept) + "\n";
    }

    /** Oldest first. */
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().endsWith(".log"))
                    .sorted(Comparator.comparing((Path file) -> file.toFile().lastModified())
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }

    private static LocalDateTime at(String text) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeException e) {
            return LocalDateTime.MIN;
        }
    }

    /** A line as it may leave the unit; empty for one that may not. */
    static String masked(String line) {
        Matcher parts = LINE.matcher(line);
        if (parts.matches()) {
            return parts.group("at") + " " + parts.group("level") + " " + parts.group("who") + " "
                    + TELLING.matcher(parts.group("said")).replaceAll(DOTS);
        }
        Matcher thrown = THROWN.matcher(line);
        if (thrown.matches()) {
            return thrown.group(1);
        }
        return PLACE.matcher(line).matches() ? line : "";
    }
}
