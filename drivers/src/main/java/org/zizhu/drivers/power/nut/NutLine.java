package org.zizhu.drivers.power.nut;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of NUT's network protocol (docs/net-protocol.txt, protocol 1.3): words between spaces, of which one in quotes may
 * hold spaces, and quotes and backslashes behind a backslash.
 */
final class NutLine {

    /** Values are a few dozen characters long; a line that goes on is no answer. */
    static final int LONGEST_BYTES = 1024;

    private NutLine() {}

    /** The words of a line; empty when a quote is not closed, or something follows a backslash that can't. */
    static Optional<List<String>> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean inWord = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                if (++i == line.length()) {
                    return Optional.empty();
                }
                word.append(line.charAt(i));
                inWord = true;
            } else if (c == '"') {
                quoted = !quoted;
                inWord = true;
            } else if (c == ' ' && !quoted) {
                if (inWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return quoted ? Optional.empty() : Optional.of(words);
    }

    /** Cuts what arrives into lines. Holds no more than one and what was added last. Used by one thread. */
    static final class Cutter {
        private final byte[] line = new byte[LONGEST_BYTES];
        private int length;
        private boolean tooLong;
        private final List<String> whole = new ArrayList<>();

        void add(byte[] bytes, int count) {
            for (int i = 0; i < count; i++) {
                if (bytes[i] == '\n') {
                    if (!tooLong) {
                        whole.add(new String(line, 0, length, StandardCharsets.UTF_8).strip());
                    }
                    tooLong = false;
                    length = 0;
                } else if (length == line.length) {
                    tooLong = true;
                } else {
                    line[length++] = bytes[i];
                }
            }
        }

        /** The next whole line, without its end; one that is too long is left out. */
        Optional<String> next() {
            return whole.isEmpty() ? Optional.empty() : Optional.of(whole.remove(0));
        }

        /** Whether a line has begun or was left out as too long. */
        boolean midLine() {
            return length > 0;
        }
    }
}
