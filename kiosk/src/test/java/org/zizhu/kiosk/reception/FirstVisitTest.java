package org.zizhu.kiosk.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.Tabletop;

/** What a citizen comes for at night, when everything works. */
class FirstVisitTest {

    private static final SealedPaper PAPER = new SealedPaper();

    @TempDir
    Path folder;

    private Tabletop table;

    @BeforeEach
    void setUp() {
        table = new Tabletop(folder, PAPER);
    }

    @AfterEach
    void tearDown() {
        table.close();
    }

    @Test
    void certificate_isPrintedTakenReceiptedReviewedAndForgotten() {
        table.comesFor("insurance-certificate")
                .on("confirmation", new Action.Confirm())
                .on("review", new Action.Rate(5))
                .on("review", new Action.ToggleReason("quick"))
                .on("review", new Action.SubmitReview())
                .on("home", new Action.EndVisit())
                .on("farewell", table.reader::lift)
                .runUntil("attract");

        assertEquals(SealedPaper.PAGES, table.printer.paper.size());
        assertEquals(1, table.receipts.receipts.size());
        assertTrue(table.listing().contains("insurance-certificate  done"), table.listing());
        assertTrue(table.listing().contains("/v1/documents/ZZ20260001/delivery"), table.listing());
        assertTrue(table.listing().contains("/v1/reviews"), table.listing());
        assertEquals(1, table.platform.sessionsEnded);
        assertTrue(table.views.get(table.views.size() - 1).citizen().isEmpty());
    }

    /** The table has no printer of numbered blanks. */
    @Test
    void attractScreen_namesWhatTheUnitHasDevicesFor_whetherTheyWorkNowOrNot() {
        table.reader.says(DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost"));
        table.locker.says(DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost"));
        table.on("attract", new Action.Begin()).runUntil("home");

        Screen.Attract attract = (Screen.Attract) table.views.get(0).screen();
        Screen.Home home = (Screen.Home) table.views.get(table.views.size() - 1).screen();
        List<Text> offered =
                Tabletop.equipped(home).stream().map(Screen.Tile::name).toList();
        assertEquals(offered, attract.highlights());
        assertTrue(offered.size() < home.tiles().size(), "one needs a numbered blank");
    }

    @Test
    void nothingOfTheCitizenIsInTheJournal() {
        table.comesFor("insurance-certificate")
                .on("confirmation", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .runUntil("home");

        assertFalse(table.listing().contains(Tabletop.NAME));
        assertFalse(table.listing().contains(Tabletop.NUMBER));
    }
}
