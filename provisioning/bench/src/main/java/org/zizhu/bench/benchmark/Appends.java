package org.zizhu.bench.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.Phase;

/** Durable entries of the journal in a second, against the same rows put by SQLite alone, in turns on the same disk. */
final class Appends implements Measurement {

    private static final Duration ROUND = Duration.ofSeconds(1);

    private static final String TRANSACTION = "benchmark";
    private static final Map<String, String> FACTS =
            Map.of("job", "7a5e8e6e-2f5b-4a43-9b5f-0d4f6f6f2c11", "pages", "2", "document", "430102202600000001");
    private static final String FACTS_JSON =
            "{\"document\":\"430102202600000001\",\"job\":\"7a5e8e6e-2f5b-4a43-9b5f-0d4f6f6f2c11\",\"pages\":\"2\"}";

    private final Path folder;
    private final int rounds;

    Appends(Path folder, int rounds) {
        this.folder = folder;
        this.rounds = rounds;
    }

    @Override
    public String what() {
        return "durable journal appends";
    }

    @Override
    public List<Result> take() throws NotMeasured, IOException {
        Path ours = empty("journal.db");
        Path bare = empty("bare.db");
        List<Double> journalRates = new ArrayList<>();
        List<Double> bareRates = new ArrayList<>();
        try (Journal journal = Journal.open(ours, InstantSource.system());
                Connection connection = bare(bare);
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO entry (transaction_id, step, phase, facts, at) VALUES (?, ?, ?, ?, ?)")) {
            journal.begin(TRANSACTION, "insurance-certificate");
            Append byJournal = () -> journal.append(TRANSACTION, Entry.Step.PRINT, Phase.INTENT, FACTS);
            Append bySqlite = () -> insert(insert);
            perSecond(byJournal);
            perSecond(bySqlite);
            for (int i = 0; i < rounds; i++) {
                journalRates.add(perSecond(byJournal));
                bareRates.add(perSecond(bySqlite));
            }
        } catch (SQLException e) {
            throw new NotMeasured("SQLite: " + e.getMessage());
        }
        double journal = new Sample(journalRates).median();
        double sqlite = new Sample(bareRates).median();
        return List.of(new Result(
                what(),
                "%.0f /s".formatted(journal),
                "bare SQLite: %.0f /s".formatted(sqlite),
                String.format(Locale.ROOT, "%.2f", journal / sqlite),
                "",
                Result.Verdict.NONE));
    }

    @FunctionalInterface
    private interface Append {
        void one() throws SQLException;
    }

    private static double perSecond(Append append) throws SQLException {
        long begin = System.nanoTime();
        long now = begin;
        int appended = 0;
        while (now - begin < ROUND.toNanos()) {
            append.one();
            appended++;
            now = System.nanoTime();
        }
        return appended / ((now - begin) / 1e9);
    }

    private static void insert(PreparedStatement insert) throws SQLException {
        insert.setString(1, TRANSACTION);
        insert.setString(2, Entry.Step.PRINT.name());
        insert.setString(3, Phase.INTENT.name());
        insert.setString(4, FACTS_JSON);
        insert.setLong(5, System.currentTimeMillis());
        insert.executeUpdate();
    }

    /** A file with the journal's tables, opened without the journal: each insert is committed by itself. */
    private static Connection bare(Path file) throws SQLException {
        try (Journal tables = Journal.open(file, InstantSource.system())) {
            tables.begin(TRANSACTION, "insurance-certificate");
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    private Path empty(String name) throws IOException {
        for (String suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(folder.resolve(name + suffix));
        }
        return folder.resolve(name);
    }
}
