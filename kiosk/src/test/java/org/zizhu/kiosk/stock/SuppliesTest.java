package org.zizhu.kiosk.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.SupplyLevel;
import org.zizhu.drivers.cabinet.Cabinet;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.kiosk.configuration.Configuration;
import org.zizhu.kiosk.document.Settlement;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.tabletop.SimulatedInbox;
import org.zizhu.kiosk.tabletop.TableDispenser;
import org.zizhu.kiosk.tabletop.TablePrinter;
import org.zizhu.kiosk.tabletop.Tabletop;

class SuppliesTest {

    @TempDir
    Path folder;

    private final SimulatedInbox time = new SimulatedInbox(Tabletop.NIGHT);
    private final TablePrinter printer = new TablePrinter(time);
    private final TableDispenser dispenser = new TableDispenser(time);
    private Journal journal;
    private Supplies supplies;

    @BeforeEach
    void setUp() {
        journal = Journal.open(folder.resolve("journal.db"), time);
        supplies = new Supplies(
                journal, new Cabinet(List.of(printer, dispenser)), time, () -> Configuration.USUAL_STOCK_WARNING);
        supplies.watch();
    }

    @AfterEach
    void tearDown() {
        journal.close();
    }

    @Test
    void freshUnit_isFull_andForecastsNothing() {
        assertEquals(new Supplies.Count(500, 500, OptionalLong.empty()), paper());
        assertFalse(supplies.levels().get(0).low());
    }

    @Test
    void pagesPrinted_areCountedAndForecast_spoiledOnesToo() {
        prints(new PrintEnd.Printed(80));
        prints(new PrintEnd.Partly(20, 30, "media-jam"));

        // A hundred pages a week: four weeks left.
        assertEquals(new Supplies.Count(500, 400, OptionalLong.of(4 * 7 * 24)), paper());
        assertFalse(supplies.levels().get(0).low());
    }

    @Test
    void paperThatWillNotLastUntilStaffComeBy_isLowBeforeItRunsOut() {
        prints(new PrintEnd.Printed(350));
        assertEquals(150, paper().left());
        assertTrue(supplies.levels().get(0).low());
    }

    @Test
    void trayThatWasEmptyAndIsNotAnyMore_hasBeenFilled() {
        prints(new PrintEnd.Printed(499));
        time.take(java.time.Duration.ofSeconds(1));
        printer.says(status(SupplyLevel.OUT));
        printer.says(status(SupplyLevel.FULL));
        time.take(java.time.Duration.ofSeconds(1));

        assertEquals(500, paper().left());
    }

    @Test
    void cardsAreAsTheDispenserSays_thoughNobodyCountsThem() {
        dispenser.says(new DeviceStatus(
                DeviceState.ONLINE, List.of(), MediaState.NOT_PRESENT, Map.of(Supply.CARDS, SupplyLevel.LOW)));
        assertEquals(
                new Supplies.Level(Supply.CARDS, SupplyLevel.LOW, Optional.empty(), true),
                supplies.levels().get(1));
    }

    private Supplies.Count paper() {
        return supplies.levels().get(0).count().orElseThrow();
    }

    private void prints(PrintEnd end) {
        String transaction = java.util.UUID.randomUUID().toString();
        journal.begin(transaction, "insurance-certificate");
        new Settlement(journal, time).printed(transaction, end);
    }

    private static DeviceStatus status(SupplyLevel paper) {
        return new DeviceStatus(
                paper == SupplyLevel.OUT ? DeviceState.USER_ERROR : DeviceState.ONLINE,
                List.of(),
                MediaState.NOT_PRESENT,
                Map.of(Supply.PAPER, paper));
    }
}
