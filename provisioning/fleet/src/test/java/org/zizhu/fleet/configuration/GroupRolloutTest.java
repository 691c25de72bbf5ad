package org.zizhu.fleet.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.fleet.configuration.Configuration.Standing;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.Told;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.group.Among;
import org.zizhu.fleet.group.Group;
import org.zizhu.fleet.group.GroupBook;
import org.zizhu.fleet.group.Grouped;
import org.zizhu.fleet.group.Groups;
import org.zizhu.fleet.health.Rulebook;
import org.zizhu.fleet.health.Stage;
import org.zizhu.fleet.operator.Operator;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.store.Store;
import org.zizhu.fleet.trust.FleetAuthority;
import org.zizhu.fleet.unit.Division;

/** A configuration for a group goes its way as one for a division does, and reaches nobody else. */
class GroupRolloutTest {

    private static final Division FURONG = new Division("430102");
    private static final Division TIANXIN = new Division("430103");
    private static final Operator CENTRE = new Operator("centre", Role.ENGINEER, Stage.CITY);
    private static final Content NUMBER = new Content("0731-12345", null, null, null, null, null);
    private static final Content SLOW = new Content(null, 90, null, null, null, null);

    @TempDir
    Path folder;

    /** What each unit was told last. */
    private final Map<String, Long> told = new TreeMap<>();

    private Stage stage;
    private Groups groups;
    private Configurations configurations;

