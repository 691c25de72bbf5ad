package org.zizhu.fleet.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.group.Grouped.Done;
import org.zizhu.fleet.group.Grouped.Refused;
import org.zizhu.fleet.group.Grouped.Why;
import org.zizhu.fleet.health.Rulebook;
import org.zizhu.fleet.health.Stage;
import org.zizhu.fleet.operator.Operator;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.overview.Overview;
import org.zizhu.fleet.overview.UnitSummary;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.store.Store;
import org.zizhu.fleet.unit.Division;

/** Units put together by a name, by who may give orders to all of them, and seen by nobody who may not see the unit. */
class GroupsTest {

    private static final Division CITY = Stage.CITY;
    private static final Division FURONG = new Division("430102");
    private static final Division TIANXIN = new Division("430103");
    private static final Operator CENTRE = new Operator("centre", Role.OPERATOR, CITY);
    private static final Operator COUNTY = new Operator("county", Role.OPERATOR, FURONG);
    private static final Operator WATCH = new Operator("watch", Role.VIEWER, CITY);

    @TempDir
    Path folder;

    private Stage stage;
    private Groups groups;

    private void open(Store store) {
        stage = new Stage(store, folder, Rulebook.builtIn());
        groups = new Groups(stage.database, stage.clock);
        stage.unit("furong-1", "430102001");
        stage.unit("furong-2", "430102002");
        stage.unit("tianxin-1", "430103001");
    }

