package org.zizhu.kiosk.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.Tabletop;

/**
 * The current goes while the disk writes: the end of the journal's write-ahead log is missing, or is rubbish. A whole visit's log is cut at many
 * places, and each time the journal opens, is sound, has all that was reported durable by then, and nothing of what was written by half. Why this
 * and SQLite's own tests are enough is told in the decision of that name ("What is tried of torn writes").
 */
class TornJournalTest {

    private static final SealedPaper PAPER = new SealedPaper();

    /** As in the log's header (SQLite file format, 4.1): 32 bytes, and before each page 24. */
    private static final int HEADER = 32;

    private static final int FRAME = 24 + 4096;

    /** Cuts within one frame: as dense as a disk's smallest write is not. */
    private static final int CUTS_A_FRAME = 4;

    @TempDir
    Path folder;

    private final TreeMap<Long, List<String>> durable = new TreeMap<>();
    private byte[] main = new byte[0];
    private byte[] log = new byte[0];

    /** A citizen's whole visit, and what its files were when it was over, unclosed. */
    @BeforeEach
    void aVisit() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        List<String> entries = new ArrayList<>();
        durable.put(0L, List.of());
        try (Tabletop table = new Tabletop(home, PAPER, new Witness() {
            @Override
            public void appended(Entry entry) {
                entries.add(entry.step() + " " + entry.phase());
                durable.put(length(home.resolve("journal.db-wal")), List.copyOf(entries));
            }
        })) {
            table.comesFor("insurance-certificate")
                    .on("confirmation", new Action.Confirm())
                    .on("review", new Action.SkipReview())
                    .runUntil("home");
            main = Files.readAllBytes(home.resolve("journal.db"));
            log = Files.readAllBytes(home.resolve("journal.db-wal"));
        }
        assertEquals(8, entries.size());
        assertTrue(log.length > durable.lastKey() - 1);
    }

    @Test
    void logThatWasCutAnywhere_keepsAllThatWasDurableByThen_andNothingByHalf() throws IOException, SQLException {
        for (int cut : cuts()) {
            assertEquals(durable.floorEntry((long) cut).getValue(), found(Arrays.copyOf(log, cut)), "cut at " + cut);
        }
    }

    @Test
    void logWhoseEndIsRubbish_keepsAllThatWasDurableBeforeIt() throws IOException, SQLException {
        SplittableRandom random = new SplittableRandom(3);
        for (int cut : cuts()) {
            byte[] torn = log.clone();
            byte[] rubbish = new byte[torn.length - cut];
            random.nextBytes(rubbish);
            System.arraycopy(rubbish, 0, torn, cut, rubbish.length);
            if (cut < torn.length) {
                // One byte in 256 is what was there before, and a frame of which only that byte is missing is whole.
                torn[cut] = (byte) ~log[cut];
            }
            assertEquals(durable.floorEntry((long) cut).getValue(), found(torn), "rubbish from " + cut);
        }
    }

    @Test
    void oneFrameThatWasNotWritten_betweenOthersThatWere_losesNothingThatWasDurableBeforeIt()
            throws IOException, SQLException {
        for (int frame = 0; HEADER + (frame + 1) * FRAME <= log.length; frame++) {
            int start = HEADER + frame * FRAME;
            byte[] torn = log.clone();
            Arrays.fill(torn, start, start + FRAME, (byte) 0);
            assertEquals(durable.floorEntry((long) start).getValue(), found(torn), "frame " + frame);
        }
    }

    /** At each frame's border and beside it, and at some places within. */
    private List<Integer> cuts() {
        List<Integer> cuts = new ArrayList<>(List.of(0, 16, HEADER));
        for (int start = HEADER; start < log.length; start += FRAME) {
            for (int part = 0; part < CUTS_A_FRAME; part++) {
                // 64 is the smallest step in which a controller's buffer is lost.
                cuts.add(Math.min(log.length, start + 64 * (1 + part * (FRAME / 64 / CUTS_A_FRAME))));
            }
            cuts.add(Math.min(log.length, start + FRAME - 1));
            cuts.add(Math.min(log.length, start + FRAME));
        }
        return cuts;
    }

    /** What the journal has after a start with these files. */
    private List<String> found(byte[] torn) throws IOException, SQLException {
        Path home = Files.createTempDirectory(folder, "torn");
        Path file = home.resolve("journal.db");
        Files.write(file, main);
        Files.write(home.resolve("journal.db-wal"), torn);
        List<String> entries = new ArrayList<>();
        try (Journal journal = Journal.open(file, InstantSource.fixed(Tabletop.NIGHT))) {
            assertTrue(journal.writable());
        }
        try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = reader.createStatement()) {
            try (ResultSet check = statement.executeQuery("PRAGMA integrity_check")) {
                assertTrue(check.next());
                assertEquals("ok", check.getString(1));
            }
            try (ResultSet rows = statement.executeQuery("SELECT step, phase FROM entry ORDER BY seq")) {
                while (rows.next()) {
                    entries.add(rows.getString(1) + " " + rows.getString(2));
                }
            }
        }
        return entries;
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
