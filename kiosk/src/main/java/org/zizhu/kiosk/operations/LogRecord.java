package org.zizhu.kiosk.operations;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One record of the log: a line of JSON in the one spelling that it has.
 *
 * <pre>
 * {"prev":"SHA-256 of the line before, without its end","seq":17,"at":"2026-03-01T08:00:00.000Z","event":"started","after":"stop"}
 * </pre>
 *
 * @param prev 64 zeros for the first
 * @param seq its number, from 1, over all files
 * @param at wall time, as the unit went by then; it may go back
 * @param fields as they are spelled
 * @param text the whole line, without its end
 */
public record LogRecord(String prev, long seq, Instant at, String event, Map<String, String> fields, String text) {

    static final String NOTHING_BEFORE = "0".repeat(64);

    private static final Pattern LINE = Pattern.compile(
            "\\{\"prev\":\"(?<prev>[0-9a-f]{64})\",\"seq\":(?<seq>[1-9][0-9]{0,17}),"
                    + "\"at\":\"(?<at>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,12}Z)\",\"event\":\"(?<event>[a-z-]{1,40})\"(?<fields>[ -~]*)}");

    private static final Pattern FIELD =
            Pattern.compile(",\"(?<name>[a-z-]{1,40})\":(?<value>\"[^\"]*\"|-?[0-9]+|\\[[^\\]]*])");

    private static final String SIGNATURE = ",\"signature\":";

    static LogRecord of(String prev, long seq, Instant at, String event, String fields) {
        String text =
                "{\"prev\":\"%s\",\"seq\":%d,\"at\":\"%s\",\"event\":\"%s\"%s}".formatted(prev, seq, at, event, fields);
        return read(text.getBytes(StandardCharsets.US_ASCII))
                .orElseThrow(() -> new IllegalArgumentException("no record: " + event));
    }

    /** Empty, if the line is no record in its one spelling, of an event that the catalogue knows. */
    static Optional<LogRecord> read(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        Matcher parts = LINE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Optional<EventCatalogue.Kind> kind = EventCatalogue.shipped().named(parts.group("event"));
        Optional<Map<String, String>> fields = kind.flatMap(known -> fields(known, parts.group("fields")));
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LogRecord(
                    parts.group("prev"),
                    Long.parseLong(parts.group("seq")),
                    Instant.parse(parts.group("at")),
                    parts.group("event"),
                    fields.get(),
                    text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, String>> fields(EventCatalogue.Kind kind, String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher next = FIELD.matcher(text);
        int end = 0;
        while (next.find() && next.start() == end) {
            FieldKind field = kind.fields().get(next.group("name"));
            String value = next.group("value");
            if (field == null || !field.spells(value) || fields.put(next.group("name"), value) != null) {
                return Optional.empty();
            }
            end = next.end();
        }
        return end == text.length() ? Optional.of(fields) : Optional.empty();
    }

    /** The value of a field without its quotes; empty if the record has none. */
    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name))
                .map(value -> value.startsWith("\"") ? value.substring(1, value.length() - 1) : value);
    }

    long count(String name) {
        return field(name).map(Long::parseLong).orElse(0L);
    }

    /** What the next record names it by. */
    String hash() {
        return hash(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Of a record that is a signature: the bytes that it is of, which is all before it. */
    byte[] signedBytes() {
        return text.substring(0, Math.max(0, text.lastIndexOf(SIGNATURE))).getBytes(StandardCharsets.US_ASCII);
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
