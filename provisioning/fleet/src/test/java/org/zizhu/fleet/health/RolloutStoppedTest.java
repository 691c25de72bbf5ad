package org.zizhu.fleet.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.fleet.configuration.Configuration;
import org.zizhu.fleet.configuration.ConfigurationBook;
import org.zizhu.fleet.configuration.Configurations;
import org.zizhu.fleet.configuration.Content;
import org.zizhu.fleet.configuration.Published;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.group.Group;
import org.zizhu.fleet.group.GroupBook;
import org.zizhu.fleet.group.Grouped;
import org.zizhu.fleet.group.Groups;
import org.zizhu.fleet.health.rule.RolloutStopped;
import org.zizhu.fleet.operator.Operator;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.store.Store;
import org.zizhu.fleet.trust.FleetAuthority;
import org.zizhu.fleet.unit.Division;

/** A rollout that stops by itself is one alarm, until something else takes its place. */
class RolloutStoppedTest {

    private static final Division FURONG = new Division("430102");
    private static final Content NUMBER = new Content("0731-12345", null, null, null, null, null);
    private static final Content SLOW = new Content(null, 90, null, null, null, null);

    @TempDir
    Path folder;

    private Stage stage;
    private Configurations configurations;

    private void on(Store store, Rulebook rulebook) {
        stage = new Stage(store, folder, rulebook);
        configurations = new Configurations(
                stage.database,
                new FleetAuthority(folder.resolve("keys"), stage.clock),
                stage.clock,
                (unit, frame) -> true);
        stage.units("cs-", 4, "430102001");
        for (int i = 1; i <= 4; i++) {
            UnitId unit = new UnitId("cs-" + i);
            stage.database.write(connection -> ConfigurationBook.arrived(connection, unit, 0L, stage.clock.instant()));
        }
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void twoUnitsThatRefuse_areOneAlarmOfTheRollout_whichClosesWhenItIsRolledBack(Store store) {
        on(store, Rulebook.builtIn());
        long version = publish(FURONG, NUMBER, 3);
        stage.passes(Duration.ofMinutes(1));
        assertEquals(List.of(), stage.told(), "it goes well so far");

        says("cs-1", version, Fact.Fate.REFUSED, "unknown-item");
        stage.passes(Duration.ofSeconds(5));
        assertEquals(List.of("rollout-stopped unit:configuration-1 430102×1"), stage.told());
        Alarm alarm = stage.open().get(0);
        assertEquals(List.of("unit-refused", "unknown-item"), alarm.reasons());
        assertNull(alarm.unit(), "it is the rollout's, not the unit's");
        assertEquals(OptionalLong.of(version), RolloutStopped.version(alarm.thing()));

        says("cs-2", version, Fact.Fate.FAILED, "not-stored");
        stage.loses("cs-1");
        stage.passes(Duration.ofSeconds(10));
        assertEquals(List.of("rollout-stopped unit:configuration-1 430102×2"), stage.told());
        assertEquals(alarm.number(), stage.open().get(0).number(), "the same alarm");
        stage.restart();
        stage.passes(Duration.ofSeconds(10));
        assertEquals(List.of("rollout-stopped unit:configuration-1 430102×2"), stage.told());

        publish(new Division("430102001"), SLOW, 1);
        stage.passes(Duration.ofSeconds(10));
        assertEquals(1, stage.open().size(), "another one for a part of it does not take its place");
        stage.hears("cs-1");
        Configuration stopped = stage.database
                .read(connection -> ConfigurationBook.find(connection, version, FURONG))
                .orElseThrow();
        assertTrue(configurations.rollBack(stopped, null, "op") instanceof Published.Taken);
        stage.passes(Duration.ofSeconds(5));
        assertEquals(List.of(), stage.told());
        assertEquals(
                1,
                stage.list(new AlarmFilter(FURONG, AlarmFilter.Standing.CLOSED, null, "rollout-stopped", ""))
                        .size());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void eachRolloutHasItsOwn_alsoAGroups_andAnotherVersionEndsIt(Store store) {
        on(store, Rulebook.builtIn());
        Operator centre = new Operator("centre", Role.ENGINEER, Stage.CITY);
        long number = ((Grouped.Done) new Groups(stage.database, stage.clock)
                        .make(centre, "试点", Stage.CITY, List.of(new UnitId("cs-1"))))
                .number();
        Group pilot = stage.database
                .read(connection -> GroupBook.find(connection, number, Stage.CITY))
                .orElseThrow();
        long ofGroup = version(configurations.publish(pilot, "pilot", NUMBER, 1, "op"));
        look();
        says("cs-1", ofGroup, Fact.Fate.REFUSED, null);
        long ofCounty = publish(FURONG, SLOW, 1);
        says("cs-1", ofCounty, Fact.Fate.FAILED, "not-stored");
        stage.passes(Duration.ofSeconds(5));
        assertEquals(
                List.of(
                        "rollout-stopped unit:configuration-1 430100×1",
                        "rollout-stopped unit:configuration-2 430102×1"),
                stage.told());
        version(configurations.publish(pilot, "again", SLOW, 1, "op"));
        stage.passes(Duration.ofSeconds(5));
        assertEquals(List.of("rollout-stopped unit:configuration-2 430102×1"), stage.told());
        publish(Stage.CITY, SLOW, 1);
        stage.passes(Duration.ofSeconds(5));
        assertEquals(List.of(), stage.told());
    }

    @Test
    void whatSomebodyHasStopped_isNone_andMaintenanceDoesNotHideIt() {
        on(Store.SQLITE, Rulebook.builtIn());
        long byHand = publish(FURONG, NUMBER, 1);
        configurations.stop(byHand, "op");
        stage.passes(Duration.ofSeconds(10));
        assertEquals(List.of(), stage.told());

        long version = publish(FURONG, SLOW, 1);
        stage.database.write(connection -> {
            Maintenance.begin(connection, new UnitId("cs-1"), Duration.ofHours(1), "op", stage.clock.instant());
            return true;
        });
        says("cs-1", version, Fact.Fate.REFUSED, null);
        stage.passes(Duration.ofSeconds(5));
        assertEquals(List.of("rollout-stopped unit:configuration-2 430102×1"), stage.told());
        assertEquals(
                1,
                stage.database
                        .read(connection -> AlarmBook.of(connection, new UnitId("cs-1"), FURONG, 9))
                        .size(),
                "it stands on the unit's page too");
    }

    @Test
    void itIsDelivered_toWhoLooksAfterTheRolloutsDivision() throws Exception {
        Files.writeString(
                folder.resolve(Rulebook.FILE),
                "deliveries: [ { name: city, webhook: \"http://127.0.0.1:9/\", division: \"430100\" },"
                        + " { name: other, webhook: \"http://127.0.0.1:9/\", division: \"430103\" } ]");
        on(Store.SQLITE, Rulebook.in(folder));
        long version = publish(FURONG, NUMBER, 1);
        says("cs-1", version, Fact.Fate.REFUSED, "unknown-item");
        stage.passes(Duration.ofSeconds(5));
        List<String> words = stage.database.read(connection -> Sql.list(
                connection, "SELECT target, message FROM notice", row -> row.getString(1) + " " + row.getString(2)));
        assertEquals(1, words.size(), words.toString());
        for (String part : List.of(
                "city ",
                "\"rule\":\"rollout-stopped\"",
                "\"chinese\":\"配置下发自动停止\"",
                "\"name\":\"configuration-1\"",
                "\"division\":\"430102\"",
                "\"reasons\":[\"unit-refused\",\"unknown-item\"]")) {
            assertTrue(words.get(0).contains(part), part + " in " + words);
        }
    }

    private long publish(Division division, Content content, int firstUnits) {
        long version = version(configurations.publish(division, "title", content, firstUnits, "op"));
        look();
        return version;
    }

    private static long version(Published published) {
        return ((Published.Taken) published).version();
    }

    private void says(String unit, long version, Fact.Fate fate, @Nullable String reason) {
        stage.database.write(connection -> {
            ConfigurationBook.reached(
                    connection,
                    new UnitId(unit),
                    new Fact.OfConfiguration(version, fate, reason, null),
                    stage.clock.instant());
            return true;
        });
        look();
    }

    private void look() {
        configurations.lookAround(true);
    }
}
