package org.zizhu.bench.proof;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.zizhu.kiosk.journal.Journal;

/** A unit's journal, read after its kiosk has ended. */
final class JournalReading {

    private JournalReading() {}

    static List<String> listing(Path unit) {
        try (Journal journal = open(unit)) {
            return journal.listing();
        }
    }

    /** Steps and phases of all transactions in order, as "PRINT DONE". */
    static List<String> steps(Path unit) {
        return listing(unit).stream()
                .filter(line -> line.startsWith("  "))
                .map(line -> line.strip().split(" +"))
                .map(words -> words[2] + " " + words[3])
                .toList();
    }

    /** Whether nothing is open, and nothing waits for the platform. */
    static boolean settled(Path unit) {
        try (Journal journal = open(unit)) {
            return journal.open().isEmpty() && journal.waitingMessages() == 0;
        }
    }

    static Journal open(Path unit) {
        return Journal.open(unit.resolve("data/journal.db"), InstantSource.system());
    }
}
