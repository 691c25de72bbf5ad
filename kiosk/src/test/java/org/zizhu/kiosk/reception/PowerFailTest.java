package org.zizhu.kiosk.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.power.PowerState.Source;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.power.LowBattery;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.Tabletop;
import org.zizhu.kiosk.visit.Event;

/** The mains fail while the unit has a battery: what is under way is finished, nothing new is begun; and the battery runs low. */
class PowerFailTest {

    private static final SealedPaper PAPER = new SealedPaper();

    private static final String ITEM = "insurance-certificate";

    @TempDir
    Path folder;

    private Tabletop table;

    @BeforeEach
    void setUp() {
        table = new Tabletop(folder, PAPER);
        LowBattery.watch(table.power, () -> table.time.put(new Event.Closing()));
    }

    @AfterEach
    void tearDown() {
        table.close();
    }

    // --- the mains fail -------------------------------------------------------------------------------------------

    @Test
    void atIdle_nobodyIsReceived_andTheScreenSaysWhy_untilThePowerIsBack() {
        table.on("attract", () -> table.power.livesOn(Source.BATTERY))
                .on("out-of-service", () -> {
                    table.does(new Action.Begin());
                    table.time.after(Duration.ofMinutes(2), () -> table.power.livesOn(Source.MAINS));
                })
                .on("attract", new Action.Begin())
                .runUntil("home");
        assertEquals(List.of("attract", "out-of-service", "attract", "home"), table.screens());
        assertEquals(
                table.unit().troubles().words("backup-power").what(),
                table.views.stream()
                        .map(view -> view.screen())
                        .filter(Screen.OutOfService.class::isInstance)
                        .map(screen -> ((Screen.OutOfService) screen).why())
                        .findFirst()
                        .orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"home", "guide", "present-card", "confirmation"})
    void beforeAnythingIsBegun_theVisitEnds_andTheCardIsHandedBack(String screen) {
        walkTo(screen);
        table.on(screen, () -> table.power.livesOn(Source.BATTERY))
                .on("farewell", table.reader::lift)
                .runUntil("out-of-service");
        assertEquals(List.of(), table.journal.open());
        assertEquals(0, table.printer.paper.size());
        assertEquals(1, table.screens().stream().filter("farewell"::equals).count());
    }

    @Test
    void whilePrinting_theCertificateIsHandedOver_andThenTheVisitEnds() {
        walkTo("printing");
        table.on("printing", () -> table.power.livesOn(Source.BATTERY))
                .on("farewell", table.reader::lift)
                .runUntil("out-of-service");
        assertEquals(SealedPaper.PAGES, table.printer.paper.size());
        assertTrue(table.listing().contains(ITEM + "  done"), table::listing);
        assertEquals(List.of(), table.journal.open());
    }

    @Test
    void aFlicker_isNotNoticedByAnybody() {
        walkTo("confirmation");
        table.on("confirmation", () -> {
                    table.power.livesOn(Source.BATTERY);
                    table.time.after(Duration.ofSeconds(3), () -> table.power.livesOn(Source.MAINS));
                    table.time.after(Duration.ofSeconds(20), () -> table.does(new Action.Confirm()));
                })
                .runUntil("review");
        assertTrue(table.listing().contains(ITEM + "  done"), table::listing);
    }

    // --- the battery runs low ---------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"attract", "guide", "confirmation", "printing", "take-paper", "review"})
    void lowBattery_endsTheVisitSoon_andTheNextStartNeedsNothingButTheJournal(String screen) {
        long[] low = {0};
        walkTo(screen);
        table.on(screen, () -> {
                    low[0] = table.time.nanos();
                    table.power.batteryLow();
                })
                .runsUntilItCloses();
        assertTrue(Duration.ofNanos(table.time.nanos() - low[0]).compareTo(Duration.ofSeconds(10)) < 0, screen);
        Tabletop before = table;
        before.close();
        assertFalse(folder.resolve("journal.db-wal").toFile().exists(), "everything is in the file itself");

        before.power.livesOn(Source.MAINS);
        before.reader.lift();
        before.time.after(
                Duration.ofSeconds(20), () -> before.printer.says(DeviceStatus.online(MediaState.NOT_PRESENT)));
        table = new Tabletop(folder, PAPER, before);
        table.comesFor(ITEM)
                .on("confirmation", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .runUntil("home");
        assertEquals(List.of(), table.journal.open());
        assertEquals(List.of(), table.troubles());
        assertTrue(table.journal.last(Entry.Step.PRINT).orElseThrow().phase() == Phase.DONE);
        assertEquals(
                table.printer.paper.size(),
                table.printer.paper.stream().distinct().count() * SealedPaper.PAGES);
    }

    /** The citizen goes as far as the screen before that. */
    private void walkTo(String screen) {
        List<String> way =
                List.of("attract", "home", "guide", "present-card", "confirmation", "printing", "take-paper", "review");
        for (String passed : way.subList(0, way.indexOf(screen))) {
            switch (passed) {
                case "attract" -> table.on(passed, new Action.Begin());
                case "home" -> table.on(passed, new Action.ChooseItem(ITEM));
                case "guide", "confirmation" -> table.on(passed, new Action.Confirm());
                case "present-card" -> table.on(passed, table.reader::put);
                default -> {
                    // Goes on by itself.
                }
            }
        }
    }
}
