package org.zizhu.kiosk.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A line of a file of the log, whatever it holds.
 *
 * @param number from 1
 * @param ended whether its end was written
 * @param record empty if it is none; one that lacks nothing but the end of its line is whole
 */
record LogLine(Path file, int number, byte[] bytes, boolean ended, Optional<LogRecord> record) {

    /** A longer line is no record; what no unit has written is not looked at in one piece either. */
    private static final int LONGEST_RECORD = 4096;

    static List<LogLine> of(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        List<LogLine> lines = new ArrayList<>();
        int from = 0;
        while (from < all.length) {
            int end = from;
            while (end < all.length && all[end] != '\n') {
                end++;
            }
            byte[] bytes = Arrays.copyOfRange(all, from, end);
            boolean ended = end < all.length;
            lines.add(new LogLine(
                    file,
                    lines.size() + 1,
                    bytes,
                    ended,
                    bytes.length <= LONGEST_RECORD ? LogRecord.read(bytes) : Optional.empty()));
            from = end + 1;
        }
        return lines;
    }

    /** All bytes of some lines, with their ends as far as they have them. */
    static byte[] bytes(List<LogLine> lines) {
        int length = lines.stream()
                .mapToInt(line -> line.bytes.length + (line.ended ? 1 : 0))
                .sum();
        byte[] all = new byte[length];
        int at = 0;
        for (LogLine line : lines) {
            System.arraycopy(line.bytes, 0, all, at, line.bytes.length);
            at += line.bytes.length;
            if (line.ended) {
                all[at++] = '\n';
            }
        }
        return all;
    }
}
