package org.zizhu.kiosk.operations;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The unit's operations log: files of {@link LogRecord}s in a folder of their own, each chained to the one before, signed now and then by the unit's own
 * key. What {@link #write} has returned from survives a power cut. A line that the power cut short stays where it is, and the next record says so.
 * What can't be written (a full disk) is counted and told later; the unit goes on. Old files go when there are too many. Thread-safe; a record
 * takes some milliseconds.
 */
public final class OperationsLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OperationsLog.class);

    /** Some 4 000 records. */
    private static final int FILE_BYTES = 1 << 20;

    private static final int MOST_FILES = 16;

    private static final FileAttribute<Set<PosixFilePermission>> FOR_ITS_OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;
    private final String unit;
    private final InstantSource clock;
    private final SecureRandom random;
    private final int fileBytes;
    private final int mostFiles;

    /** Null until something is to be written, and after something could not be. */
    private @Nullable Open open;

    private long lost;
    private boolean closed;
    private volatile @Nullable SignedHead head;

    /**
     * What all records so far can be known by.
     *
     * @param line the record that signs them, as it is spelled
     * @param publicKey of the key that it is signed with: SubjectPublicKeyInfo in DER, base64
     */
    public record SignedHead(String line, String publicKey) {}

    /** The file that is being written, and how far the chain has come. */
    private static final class Open {
        final LogKey key;
        FileChannel channel;
        long size;
        Head head;

        Open(LogKey key, FileChannel channel, long size, Head head) {
            this.key = key;
            this.channel = channel;
            this.size = size;
            this.head = head;
        }
    }

    /**
     * @param entry how far the journal has been read
     * @param after the event of the last record but for signatures; null if there is none
     */
    private record Head(long seq, String hash, Instant at, boolean signed, long entry, @Nullable String after) {

        static final Head NONE = new Head(0, LogRecord.NOTHING_BEFORE, Instant.EPOCH, true, 0, null);

        Head then(LogRecord record) {
            boolean signature = record.event().equals("signed");
            return new Head(
                    record.seq(),
                    record.hash(),
                    record.at(),
                    signature,
                    Math.max(entry, record.count("entry")),
                    signature ? after : record.event());
        }
    }

    /**
     * @param folder the log's own; made when it is not there
     * @param unit the unit's identity
     * @param clock wall time, for people
     */
    public OperationsLog(Path folder, String unit, InstantSource clock, SecureRandom random) {
        this(folder, unit, clock, random, FILE_BYTES, MOST_FILES);
    }

    OperationsLog(Path folder, String unit, InstantSource clock, SecureRandom random, int fileBytes, int mostFiles) {
        this.folder = folder;
        this.unit = unit;
        this.clock = clock;
        this.random = random;
        this.fileBytes = fileBytes;
        this.mostFiles = mostFiles;
    }

    /** The files of a log, oldest first; those that are no files of a log are left out. */
    public static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().matches("operations-[0-9]{12}\\.log"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Writes an event down.
     *
     * @param fields by their names in the catalogue; what does not fit its kind is left out
     * @throws IllegalArgumentException for an event or a field that the catalogue does not know
     */
    public synchronized void write(String event, Map<String, ?> fields) {
        String spelled = EventCatalogue.shipped().spelled(event, fields);
        attempt(1, () -> append(event, spelled));
    }

    public void write(String event) {
        write(event, Map.of());
    }

    /** Signs all records so far, if any has come since the last signature. */
    public void sign() {
        sign(OptionalLong.empty());
    }

    /** The same, and notes how far the journal has been read. */
    public synchronized void sign(OptionalLong entry) {
        attempt(0, () -> {
            if (!opened().head.signed) {
                signed(entry.orElse(0));
            }
        });
    }

    /** The last signature since this log was opened; empty if there was none yet. Never blocks. */
    public Optional<SignedHead> head() {
        return Optional.ofNullable(head);
    }

    /** How far the journal had been read when the last record was written that says so; empty for a log that is new. */
    public synchronized OptionalLong entry() {
        try {
            Head head = opened().head;
            return head.after == null ? OptionalLong.empty() : OptionalLong.of(head.entry);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** What the newest file holds, but for signatures and what it says of itself; nothing if it can't be read. */
    public synchronized List<LogRecord> records() {
        try {
            List<Path> files = files(folder);
            List<LogRecord> records = new ArrayList<>();
            for (Path file : files.subList(Math.max(0, files.size() - 1), files.size())) {
                LogLine.of(file).forEach(line -> line.record().ifPresent(records::add));
            }
            records.removeIf(
                    record -> record.event().equals("signed") || record.event().startsWith("log-"));
            return List.copyOf(records);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Signs, and writes no more. Twice is once. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        sign();
        closed = true;
        giveUp();
    }

    // --- writing ----------------------------------------------------------------------------------------------------

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private void attempt(int events, Work work) {
        if (closed) {
            return;
        }
        try {
            work.run();
        } catch (IOException e) {
            if (lost == 0) {
                LOG.error(
                        "the operations log can't be written: {}", e.getClass().getSimpleName());
            }
            lost += events;
            giveUp();
        }
    }

    /** What was written of a line, if anything, is found as after a power cut. */
    private void giveUp() {
        if (open != null) {
            try {
                open.channel.close();
            } catch (IOException e) {
                LOG.warn("a file of the operations log can't be closed");
            }
            open = null;
        }
    }

    private void append(String event, String fields) throws IOException {
        Open to = opened();
        if (lost > 0) {
            record(to, "events-lost", Map.of("count", lost));
            lost = 0;
        }
        if (to.size > fileBytes) {
            nextFile(to);
        }
        record(to, event, fields);
    }

    private void record(Open to, String event, Map<String, ?> fields) throws IOException {
        record(to, event, EventCatalogue.shipped().spelled(event, fields));
    }

    private void record(Open to, String event, String fields) throws IOException {
        LogRecord record = next(to, event, fields);
        put(to, record.text() + "\n");
        to.head = to.head.then(record);
    }

    private LogRecord next(Open to, String event, String fields) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return LogRecord.of(to.head.hash, to.head.seq + 1, at, event, fields);
    }

    private static void put(Open to, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        to.size += bytes.remaining();
        while (bytes.hasRemaining()) {
            to.channel.write(bytes);
        }
        to.channel.force(false);
    }

    private void signed(long entry) throws IOException {
        Open to = opened();
        Map<String, Object> fields = new HashMap<>();
        fields.put("entry", Math.max(entry, to.head.entry));
        fields.put("key", to.key.name());
        // In the place of the signature one of its form, so that the bytes before it are those that are signed.
        fields.put("signature", "A".repeat(86) + "==");
        LogRecord unsigned = next(to, "signed", EventCatalogue.shipped().spelled("signed", fields));
        fields.put("signature", to.key.sign(unsigned.signedBytes()));
        LogRecord signed = LogRecord.of(
                unsigned.prev(),
                unsigned.seq(),
                unsigned.at(),
                "signed",
                EventCatalogue.shipped().spelled("signed", fields));
        put(to, signed.text() + "\n");
        to.head = to.head.then(signed);
        head = new SignedHead(signed.text(), to.key.publicKey());
    }

    // --- files ------------------------------------------------------------------------------------------------------

    /** A full file ends with a signature, so that it can be judged alone. */
    private void nextFile(Open to) throws IOException {
        signed(0);
        FileChannel full = to.channel;
        to.channel = create(to.head.seq + 1);
        to.size = 0;
        full.close();
        begin(to);
        List<Path> files = files(folder);
        for (Path old : files.subList(0, Math.max(0, files.size() - mostFiles))) {
            Files.delete(old);
        }
    }

    private FileChannel create(long first) throws IOException {
        Path file = folder.resolve("operations-%012d.log".formatted(first));
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND), FOR_ITS_OWNER_ALONE);
        try (FileChannel directory = FileChannel.open(folder)) {
            directory.force(true);
        }
        return channel;
    }

    private void begin(Open to) throws IOException {
        record(to, "log-begun", Map.of("unit", unit, "key", to.key.name(), "entry", to.head.entry));
    }

    private Open opened() throws IOException {
        if (open == null) {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            boolean keyWasThere = LogKey.isIn(folder);
            LogKey key = LogKey.in(folder, random);
            List<Path> files = files(folder);
            open = files.isEmpty() ? first(key, keyWasThere) : again(key, files);
        }
        return open;
    }

    private Open first(LogKey key, boolean keyWasThere) throws IOException {
        Open to = new Open(key, create(1), 0, Head.NONE);
        try {
            begin(to);
            if (keyWasThere) {
                record(to, "log-missing", Map.of());
            }
            // Whoever asks is told that there was nothing before.
            to.head = new Head(to.head.seq, to.head.hash, to.head.at, false, 0, null);
            return to;
        } catch (IOException e) {
            to.channel.close();
            throw e;
        }
    }

    /** Goes on where the last whole record ends, and tells of what is not as it should be. */
    private Open again(LogKey key, List<Path> files) throws IOException {
        Path newest = files.get(files.size() - 1);
        List<LogLine> lines = LogLine.of(newest);
        Head head = head(lines);
        boolean begun = head.seq > 0;
        for (int i = files.size() - 2; i >= 0 && head.seq == 0; i--) {
            head = head(LogLine.of(files.get(i)));
        }
        int whole = lines.size();
        while (whole > 0 && lines.get(whole - 1).record().isEmpty()) {
            whole--;
        }
        byte[] torn = LogLine.bytes(lines.subList(whole, lines.size()));
        OptionalLong damaged = LogVerifier.firstDamage(lines.subList(0, whole));
        FileChannel channel = FileChannel.open(newest, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        Open to = new Open(key, channel, channel.size(), head);
        try {
            if (whole == lines.size() && whole > 0 && !lines.get(whole - 1).ended()) {
                put(to, "\n");
            }
            if (torn.length > 0) {
                LogRecord told = next(
                        to,
                        "log-torn",
                        EventCatalogue.shipped()
                                .spelled("log-torn", Map.of("bytes", torn.length, "hash", LogRecord.hash(torn))));
                put(to, (torn[torn.length - 1] == '\n' ? "" : "\n") + told.text() + "\n");
                to.head = to.head.then(told);
            }
            if (!begun) {
                begin(to);
            }
            if (damaged.isPresent()) {
                LOG.error("records of the operations log were changed, from {} on", damaged.getAsLong());
                record(to, "log-damaged", Map.of("record", damaged.getAsLong()));
            }
            return to;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static Head head(List<LogLine> lines) {
        Head head = Head.NONE;
        for (LogLine line : lines) {
            if (line.record().isPresent()) {
                head = head.then(line.record().get());
            }
        }
        return head;
    }
}
