package org.zizhu.kiosk.operations;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A unit's log in a folder, and hands that do things to its files. */
final class LogOnTable {

    static final String UNIT = "ZZ-430102-0001";

    final Path folder;
    private Instant now = Instant.parse("2026-03-01T08:00:00Z");

    LogOnTable(Path folder) {
        this.folder = folder;
    }

    /** Each record has a second of its own. */
    private final InstantSource clock = () -> now = now.plusSeconds(1);

    OperationsLog open() {
        return new OperationsLog(folder, UNIT, clock, new SecureRandom());
    }

    OperationsLog open(int fileBytes, int mostFiles) {
        return new OperationsLog(folder, UNIT, clock, new SecureRandom(), fileBytes, mostFiles);
    }

    /** A day in short: 11 records, signed at 4, 8 and 11. */
    LogOnTable day() {
        try (OperationsLog log = open()) {
            log.write("started", Map.of("after", "nothing"));
            log.write(
                    "device-changed",
                    Map.of("device", "document-printer", "state", "user-error", "reasons", List.of("media-jam")));
            log.sign();
            log.write("staff-in", Map.of("certificate", "4f01", "entry", 7));
            log.write("supply-loaded", Map.of("supply", "paper", "amount", 500, "certificate", "4f01", "entry", 8));
            log.write("staff-out", Map.of("certificate", "4f01", "why", "card-pulled", "entry", 9));
            log.sign();
            log.write("link-changed", Map.of("link", "platform", "state", "down"));
            log.write("stopped");
        }
        return this;
    }

    List<Path> files() throws IOException {
        return OperationsLog.files(folder);
    }

    Path file() throws IOException {
        return files().get(files().size() - 1);
    }

    List<String> lines() throws IOException {
        return new ArrayList<>(Files.readAllLines(file(), StandardCharsets.US_ASCII));
    }

    void lines(List<String> lines) throws IOException {
        Files.writeString(file(), lines.isEmpty() ? "" : String.join("\n", lines) + "\n", StandardCharsets.US_ASCII);
    }

    Verdict judge() throws IOException {
        return judge(Optional.empty());
    }

    Verdict judge(Optional<Verdict.Head> head) throws IOException {
        return LogVerifier.verify(
                files(),
                List.of(LogVerifier.key(folder.resolve(LogKey.PUBLIC_FILE))),
                head.stream().toList());
    }

    /** The events that a verifier would read, in their order. */
    List<String> events() throws IOException {
        List<String> events = new ArrayList<>();
        for (Path file : files()) {
            LogLine.of(file).forEach(line -> line.record().ifPresent(record -> events.add(record.event())));
        }
        return events;
    }
}