    @AfterEach
    void close() {
        if (stage != null) {
            stage.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void itIsMade_filled_renamed_emptied_andDissolved_andEachIsInTheAudit(Store store) {
        open(store);
        long pilot = number(groups.make(CENTRE, "试点", CITY, units("furong-1")));
        assertEquals(new Done(pilot), groups.add(CENTRE, pilot, units("furong-1", "tianxin-1")));
        assertEquals(List.of("furong-1", "tianxin-1"), members(CITY, pilot));
        assertEquals(new Done(pilot), groups.rename(CENTRE, pilot, "医院大厅"));
        assertEquals("医院大厅", find(CITY, pilot).orElseThrow().name());
        assertEquals(2, find(CITY, pilot).orElseThrow().units());
        assertEquals(new Done(pilot), groups.remove(CENTRE, pilot, units("tianxin-1", "furong-2")));
        assertEquals(new Refused(Why.NOT_EMPTY), groups.dissolve(CENTRE, pilot));
        assertEquals(new Done(pilot), groups.empty(CENTRE, pilot));
        assertEquals(new Done(pilot), groups.dissolve(CENTRE, pilot));
        assertEquals(Optional.empty(), find(CITY, pilot));
        assertEquals(new Refused(Why.GROUP_UNKNOWN), groups.rename(CENTRE, pilot, "again"));
        assertEquals(
                List.of(
                        "make-group - 1 430100",
                        "add-to-group furong-1 1",
                        "add-to-group tianxin-1 1",
                        "rename-group - 1",
                        "remove-from-group tianxin-1 1",
                        "remove-from-group furong-1 1",
                        "dissolve-group - 1"),
                acts());
        number(groups.make(CENTRE, "医院大厅", CITY, List.of()));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void nobodySees_orFills_whatIsNotTheirs(Store store) {
        open(store);
        long pilot = number(groups.make(CENTRE, "试点", CITY, units("furong-1", "tianxin-1")));
        long elsewhere = number(groups.make(CENTRE, "天心", TIANXIN, units("tianxin-1")));

        assertEquals(List.of("furong-1"), members(FURONG, pilot), "of another's group their own unit, no other");
        assertEquals(1, find(FURONG, pilot).orElseThrow().units());
        assertEquals(List.of(), members(FURONG, elsewhere), "a guessed number opens nothing");
        assertEquals(Optional.empty(), find(FURONG, elsewhere));
        assertEquals(
                List.of("试点"),
                stage.database.read(connection -> GroupBook.in(connection, FURONG)).stream()
                        .map(Group::name)
                        .toList());

        for (Operator none : List.of(COUNTY, WATCH)) {
            assertEquals(new Refused(Why.NOT_ALLOWED), groups.add(none, pilot, units("furong-2")));
            assertEquals(new Refused(Why.NOT_ALLOWED), groups.remove(none, pilot, units("furong-1")));
            assertEquals(new Refused(Why.NOT_ALLOWED), groups.rename(none, pilot, "mine"));
            assertEquals(new Refused(Why.NOT_ALLOWED), groups.empty(none, pilot));
            assertEquals(new Refused(Why.NOT_ALLOWED), groups.make(none, "whole", CITY, List.of()));
        }
        assertEquals(new Refused(Why.GROUP_UNKNOWN), groups.add(COUNTY, elsewhere, units("furong-1")));

        long own = number(groups.make(COUNTY, "自己的", FURONG, units("furong-1")));
        assertEquals(new Refused(Why.UNIT_ELSEWHERE), groups.add(COUNTY, own, units("furong-2", "tianxin-1")));
        assertEquals(new Refused(Why.UNIT_ELSEWHERE), groups.add(COUNTY, own, units("tianxin-1")));
        assertEquals(new Refused(Why.UNIT_ELSEWHERE), groups.add(COUNTY, own, units("nobody")));
        assertEquals(new Refused(Why.UNIT_ELSEWHERE), groups.make(COUNTY, "two", FURONG, units("tianxin-1")));
        assertEquals(List.of("furong-1"), members(CITY, own), "all of it or nothing");
        assertEquals(
                2,
                stage.database
                        .read(connection -> GroupBook.in(connection, FURONG))
                        .size());
        assertEquals(new Done(own), groups.add(CENTRE, own, units("furong-2")), "who is above may");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aNameIsThereOnceInADivision(Store store) {
        open(store);
        long pilot = number(groups.make(CENTRE, "试点", CITY, List.of()));
        assertEquals(new Refused(Why.NAME_TAKEN), groups.make(CENTRE, "试点", CITY, units("furong-1")));
        long county = number(groups.make(COUNTY, "试点", FURONG, List.of()));
        long other = number(groups.make(CENTRE, "大厅", CITY, List.of()));
        assertEquals(new Refused(Why.NAME_TAKEN), groups.rename(CENTRE, other, "试点"));
        assertEquals(new Done(pilot), groups.rename(CENTRE, pilot, "试点"), "its own");
        assertTrue(county != pilot);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "a\nb", "a\u2028b", "a\u0000b", "a\u202eb", "电话13800138000"})
    void whatIsNoName_isRefused(String name) {
        assertFalse(Group.isName(name));
    }

    @Test
    void aName_isOneLineOfThirtyAtMost() {
        assertTrue(Group.isName("试"));
        assertTrue(Group.isName("市一医院 大厅 (2026)"));
        assertTrue(Group.isName("名".repeat(30)));
        assertFalse(Group.isName("名".repeat(31)));
        open(Store.SQLITE);
        assertEquals(new Refused(Why.NAME_WRONG), groups.make(CENTRE, "a\nb", CITY, List.of()));
    }

    private Optional<Group> find(Division scope, long number) {
        return stage.database.read(connection -> GroupBook.find(connection, number, scope));
    }

    private List<String> members(Division scope, long number) {
        return stage
                .database
                .read(connection -> Overview.of(connection, new Among(scope, number), stage.clock.instant()))
                .stream()
                .map(UnitSummary::id)
                .sorted()
                .toList();
    }

    private List<String> acts() {
        return stage.database.read(connection -> Sql.list(
                connection,
                "SELECT act, coalesce(unit, '-'), detail FROM act WHERE actor = 'centre' ORDER BY id",
                row -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3)));
    }

    private static long number(Grouped answer) {
        return ((Done) answer).number();
    }

    private static List<UnitId> units(String... ids) {
        return Stream.of(ids).map(UnitId::new).toList();
    }
}
