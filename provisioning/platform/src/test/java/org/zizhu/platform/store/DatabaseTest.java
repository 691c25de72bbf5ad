package org.zizhu.platform.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    @TempDir
    Path folder;

    @Test
    void aWriteThatFails_undoesOnlyItself_amongThoseCommittedWithIt() {
        try (Database database = Database.in(folder.resolve("city.sqlite"))) {
            ExecutorService many = Executors.newFixedThreadPool(16);
            List<CompletableFuture<Boolean>> writes = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String name = "n" + i;
                boolean fails = i % 10 == 3;
                writes.add(CompletableFuture.supplyAsync(
                        () -> database.write(db -> {
                            put(db, name);
                            if (fails) {
                                throw new IllegalStateException("on purpose");
                            }
                            return true;
                        }),
                        many));
            }
            long failed = writes.stream()
                    .filter(write ->
                            write.handle((done, failure) -> failure != null).join())
                    .count();
            many.shutdown();

            assertEquals(20, failed);
            assertEquals(180, database.read(DatabaseTest::count));
        }
    }

    @Test
    void whatWasWritten_isThereAfterReopening() {
        try (Database database = Database.in(folder.resolve("city.sqlite"))) {
            database.write(db -> put(db, "kept"));
        }
        try (Database database = Database.in(folder.resolve("city.sqlite"))) {
            assertEquals(1, database.read(DatabaseTest::count));
        }
    }

    @Test
    void anotherProcessWantsToWrite_afterWeHaveReadAndBeforeWeWrite_itWaits_andWeGoOn() {
        Path file = folder.resolve("city.sqlite");
        try (Database database = Database.in(file)) {
            database.write(db -> {
                int before = count(db);
                try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=0")) {
                    assertThrows(SQLException.class, () -> put(other, "theirs"));
                }
                return put(db, "ours " + before);
            });
            assertEquals(1, database.read(DatabaseTest::count));
        }
    }

    @Test
    void whenNothingIsToBeWritten_anotherProcessMayWrite() throws SQLException {
        Path file = folder.resolve("city.sqlite");
        try (Database database = Database.in(file)) {
            database.write(db -> put(db, "ours"));
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=0")) {
                put(other, "theirs");
            }
            assertEquals(2, database.read(DatabaseTest::count));
        }
    }

    @Test
    void aReaderCannotWrite() {
        try (Database database = Database.in(folder.resolve("city.sqlite"))) {
            assertThrows(Database.StoreFailed.class, () -> database.read(db -> put(db, "sly")));
        }
    }

    @Test
    void afterTheEnd_nothingIsTaken() {
        Database database = Database.in(folder.resolve("city.sqlite"));
        database.close();
        database.close();

        assertThrows(IllegalStateException.class, () -> database.write(db -> put(db, "late")));
    }

    private static int put(Connection db, String name) throws SQLException {
        try (PreparedStatement insert = db.prepareStatement("INSERT INTO city VALUES (?, 'x')")) {
            insert.setString(1, name);
            return insert.executeUpdate();
        }
    }

    private static int count(Connection db) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT count(*) FROM city");
                ResultSet row = select.executeQuery()) {
            return row.getInt(1);
        }
    }
}
