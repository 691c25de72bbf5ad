package org.zizhu.bench.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.Phase;

/** Durable journal entries per second, against bare SQLite doing the same inserts with the same durability. */
record JournalSpeed(double journalPerSecond, double barePerSecond) {

    private static final int ROUNDS = 5;
    private static final int ENTRIES = 200;
    private static final Map<String, String> FACTS =
            Map.of("job", "81217cf8-e4dc-4a82-b2f8-ccff18c47495", "pages", "2");

    static JournalSpeed measure(Path folder) throws IOException, SQLException {
        Files.createDirectories(folder);
        List<Double> journal = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        // In turns, so that a disk that is busy for a while slows both.
        for (int round = 0; round < ROUNDS; round++) {
            journal.add(journal(fresh(folder.resolve("journal.db"))));
            bare.add(bare(fresh(folder.resolve("bare.db"))));
        }
        return new JournalSpeed(Medians.median(journal), Medians.median(bare));
    }

    private static Path fresh(Path file) throws IOException {
        for (String suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
        }
        return file;
    }

    private static double journal(Path file) {
        try (Journal journal = Journal.open(file, InstantSource.system())) {
            journal.begin("t", "insurance-certificate");
            long start = System.nanoTime();
            for (int i = 0; i < ENTRIES; i++) {
                journal.append("t", Entry.Step.PRINT, Phase.INTENT, FACTS);
            }
            return perSecond(start);
        }
    }

    private static double bare(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("CREATE TABLE entry (seq INTEGER PRIMARY KEY AUTOINCREMENT, transaction_id TEXT NOT NULL,"
                    + " step TEXT NOT NULL, phase TEXT NOT NULL, facts TEXT NOT NULL, at INTEGER NOT NULL) STRICT");
            long start = System.nanoTime();
            for (int i = 0; i < ENTRIES; i++) {
                try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO entry (transaction_id, step, phase, facts, at) VALUES (?, ?, ?, ?, ?)")) {
                    insert.setString(1, "t");
                    insert.setString(2, "PRINT");
                    insert.setString(3, "INTENT");
                    insert.setString(4, "{\"job\":\"81217cf8-e4dc-4a82-b2f8-ccff18c47495\",\"pages\":\"2\"}");
                    insert.setLong(5, System.currentTimeMillis());
                    insert.executeUpdate();
                }
            }
            return perSecond(start);
        }
    }

    private static double perSecond(long startNanos) {
        return ENTRIES * 1e9 / (System.nanoTime() - startNanos);
    }
}
