package org.zizhu.fleet.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Store.class)
    void aWriteThatFails_undoesOnlyItself_thoughItSharesACommit(Store store) {
        try (Database database = store.open(folder)) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            // Holds the writing thread, so that the three behind it are one group.
            CompletableFuture<Boolean> first = database.submit(connection -> {
                begun.countDown();
                await(go);
                return true;
            });
            await(begun);
            CompletableFuture<Boolean> good = database.submit(connection -> add(connection, "a"));
            CompletableFuture<Boolean> wrong = database.submit(connection -> {
                add(connection, "b");
                Sql.run(connection, "INSERT INTO nowhere VALUES (1)");
                return true;
            });
            CompletableFuture<Boolean> afterIt = database.submit(connection -> add(connection, "c"));
            go.countDown();

            assertTrue(first.join() && good.join() && afterIt.join());
            assertTrue(assertThrows(RuntimeException.class, wrong::join).getCause() instanceof StoreFailed);
            assertEquals(List.of("a", "c"), acts(database));
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void whatIsOfAKind_isDoneTogether_andWhereOneIsWrong_itAloneFails(Store store) {
        List<List<String>> together = new CopyOnWriteArrayList<>();
        Database.Bulk<String, String> kind = (connection, items) -> {
            together.add(List.copyOf(items));
            for (String item : items) {
                add(connection, item);
                Sql.run(connection, item.equals("wrong") ? "DELETE FROM nowhere" : "DELETE FROM node");
            }
            return items.stream().map(item -> "done " + item).toList();
        };
        try (Database database = store.open(folder)) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            var first = database.submit(connection -> {
                begun.countDown();
                await(go);
                return true;
            });
            await(begun);
            CompletableFuture<String> a = database.submit(kind, "a");
            CompletableFuture<String> b = database.submit(kind, "b");
            CompletableFuture<Boolean> other = database.submit(connection -> add(connection, "other"));
            CompletableFuture<String> c = database.submit(kind, "c");
            CompletableFuture<String> wrong = database.submit(kind, "wrong");
            CompletableFuture<String> d = database.submit(kind, "d");
            go.countDown();

            assertTrue(first.join() && other.join());
            assertEquals("done a, done b, done c, done d", String.join(", ", a.join(), b.join(), c.join(), d.join()));
            assertTrue(assertThrows(RuntimeException.class, wrong::join).getCause() instanceof StoreFailed);
            assertEquals(
                    List.of(
                            List.of("a", "b"),
                            List.of("c", "wrong", "d"),
                            List.of("c"),
                            List.of("wrong"),
                            List.of("d")),
                    together);
            assertEquals(List.of("a", "b", "other", "c", "d"), acts(database));
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void whatWasWritten_isThere_whenItIsOpenedAgain(Store store) {
        String url = store.url(folder);
        try (Database database = Database.at(url)) {
            database.write(connection -> add(connection, "kept"));
        }
        try (Database database = Database.at(url)) {
            assertEquals(List.of("kept"), acts(database));
            database.read(
                    connection -> assertThrows(SQLException.class, () -> add(connection, "a reader writes nothing")));
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void whoeverReadsAfterSomebodyWhoFailed_seesWhatIsSoNow(Store store) {
        try (Database database = store.open(folder)) {
            int oneForEachReader = 4;
            for (int i = 0; i < oneForEachReader; i++) {
                assertThrows(
                        IllegalStateException.class,
                        () -> database.read(connection -> {
                            Sql.number(connection, "SELECT count(*) FROM act");
                            throw new IllegalStateException("a page that can't be made of it");
                        }));
            }
            database.write(connection -> add(connection, "since"));
            for (int i = 0; i < oneForEachReader; i++) {
                assertEquals(List.of("since"), acts(database));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aStatementThatIsInUse_orHasFailed_servesTheNextCallerAllTheSame(Store store) {
        try (Database database = store.open(folder)) {
            String sql = "SELECT act FROM act WHERE act >= ? ORDER BY act";
            database.write(connection -> add(connection, "a") && add(connection, "b"));
            List<String> nested = database.read(connection -> Sql.list(
                    connection,
                    sql,
                    row -> row.getString(1) + Sql.list(connection, sql, inner -> inner.getString(1), row.getString(1)),
                    "a"));
            assertEquals(List.of("a[a, b]", "b[b]"), nested);

            String once = "INSERT INTO node (id, heard_at) VALUES (?, ?)";
            database.write(connection -> Sql.run(connection, once, "one", 1L));
            assertThrows(StoreFailed.class, () -> database.write(connection -> Sql.run(connection, once, "one", 1L)));
            assertEquals(1, database.<Integer>write(connection -> Sql.run(connection, once, "other", 1L)));
        }
    }

    /** One that has all parts but the alarms', which have a lower number than the operators'. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void aDatabaseOfAnEarlierBuild_isBroughtUpToDate(Store store) throws SQLException {
        String url = store.url(folder);
        Database.at(url).close();
        try (Connection connection = DriverManager.getConnection(url)) {
            for (String sql : List.of(
                    "DROP TABLE notice",
                    "DROP TABLE alarm_unit",
                    "DROP TABLE alarm",
                    "DROP TABLE maintenance",
                    "DROP TABLE duty",
                    "DROP INDEX present_remarkable",
                    "ALTER TABLE present DROP COLUMN remarkable",
                    "DELETE FROM flyway_schema_history WHERE version = '3'")) {
                Sql.run(connection, sql);
            }
        }
        try (Database database = Database.at(url)) {
            long alarms = database.read(connection -> Sql.number(connection, "SELECT count(*) FROM alarm"));
            assertEquals(0, alarms);
        }
    }

    @Test
    void aServerThatWasAway_isFoundAgain() {
        String url = Store.POSTGRESQL.url(folder);
        try (Database database = Database.at(url)) {
            database.write(connection -> add(connection, "before"));
            assertEquals(List.of("before"), acts(database));

            Store.away(url, true);
            assertThrows(StoreFailed.class, () -> database.write(connection -> add(connection, "meanwhile")));
            assertThrows(StoreFailed.class, () -> acts(database));

            Store.away(url, false);
            database.write(connection -> add(connection, "after"));
            assertEquals(List.of("before", "after"), acts(database));
        }
    }

    /** As behind an address that leads to whoever leads: the connection stays, and the server behind it is a standby by now. */
    @Test
    void aConnectionThatTakesNoWritesAnyMore_isGivenUp_andTheNextOneTakesThem() {
        try (Database database = Store.POSTGRESQL.open(folder)) {
            database.write(
                    connection -> Sql.run(connection, "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY") == 0);
            assertThrows(StoreFailed.class, () -> database.write(connection -> add(connection, "to a standby")));
            database.write(connection -> add(connection, "to the leader"));
            assertEquals(List.of("to the leader"), acts(database));
        }
    }

    @Test
    void aServerThatTakesNoWrites_isNotTakenForTheLeader() {
        String url = Store.POSTGRESQL.url(folder);
        try (Database database = Database.at(url)) {
            Store.standby(url, true);
            assertThrows(StoreFailed.class, () -> database.write(connection -> add(connection, "meanwhile")));
            assertThrows(StoreFailed.class, () -> acts(database));

            Store.standby(url, false);
            database.write(connection -> add(connection, "after"));
            assertEquals(List.of("after"), acts(database));
        }
    }

    private static boolean add(Connection connection, String what) throws SQLException {
        return Sql.run(
                        connection,
                        "INSERT INTO act (at, actor, act, unit, detail) VALUES (?, ?, ?, ?, ?)",
                        1L,
                        "somebody",
                        what,
                        null,
                        "-")
                == 1;
    }

    private static List<String> acts(Database database) {
        return database.read(
                connection -> Sql.list(connection, "SELECT act FROM act ORDER BY id", row -> row.getString(1)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
