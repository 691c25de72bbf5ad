package org.zizhu.kiosk.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.Supply;

class JournalTest {

    private static final InstantSource NIGHT = InstantSource.fixed(Instant.parse("2026-11-21T15:00:00Z"));

    @TempDir
    Path folder;

    @Test
    void whatWasAppended_isThereAfterReopening() {
        try (Journal journal = open()) {
            journal.begin("t1", "insurance-certificate");
            journal.append("t1", Entry.Step.ISSUE, Phase.INTENT, Map.of("key", "k"));
        }
        try (Journal journal = open()) {
            OpenTransaction open = journal.open().get(0);
            assertEquals("insurance-certificate", open.item());
            assertEquals("k", open.last(Entry.Step.ISSUE).orElseThrow().fact("key"));
        }
    }

    @Test
    void settledTransaction_isNotOpenAnyMore_andStaysSettledAsItWas() {
        try (Journal journal = open()) {
            journal.begin("t1", "insurance-certificate");
            journal.settle("t1", "done");
            journal.settle("t1", "undone");
            assertEquals(List.of(), journal.open());
            assertTrue(
                    journal.listing().get(0).endsWith("done"), journal.listing().get(0));
        }
    }

    @Test
    void whatIsAskedAgain_isAnsweredAnew_onceAnythingWasWritten() {
        try (Journal journal = open()) {
            journal.begin("t1", "business-licence");
            assertEquals(List.of(), journal.open().get(0).entries());
            assertEquals(Map.of(), journal.balance("blanks"));
            assertEquals(List.of(), journal.lastBlanks());

            journal.append(
                    "t1",
                    Entry.Step.BLANK,
                    Phase.DONE,
                    Map.of("blank", "ZZ00430101"),
                    List.of(Move.one("blanks", Place.STORE, Place.UNDER_WAY, "ZZ00430101")));
            assertEquals(1, journal.open().get(0).entries().size());
            assertEquals(Map.of(Place.STORE, -1L, Place.UNDER_WAY, 1L), journal.balance("blanks"));
            assertEquals("ZZ00430101", journal.lastBlanks().get(0).fact("blank"));

            journal.settle("t1", "unknown");
            assertEquals(List.of(), journal.open());
            assertEquals("t1", journal.unknown().get(0).id());
        }
    }

    @Test
    void entryAndItsMessage_areBothWrittenOrNeither() {
        try (Journal journal = open()) {
            Message message = Message.to("/v1/reviews", "key-1", "{}");
            assertThrows(
                    JournalFailure.class,
                    () -> journal.append("never-begun", Entry.Step.PRINT, Phase.DONE, Map.of(), message));
            assertEquals(0, journal.waitingMessages());
        }
    }

    @Test
    void messages_leaveInOrder_andAKeyIsStoredOnce() {
        try (Journal journal = open()) {
            journal.tell(Message.to("/v1/reviews", "key-1", "{}"));
            journal.tell(Message.to("/v1/reviews", "key-1", "{}"));
            journal.tell(Message.to("/v1/reviews", "key-2", "{}"));
            List<String> keys = new ArrayList<>();
            for (Optional<Message> next = journal.nextMessage(); next.isPresent(); next = journal.nextMessage()) {
                keys.add(next.get().key());
                journal.answered(next.get(), "accepted");
            }
            assertEquals(List.of("key-1", "key-2"), keys);
        }
    }

    @Test
    void listenerHearsOfAnEntry_onlyWhenItIsDurable() throws SQLException {
        List<Long> seenByAnother = new ArrayList<>();
        Path file = folder.resolve("journal.db");
        try (Journal journal = Journal.open(file, NIGHT, new Witness() {
            @Override
            public void appended(Entry entry) {
                seenByAnother.add(count(file));
            }
        })) {
            journal.begin("t1", "insurance-certificate");
            journal.append("t1", Entry.Step.ISSUE, Phase.INTENT, Map.of());
            journal.append("t1", Entry.Step.ISSUE, Phase.DONE, Map.of());
        }
        assertEquals(List.of(1L, 2L), seenByAnother);
    }

    @Test
    void journalThatCantBeWritten_saysSo_andIsWritableAgainAfterwards() throws SQLException {
        Path file = folder.resolve("journal.db");
        try (Journal journal = Journal.open(file, NIGHT);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertFalse(journal.writable());
            assertThrows(JournalFailure.class, () -> journal.begin("t1", "insurance-certificate"));
            statement.execute("ROLLBACK");
            assertTrue(journal.writable());
            assertEquals(List.of(), journal.open());
        }
    }

    @Test
    void loads_areRemembered() {
        try (Journal journal = open()) {
            assertEquals(Optional.empty(), journal.lastLoad(Supply.PAPER));
            journal.loaded(Supply.PAPER, 500);
            assertEquals(500, journal.lastLoad(Supply.PAPER).orElseThrow().amount());
        }
    }

    private Journal open() {
        return Journal.open(folder.resolve("journal.db"), NIGHT);
    }

    private static long count(Path file) {
        try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = reader.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM entry")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
