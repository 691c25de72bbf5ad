package org.zizhu.kiosk.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.kiosk.screen.Action;
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
