package org.zizhu.fleet.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zizhu.fleet.health.Stage.A_WHILE;
import static org.zizhu.fleet.health.Stage.device;
import static org.zizhu.fleet.health.Stage.service;
import static org.zizhu.fleet.health.Stage.unitIs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.Fact.CauseKind;
import org.zizhu.fleet.contract.Fact.DeviceState;
import org.zizhu.fleet.contract.Fact.ServiceState;
import org.zizhu.fleet.contract.Fact.UnitState;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.health.rule.Fault;
import org.zizhu.fleet.health.rule.Grade;
import org.zizhu.fleet.store.Store;
import org.zizhu.fleet.unit.Division;
import org.zizhu.fleet.unit.Standing;
import org.zizhu.fleet.unit.UnitRegister;

/** One alarm for each fault, and none for what is none. */
class HealthTest {

    private static final String FURONG = "430102001";
    private static final Fact.Cause PRINTER = new Fact.Cause(CauseKind.DEVICE, "printer", "toner-out");

    @TempDir
    Path folder;

    private Stage stage;

    private void on(Store store) {
        stage = new Stage(store, folder, Rulebook.builtIn());
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aPrinterOutOfToner_isOneAlarm_thoughThreeServicesAndTheUnitStandStill_andClosesByItself(Store store) {
        on(store);
        stage.unit("cs-01", FURONG);
        stage.tells(
                "cs-01",
                device("printer", DeviceState.HARDWARE_ERROR, "toner-out"),
                service("certificates", ServiceState.UNAVAILABLE, PRINTER),
                service("licence", ServiceState.UNAVAILABLE, PRINTER),
                service("query", ServiceState.DEGRADED, PRINTER),
                unitIs(UnitState.OUT_OF_SERVICE, "nothing-offered"));
        stage.passes(Duration.ofMinutes(1));
        assertEquals(List.of(), stage.told(), "it may be over in a moment");

        stage.passes(A_WHILE);
        assertEquals(List.of("device-down device:printer cs-01"), stage.told());
        Alarm alarm = stage.open().get(0);
        assertEquals(Grade.DOWN, alarm.grade());
        assertEquals(List.of("toner-out"), alarm.reasons());
        assertEquals(List.of(Fault.WHOLE_UNIT, "certificates", "licence", "query"), alarm.effects());

        stage.tells(
                "cs-01",
                device("printer", DeviceState.ONLINE),
                service("certificates", ServiceState.AVAILABLE),
                service("licence", ServiceState.AVAILABLE),
                service("query", ServiceState.AVAILABLE),
                unitIs(UnitState.IN_SERVICE, null));
        stage.passes(Duration.ofMinutes(1));
        assertEquals(1, stage.told().size(), "it may be back in a moment");
        stage.passes(A_WHILE);
        assertEquals(List.of(), stage.told());
        AlarmFilter closed =
                new AlarmFilter(Stage.CITY, AlarmFilter.Standing.CLOSED, Grade.DOWN, "device-down", "CS-0");
        assertEquals(alarm.number(), stage.list(closed).get(0).number());
    }

    @Test
    void downStuckAndDegraded_areThreeAlarms() {
        on(Store.SQLITE);
        stage.unit("cs-01", FURONG);
        stage.tells(
                "cs-01",
                device("printer", DeviceState.OFFLINE),
                device("reader", DeviceState.DEVICE_BUSY),
                device("camera", DeviceState.USER_ERROR, "cover-open"),
                new Fact.OfDevice(
                        "receipts",
                        "printer",
                        DeviceState.ONLINE,
                        List.of(),
                        null,
                        new Fact.Supplies(null, null, Fact.SupplyLevel.LOW, null, null)));
        stage.passes(A_WHILE);
        assertEquals(
                List.of(
                        "device-down device:printer cs-01",
                        "device-needs-hand device:camera cs-01",
                        "device-stuck device:reader cs-01",
                        "supply-low device:receipts cs-01"),
                stage.told());
        assertEquals(
                List.of(Grade.DOWN, Grade.STUCK, Grade.DEGRADED, Grade.DEGRADED),
                stage.open().stream().map(Alarm::grade).toList(),
                "the worst first");

        stage.tells("cs-01", unitIs(UnitState.STUCK, null));
        stage.passes(A_WHILE);
        assertTrue(stage.told().contains("unit-stuck unit:- cs-01"));
    }

    @Test
    void theSameCauseOfManyServices_isOneAlarm_alsoWhereNoDeviceIsAtFault() {
        on(Store.SQLITE);
        stage.unit("cs-01", FURONG);
        Fact.Cause blanks = new Fact.Cause(CauseKind.STOCK, "blanks", "out");
        stage.tells(
                "cs-01",
                service("licence", ServiceState.UNAVAILABLE, blanks),
                service("permit", ServiceState.UNAVAILABLE, blanks),
                service("statement", ServiceState.DEGRADED));
        stage.passes(A_WHILE);
        assertEquals(
                List.of("service-degraded service:statement cs-01", "service-unavailable stock:blanks cs-01"),
                stage.told());
        assertEquals(List.of("licence", "permit"), stage.open().get(0).effects());
    }

    @Test
    void aFaultThatComesAndGoes_isOneAlarm_andOneThatWasThereOnce_isNone() {
        on(Store.SQLITE);
        stage.unit("cs-01", FURONG);
        stage.tells("cs-01", device("camera", DeviceState.OFFLINE));
        stage.passes(Duration.ofSeconds(30));
        stage.tells("cs-01", device("camera", DeviceState.ONLINE));
        for (int i = 0; i < 20; i++) {
            stage.tells("cs-01", device("printer", DeviceState.OFFLINE));
            stage.passes(Duration.ofSeconds(30));
            stage.tells("cs-01", device("printer", DeviceState.ONLINE));
            stage.passes(Duration.ofSeconds(30));
        }
        assertEquals(List.of("device-down device:printer cs-01"), stage.told());
        stage.passes(A_WHILE);
        AlarmFilter all = new AlarmFilter(Stage.CITY, null, null, "", "");
        assertEquals(1, stage.list(all).size(), "one in all the time");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aTownshipsFortyUnitsSilentAtOnce_areOneAlarm_whichClosesWithTheLastOfThem(Store store) {
        on(store);
        stage.units("cs-furong-", 40, FURONG);
        stage.units("cs-yuelu-", 5, "430104001");
        stage.unit("cs-furong-old", FURONG);
        stage.loses("cs-furong-old");
        stage.passes(A_WHILE);
        assertEquals(List.of("unit-silent unit:- cs-furong-old"), stage.told());

        // Connections that die without a word are noticed one after the other.
        for (int i = 1; i <= 40; i++) {
            stage.loses("cs-furong-" + i);
            stage.passes(Duration.ofSeconds(3));
        }
        stage.passes(A_WHILE);
        assertEquals(List.of("unit-silent unit:- 430102001×40", "unit-silent unit:- cs-furong-old"), stage.told());

        stage.hears("cs-furong-", 39);
        stage.passes(A_WHILE);
        assertEquals("unit-silent unit:- 430102001×1", stage.told().get(0));
        stage.hears("cs-furong-40");
        stage.passes(A_WHILE);
        assertEquals(List.of("unit-silent unit:- cs-furong-old"), stage.told());
    }

    @Test
    void aWholeCountySilent_isOneAlarm_notOneForEachTownship_andWhoeverFollowsJoinsIt() {
        on(Store.SQLITE);
        stage.units("a-", 4, "430102001");
        stage.units("b-", 4, "430102002");
        stage.units("c-", 9, "430103001");
        stage.loses("a-", 4);
        stage.loses("b-", 3);
        stage.passes(A_WHILE);
        assertEquals(List.of("unit-silent unit:- 430102×7"), stage.told());
        stage.loses("b-4");
        stage.passes(A_WHILE);
        assertEquals(List.of("unit-silent unit:- 430102×8"), stage.told());
    }

    @Test
    void twoOfATownshipsTenUnits_areTwoFaults() {
        on(Store.SQLITE);
        stage.units("a-", 10, FURONG);
        stage.loses("a-", 2);
        stage.passes(A_WHILE);
        assertEquals(List.of("unit-silent unit:- a-1", "unit-silent unit:- a-2"), stage.told());
    }

    @Test
    void thePlatformDownEverywhere_isOneAlarm_andTheServicesThatNeedItAreNone() {
        on(Store.SQLITE);
        stage.units("a-", 6, "430102001");
        stage.units("b-", 6, "430103001");
        Fact.Cause platform = new Fact.Cause(CauseKind.LINK, "platform", "timed-out");
        for (String unit :
                List.of("a-1", "a-2", "a-3", "a-4", "a-5", "a-6", "b-1", "b-2", "b-3", "b-4", "b-5", "b-6")) {
            stage.tells(
                    unit,
                    new Fact.OfLink("platform", Fact.LinkState.DOWN, "timed-out"),
                    service("certificates", ServiceState.UNAVAILABLE, platform));
        }
        stage.passes(A_WHILE);
        assertEquals(List.of("link-down link:platform 430100×12"), stage.told());
        assertEquals(List.of("certificates"), stage.open().get(0).effects());
    }

    @Test
    void aSilentUnitsDevices_areToldOfOnlyIfTheyWereBefore() {
        on(Store.SQLITE);
        stage.unit("cs-01", FURONG);
        stage.tells("cs-01", device("printer", DeviceState.OFFLINE));
        stage.passes(A_WHILE);
        // The power goes: the unit's last words are of its devices.
        stage.tells("cs-01", device("camera", DeviceState.POWER_OFF), device("reader", DeviceState.POWER_OFF));
        stage.loses("cs-01");
        stage.passes(A_WHILE);
        assertEquals(List.of("device-down device:printer cs-01", "unit-silent unit:- cs-01"), stage.told());
    }

    @Test
    void aUnitClosedOnPurpose_isNoAlarm_andOneThatClosedItself_is() {
        on(Store.SQLITE);
        stage.unit("cs-01", FURONG);
        stage.unit("cs-02", FURONG);
        Fact.Cause closed = new Fact.Cause(CauseKind.UNIT, "unit", "by-operator");
        stage.tells(
                "cs-01",
                unitIs(UnitState.OUT_OF_SERVICE, "by-operator"),
                service("certificates", ServiceState.UNAVAILABLE, closed),
                service("query", ServiceState.CLOSED));
        stage.tells("cs-02", unitIs(UnitState.OUT_OF_SERVICE, "nothing-offered"));
        stage.passes(A_WHILE);
        assertEquals(List.of("unit-out-of-service unit:- cs-02"), stage.told());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void nobodyTakesItOn_itIsEscalatedOnce_andWhatSomebodyTookOnIsNot(Store store) {
        on(store);
        stage.unit("cs-01", FURONG);
        stage.unit("cs-02", FURONG);
        stage.loses("cs-01");
        stage.loses("cs-02");
        stage.passes(A_WHILE);
        Alarm first = stage.open().get(0);
        Alarm second = stage.open().get(1);
        assertTrue(stage.health().acknowledge(first.number(), "li"));
        assertFalse(stage.health().acknowledge(first.number(), "wu"), "somebody has");

        stage.passesUnseen(Duration.ofHours(1));
        stage.passesUnseen(Duration.ofHours(1));
        List<Alarm> open = stage.open();
        assertEquals(second.number(), open.get(0).number(), "what waits comes first");
        assertNotNull(open.get(0).escalated());
        assertNull(open.get(1).escalated());
        assertEquals("li", open.get(1).acknowledgedBy());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aUnitThatIsBeingWorkedOn_raisesNothing_andWhatIsLeftAfterwardsDoes(Store store) {
        on(store);
        UnitId unit = new UnitId("cs-01");
        stage.unit("cs-01", FURONG);
        stage.database.write(connection -> {
            Maintenance.begin(connection, unit, Duration.ofHours(1), "engineer", stage.clock.instant());
            return true;
        });
        stage.tells("cs-01", device("printer", DeviceState.NO_DEVICE));
        stage.loses("cs-01");
        stage.passes(Duration.ofMinutes(50));
        assertEquals(List.of(), stage.told());

        stage.hears("cs-01");
        stage.passes(Duration.ofMinutes(12));
        assertEquals(List.of("device-down device:printer cs-01"), stage.told(), "the hour is over");

        stage.tells("cs-01", unitIs(UnitState.MAINTENANCE, null), device("camera", DeviceState.NO_DEVICE));
        stage.passes(A_WHILE);
        assertEquals(1, stage.told().size(), "staff are at it");
        stage.passesUnseen(Duration.ofHours(9));
        assertEquals(List.of("device-down device:printer cs-01", "maintenance-forgotten unit:- cs-01"), stage.told());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void afterARestart_theAlarmIsStillThere_andIsNotRaisedAgain(Store store) {
        on(store);
        stage.unit("cs-01", FURONG);
        stage.loses("cs-01");
        stage.passes(A_WHILE);
        long number = stage.open().get(0).number();
        stage.restart();
        stage.passes(A_WHILE);
        assertEquals(List.of(number), stage.open().stream().map(Alarm::number).toList());
        stage.hears("cs-01");
        stage.passes(A_WHILE);
        assertEquals(List.of(), stage.told());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void ofTwoNodesOneLooks_andWhenItIsKilledTheOtherDoes(Store store) {
        on(store);
        Stage other = new Stage(stage.database, stage.clock, Rulebook.builtIn());
        assertTrue(stage.duty().mine());
        assertFalse(other.duty().mine());
        stage.unit("cs-01", FURONG);
        stage.loses("cs-01");
        other.passes(Duration.ofSeconds(25));
        assertEquals(List.of(), stage.told());
        // The first one says nothing any more.
        other.passes(A_WHILE);
        assertEquals(1, stage.told().size());
    }

    @Test
    void aTownshipSeesItsOwnAlarmsOnly_andOfThoseOfManyItsOwnUnits() {
        on(Store.SQLITE);
        stage.units("a-", 3, "430102001");
        stage.units("b-", 5, "430102002");
        stage.unit("c-1", "430103001");
        stage.units("d-", 9, "430103001");
        stage.loses("a-", 3);
        stage.loses("b-", 5);
        stage.loses("c-1");
        stage.passes(A_WHILE);
        List<Alarm> theirs = stage.list(AlarmFilter.open(new Division("430102001")));
        assertEquals(1, theirs.size());
        assertEquals(3, theirs.get(0).units());
        assertEquals("430102", theirs.get(0).division().code());
        assertEquals(2, stage.open().size());
        long elsewhere =
                stage.list(AlarmFilter.open(new Division("430103"))).get(0).number();
        assertTrue(stage.database
                .read(connection -> AlarmBook.find(connection, elsewhere, new Division("430102001")))
                .isEmpty());
    }

    @Test
    void aCopiedUnit_isToldAtOnce_andARevokedOneIsNoFault() {
        on(Store.SQLITE);
        stage.unit("cs-01", FURONG);
        stage.unit("cs-02", FURONG);
        stage.loses("cs-01");
        stage.loses("cs-02");
        stage.passes(A_WHILE);
        stage.database.write(connection -> {
            UnitRegister.bar(connection, new UnitId("cs-01"), Standing.QUARANTINED);
            UnitRegister.bar(connection, new UnitId("cs-02"), Standing.REVOKED);
            return true;
        });
        stage.passes(Duration.ofSeconds(5));
        assertTrue(stage.told().contains("unit-copied unit:- cs-01"));
        stage.passes(A_WHILE);
        assertEquals(List.of("unit-copied unit:- cs-01"), stage.told());
    }

    @Test
    void everyStateOfAUnit_isOneOfTheRulesOrWell() {
        on(Store.SQLITE);
        Stream.of(UnitState.values())
                .forEach(state -> stage.unit("is-" + state.name().replace('_', '-'), FURONG));
        Stream.of(UnitState.values())
                .forEach(state -> stage.tells("is-" + state.name().replace('_', '-'), unitIs(state, null)));
        stage.passes(A_WHILE);
        assertEquals(
                List.of(
                        "unit-not-ready unit:- is-STARTING",
                        "unit-not-ready unit:- is-STOPPING",
                        "unit-out-of-service unit:- is-OUT-OF-SERVICE",
                        "unit-stuck unit:- is-STUCK"),
                stage.told());
    }
}
