package org.zizhu.fleet.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.fleet.contract.Said;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.store.Store;
import org.zizhu.fleet.unit.Division;
import org.zizhu.fleet.unit.UnitRegister;

/** Which units are there, where several servers share a database. */
class NodeTest {

    private static final UnitId HERE = new UnitId("zz-990101-01");
    private static final UnitId THERE = new UnitId("zz-990101-02");

    @TempDir
    Path folder;

    private final Node one = new Node();
    private final Node other = new Node();
    private final Instant start = Instant.parse("2026-11-29T00:00:00Z");

    @ParameterizedTest
    @EnumSource(Store.class)
    void aSecondNodeThatStarts_leavesTheFirstOnesUnitsAlone(Store store) {
        try (Database database = store.open(folder)) {
            database.write(connection -> {
                one.begin(connection, start);
                arrived(connection, HERE, one, 1);
                other.begin(connection, start.plusSeconds(10));
                return true;
            });
            assertEquals(List.of(HERE.value()), present(database));
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aNodeThatDies_isNoticed_andOnlyItsUnitsAreGone(Store store) {
        try (Database database = store.open(folder)) {
            Instant late = start.plus(Node.DEAD_AFTER).plusSeconds(1);
            database.write(connection -> {
                one.begin(connection, start);
                other.begin(connection, start);
                arrived(connection, HERE, one, 1);
                arrived(connection, THERE, other, 1);
                return one.stay(connection, start.plusSeconds(20));
            });
            assertEquals(List.of(HERE.value(), THERE.value()), present(database));

            assertTrue(stays(database, one, late), "nobody has given this one up");
            assertEquals(List.of(HERE.value()), present(database));
            assertFalse(stays(database, other, late), "it learns of it when it is back");
            assertTrue(stays(database, other, late.plusSeconds(1)));
        }
    }

    /** As when it fails over: nobody could say that it is there, and nobody has died. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void aDatabaseThatWasAwayForLong_killsNobody_whoeverComesFirst(Store store) {
        try (Database database = store.open(folder)) {
            Instant back = start.plus(Node.DEAD_AFTER).plusSeconds(15);
            database.write(connection -> {
                one.begin(connection, start);
                other.begin(connection, start);
                arrived(connection, HERE, one, 1);
                arrived(connection, THERE, other, 1);
                return true;
            });
            assertTrue(stays(database, one, back));
            assertTrue(stays(database, other, back.plus(Node.EVERY)), "nobody has given this one up");
            assertTrue(stays(database, one, back.plus(Node.EVERY.multipliedBy(2))));
            assertEquals(List.of(HERE.value(), THERE.value()), present(database));

            // But who really died meanwhile is noticed at the next look.
            assertTrue(stays(database, one, back.plus(Node.DEAD_AFTER).plusSeconds(4)));
            assertTrue(stays(database, one, back.plus(Node.DEAD_AFTER).plusSeconds(10)));
            assertEquals(List.of(HERE.value()), present(database));
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aUnitThatHasGoneOver_staysThere_whenItsFirstNodeDiesOrTellsItsEndLate(Store store) {
        try (Database database = store.open(folder)) {
            database.write(connection -> {
                one.begin(connection, start);
                other.begin(connection, start);
                arrived(connection, HERE, one, 1);
                arrived(connection, HERE, other, 2);
                Presence.left(connection, HERE, 1, start.plusSeconds(1));
                one.leave(connection, start.plusSeconds(2));
                return true;
            });
            assertEquals(List.of(HERE.value()), present(database));
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void whatAServerOfAnEarlierBuildLeftBehind_isGone_whenThisOneStarts(Store store) {
        try (Database database = store.open(folder)) {
            database.write(connection -> {
                arrived(connection, HERE, one, 1);
                Sql.run(connection, "UPDATE presence SET node = NULL");
                other.begin(connection, start);
                return true;
            });
            assertEquals(List.of(), present(database));
        }
    }

    private void arrived(Connection connection, UnitId unit, Node node, long epoch) throws SQLException {
        UnitRegister.add(connection, unit, new Division("990101"), start);
        Said.Hello hello = (Said.Hello) Said.read(
                        "{\"type\":\"hello\",\"minor\":0,\"software\":\"zizhu-test\",\"journal\":\"journal-of-this-unit\","
                                + "\"time\":\"2026-11-29T00:00:00Z\",\"clockTrusted\":true,\"commands\":[]}")
                .orElseThrow();
        Presence.arrived(connection, unit, hello, epoch, node.id(), start);
    }

    private static boolean stays(Database database, Node node, Instant when) {
        return database.write(connection -> node.stay(connection, when));
    }

    private static List<String> present(Database database) {
        return database.read(connection -> Sql.list(
                connection, "SELECT unit FROM presence WHERE gone_at IS NULL ORDER BY unit", row -> row.getString(1)));
    }
}