    private void open(Store store, int units) {
        stage = new Stage(store, folder, Rulebook.builtIn());
        groups = new Groups(stage.database, stage.clock);
        configurations = new Configurations(
                stage.database, new FleetAuthority(folder.resolve("keys"), stage.clock), stage.clock, (unit, frame) -> {
                    told.put(unit.value(), ((Told.Desired) frame).version());
                    return true;
                });
        stage.units("cs-", units, "430102001");
        for (int i = 1; i <= units; i++) {
            arrives("cs-" + i, 0);
        }
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void firstAFewOfTheGroup_thenTheRestOfIt_andNobodyElse(Store store) {
        open(store, 6);
        stage.unit("tx-1", "430103001");
        Group pilot = group("cs-1", "cs-2", "cs-3", "tx-1");
        long version = publish(pilot, NUMBER, 1);
        look();
        assertEquals(Map.of("cs-1", version), told);
        assertEquals(Map.of("sent", 1L, "waiting", 3L), find(version).units());
        assertEquals(pilot.label(), find(version).group());

        outToAll(version, "cs-1");
        assertEquals(Map.of("cs-1", version, "cs-2", version, "cs-3", version), told, "tx-1 can't be told");
        assertEquals(Optional.empty(), arrives("cs-4", 0), "not of the group");
        assertEquals(
                List.of(new Share(version, 1L, 1), new Share(version, 0L, 2), new Share(version, null, 1)),
                shares(Stage.CITY, pilot));
        assertEquals(List.of(new Share(version, null, 1)), shares(TIANXIN, pilot), "each sees their own");

        assertEquals(1L, seen(TIANXIN, version).orElseThrow().units().get("released"));
        assertEquals(Optional.empty(), seen(new Division("430105"), version), "none of theirs is in the group");
        assertEquals(List.of("publish-configuration 1 430100 group-1"), published());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void whoComesIn_goesByWhatTheGroupDoes_andWhoLeavesBeforeTheyAreTold_doesNot(Store store) {
        open(store, 5);
        Group pilot = group("cs-1", "cs-2", "cs-3");
        stage.loses("cs-3");
        long version = publish(pilot, NUMBER, 1);
        outToAll(version, "cs-1");
        assertEquals("released", of("cs-3").stage());

        groups.add(CENTRE, pilot.number(), units("cs-4"));
        groups.remove(CENTRE, pilot.number(), units("cs-2", "cs-3"));
        look();
        assertEquals(version, told.get("cs-4"), "at once, for it has been tried");
        stage.hears("cs-3");
        assertEquals(Optional.empty(), arrives("cs-3", 0), "it was away, and is not of the group any more");
        assertEquals(version, of("cs-2").desired(), "what it has it keeps");

        long whole = version(configurations.publish(FURONG, "all", SLOW, 0, "op"));
        look();
        look();
        groups.add(CENTRE, pilot.number(), units("cs-5"));
        look();
        assertEquals(whole, of("cs-5").desired(), "what came later for all stands");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void firstUnitsThatLeave_areFollowedByOthers_andWithNobodyLeftItIsOver(Store store) {
        open(store, 3);
        Group pilot = group("cs-1", "cs-2");
        stage.loses("cs-1");
        stage.loses("cs-2");
        long version = publish(pilot, NUMBER, 1);
        look();
        groups.remove(CENTRE, pilot.number(), units("cs-1"));
        look();
        assertEquals(Standing.TRYING, find(version).standing());
        stage.hears("cs-2");
        outToAll(version, "cs-2");
        assertEquals(Map.of("cs-2", version), told);

        stage.loses("cs-2");
        long next = publish(pilot, SLOW, 1);
        groups.empty(CENTRE, pilot.number());
        look();
        look();
        assertEquals(Standing.COMPLETE, find(next).standing());
        stage.hears("cs-2");
        assertEquals(Optional.empty(), arrives("cs-2", version));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void goingBack_reachesAlsoWhoHasLeftTheGroupSince_andNotWhoGoesBySomethingLater(Store store) {
        open(store, 5);
        long whole = version(configurations.publish(Stage.CITY, "all", SLOW, 0, "op"));
        look();
        look();
        Group pilot = group("cs-1", "cs-2", "cs-3", "cs-4");
        long bad = publish(pilot, NUMBER, 1);
        outToAll(bad, "cs-1");
        groups.remove(CENTRE, pilot.number(), units("cs-2", "cs-3"));
        stage.database.write(
                connection -> Sql.run(connection, "UPDATE unit SET division = '430102002' WHERE id = 'cs-3'"));
        long later = version(configurations.publish(new Division("430102002"), "there", SLOW, 0, "op"));
        look();
        look();
        assertEquals(later, told.get("cs-3"));

        Configuration from = find(bad);
        Configuration former = stage.database
                .read(connection -> ConfigurationBook.before(connection, from))
                .orElseThrow();
        assertEquals(whole, former.version());
        long back = version(configurations.rollBack(from, former, "op"));
        look();
        look();
        assertEquals(SLOW, find(back).content());
        assertEquals(Map.of("cs-1", back, "cs-2", back, "cs-3", later, "cs-4", back, "cs-5", whole), told);
        assertEquals(Standing.COMPLETE, find(back).standing());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void oneForAGroup_endsTheOneBefore_andNotTheDivisions_whichEndsBoth(Store store) {
        open(store, 5);
        Group pilot = group("cs-1", "cs-2");
        Group other = other("cs-3");
        long whole = version(configurations.publish(FURONG, "all", SLOW, 1, "op"));
        long first = publish(pilot, NUMBER, 1);
        long second = publish(other, NUMBER, 1);
        assertEquals(
                List.of(Standing.TRYING, Standing.TRYING, Standing.TRYING),
                Stream.of(whole, first, second)
                        .map(version -> find(version).standing())
                        .toList());
        long again = publish(pilot, SLOW, 1);
        assertEquals("superseded", find(first).reason());
        assertEquals(Standing.TRYING, find(second).standing());
        version(configurations.publish(Stage.CITY, "city", NUMBER, 1, "op"));
        for (long version : List.of(whole, second, again)) {
            assertEquals("superseded", find(version).reason());
        }
    }

    // --- how --------------------------------------------------------------------------------------------------------

    private Group group(String... ids) {
        return made("试点", ids);
    }

    private Group other(String... ids) {
        return made("大厅", ids);
    }

    private Group made(String name, String... ids) {
        long number = ((Grouped.Done) groups.make(CENTRE, name, Stage.CITY, units(ids))).number();
        return stage.database
                .read(connection -> GroupBook.find(connection, number, Stage.CITY))
                .orElseThrow();
    }

    private long publish(Group group, Content content, int firstUnits) {
        return version(configurations.publish(group, "title", content, firstUnits, "op"));
    }

    private static long version(Published published) {
        return ((Published.Taken) published).version();
    }

    private void outToAll(long version, String first) {
        look();
        stage.database.write(connection -> {
            ConfigurationBook.reached(
                    connection,
                    new UnitId(first),
                    new Fact.OfConfiguration(version, Fact.Fate.APPLIED, null, null),
                    stage.clock.instant());
            return true;
        });
        look();
        stage.clock.advance(Configurations.TRIAL.plus(Duration.ofSeconds(1)));
        IntStream.range(0, 3).forEach(round -> look());
        assertEquals(Standing.COMPLETE, find(version).standing());
    }

    private void look() {
        configurations.lookAround(true);
    }

    private Optional<Told.Desired> arrives(String unit, long version) {
        return stage.database.write(
                connection -> ConfigurationBook.arrived(connection, new UnitId(unit), version, stage.clock.instant()));
    }

    private Configuration find(long version) {
        return seen(Stage.CITY, version).orElseThrow();
    }

    private Optional<Configuration> seen(Division scope, long version) {
        return stage.database.read(connection -> ConfigurationBook.find(connection, version, scope));
    }

    private UnitState of(String unit) {
        return stage.database.read(connection -> ConfigurationBook.of(connection, new UnitId(unit)));
    }

    private List<Share> shares(Division scope, Group group) {
        return stage
                .database
                .read(connection -> ConfigurationBook.shares(connection, new Among(scope, group.number())))
                .stream()
                .sorted((one, two) -> Long.compare(
                        two.reported() == null ? -1 : two.reported(), one.reported() == null ? -1 : one.reported()))
                .toList();
    }

    private List<String> published() {
        return stage.database.read(connection -> Sql.list(
                connection,
                "SELECT act, detail FROM act WHERE act = 'publish-configuration'",
                row -> row.getString(1) + " " + row.getString(2)));
    }

    private static List<UnitId> units(String... ids) {
        return Stream.of(ids).map(UnitId::new).toList();
    }
}
