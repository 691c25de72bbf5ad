package org.zizhu.fleet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.health.Rulebook;
import org.zizhu.fleet.health.Stage;
import org.zizhu.fleet.store.Store;
import org.zizhu.fleet.unit.Division;
import org.zizhu.fleet.unit.Standing;
import org.zizhu.fleet.unit.UnitRegister;

/** One thing told to many units: durable at once, out by and by, stopped when it goes wrong. */
class BatchTest {

    private static final Division FURONG = new Division("430102");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final List<Command> told = new ArrayList<>();
    private Stage stage;
    private Commands commands;

    private void open(Store store, int units) {
        stage = new Stage(store, folder, Rulebook.builtIn());
        commands = new Commands(stage.database, stage.clock, told::add);
        stage.units("cs-", units, "430102001");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void itGoesOutByAndBy_onceToEach_andAnotherServerGoesOnWithIt(Store store) {
        open(store, 120);
        long number = order(120, "key").orElseThrow();
        assertEquals(Optional.of(number), order(120, "key"), "ordered twice with one key, it is one order");
        commands.lookAround();
        assertEquals(50, told.size());
        assertEquals(70, batch(number).left());

        Commands after = new Commands(stage.database, stage.clock, told::add);
        after.lookAround();
        after.lookAround();
        after.lookAround();
        assertEquals(120, told.size());
        assertEquals(120, told.stream().map(Command::unit).distinct().count());
        assertEquals(Map.of("ordered", 120L), batch(number).stages());

        stage.database.write(connection -> {
            for (Command command : told.subList(0, 3)) {
                CommandBook.advance(
                        connection,
                        command.unit(),
                        new Fact.OfCommand(command.id(), Fact.Stage.DONE, null, Map.of()),
                        stage.clock.instant());
            }
            CommandBook.advance(
                    connection,
                    told.get(3).unit(),
                    new Fact.OfCommand(told.get(3).id(), Fact.Stage.FAILED, "interrupted", Map.of()),
                    stage.clock.instant());
            return true;
        });
        assertEquals(
                Map.of("done", 3L, "failed", 1L, "ordered", 116L), batch(number).stages());
        assertEquals(List.of(new Batch.Trouble(told.get(3).unit(), "failed", "interrupted")), troubles(number));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void whatIsStopped_reachesNoMoreUnits_andABarredUnitIsToldOf(Store store) {
        open(store, 60);
        stage.database.write(connection -> {
            UnitRegister.bar(connection, new UnitId("cs-1"), Standing.REVOKED);
            return true;
        });
        long number = order(60, "key").orElseThrow();
        commands.lookAround();
        assertEquals(10, commands.stop(number, "op"));
        commands.lookAround();
        assertEquals(49, told.size());
        assertEquals(Map.of("not-ordered", 11L, "ordered", 49L), batch(number).stages());
        assertTrue(troubles(number).contains(new Batch.Trouble(new UnitId("cs-1"), "not-ordered", "unit-barred")));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void whatCouldNotGoOutInTime_isNotOrderedAnyMore_andOthersDoNotSeeIt(Store store) {
        open(store, 3);
        long number = order(3, "key").orElseThrow();
        stage.clock.advance(HOUR);
        commands.lookAround();
        assertEquals(List.of(), told);
        assertEquals(Map.of("not-ordered", 3L), batch(number).stages());
        assertEquals(
                Optional.empty(),
                stage.database.read(connection -> BatchBook.find(connection, number, new Division("430103"))));
        assertEquals(
                1,
                stage.database
                        .read(connection -> BatchBook.latest(connection, Stage.CITY, 10))
                        .size());
    }

    private Optional<Long> order(int units, String key) {
        List<UnitId> all = IntStream.rangeClosed(1, units)
                .mapToObj(number -> new UnitId("cs-" + number))
                .toList();
        return commands.orderOfMany(all, new Deed.Restart(), key, HOUR, FURONG, "op");
    }

    private Batch batch(long number) {
        return stage.database
                .read(connection -> BatchBook.find(connection, number, FURONG))
                .orElseThrow();
    }

    private List<Batch.Trouble> troubles(long number) {
        return stage.database.read(connection -> BatchBook.troubles(connection, number));
    }
}
