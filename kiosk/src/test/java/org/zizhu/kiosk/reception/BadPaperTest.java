package org.zizhu.kiosk.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.Tabletop;

/** Everything that can go wrong with paper. */
class BadPaperTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final int PAGES = SealedPaper.PAGES;

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

    @ParameterizedTest
    @CsvSource({
        "USER_ERROR, media-empty, printer is out of paper",
        "USER_ERROR, media-jam, jammed",
        "USER_ERROR, door-open, door is open",
        "HARDWARE_ERROR, toner-empty, toner",
        "OFFLINE, paused, does not work",
        "NO_DEVICE, link-lost, does not work",
    })
    void printerThatCantPrint_closesTheCertificateWithTheReason_andLeavesQueriesOpen(
            DeviceState state, String reason, String words) {
        table.printer.says(DeviceStatus.without(state, reason));
        table.on("attract", new Action.Begin()).runUntil("home");

        List<Screen.Tile> tiles =
                ((Screen.Home) table.views.get(table.views.size() - 1).screen()).tiles();
        assertTrue(tiles.get(0).closed().orElseThrow().english().contains(words), tiles.get(0)::toString);
        assertTrue(tiles.get(1).closed().isEmpty());
        assertTrue(tiles.get(2).closed().isEmpty());
        assertTrue(tiles.get(3).closed().isPresent());
    }

    @Test
    void sheetsOfSomebodyElseInTheTray_closeTheCertificate() {
        table.printer.says(DeviceStatus.online(MediaState.PRESENT));
        table.on("attract", new Action.Begin()).runUntil("home");
        Screen.Home home = (Screen.Home) table.views.get(table.views.size() - 1).screen();
        assertTrue(home.tiles().get(0).closed().orElseThrow().english().contains("tray"));
    }

    @Test
    void outOfPaperBeforeTheFirstPage_isUndone_andPrintedAnewAfterRefill() {
        table.printer.endsAfter(0, Completion.success(new PrintEnd.NotPrinted("media-empty")));
        certificate()
                .on("trouble", this::refillAndRetry)
                .on("review", new Action.SkipReview())
                .runUntil("home");

        assertEquals(List.of("printer-no-paper"), table.troubles());
        assertEquals(PAGES, table.printer.paper.size());
        assertEquals(2, table.platform.issueKeys.stream().distinct().count());
    }

    @ParameterizedTest
    @CsvSource({"media-empty", "media-jam", "door-open", "job-completed-short"})
    void stoppedAfterTheFirstPage_isSpoiled_revoked_andPrintedAnew(String reason) {
        table.printer.endsAfter(1, Completion.success(new PrintEnd.Partly(1, PAGES, reason)));
        certificate()
                .on("trouble", this::refillAndRetry)
                .on("review", new Action.SkipReview())
                .runUntil("home");

        assertEquals(List.of("print-partly"), table.troubles());
        assertEquals(1 + PAGES, table.printer.paper.size());
        assertTrue(table.listing().contains("insurance-certificate  undone"), table.listing());
        assertTrue(table.listing().contains("insurance-certificate  done"), table.listing());
    }

    @Test
    void jobCompletedWithoutAPage_isNotBelieved() {
        table.printer.endsAfter(0, Completion.success(new PrintEnd.NotPrinted("job-completed-no-page")));
        certificate().on("trouble", new Action.Back()).runUntil("home");
        assertEquals(List.of("print-nothing"), table.troubles());
    }

    @ParameterizedTest
    @CsvSource({"contact-lost", "printer-restarted"})
    void printerLostOrRestartedInTheMiddle_isUnknown_neverPrintedAgain_andASlipIsGiven(String reason) {
        table.printer.endsAfter(1, Completion.success(new PrintEnd.Unknown(1, PAGES, reason)));
        certificate().on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of("print-unknown"), table.troubles());
        assertEquals(1, table.printer.paper.size());
        assertEquals(1, table.receipts.receipts.size());
        assertTrue(table.listing().contains("insurance-certificate  unknown"), table.listing());
    }

    @Test
    void printerGoneBetweenConfirmingAndPrinting_isUndone() {
        table.printer.endsAfter(0, Completion.failed(FailureCode.NOT_READY, "not-connected"));
        certificate().on("trouble", new Action.Back()).runUntil("home");
        assertEquals(List.of("print-nothing"), table.troubles());
        assertEquals(0, table.journal.open().size());
    }

    @Test
    void deadReceiptPrinter_doesNotStopTheCertificate() {
        table.receipts.says(DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost"));
        certificate().on("review", new Action.SkipReview()).runUntil("home");

        assertEquals(PAGES, table.printer.paper.size());
        assertTrue(table.listing().contains("insurance-certificate  done"), table.listing());
    }

    @Test
    void receiptPrinterOutOfPaper_doesNotStopTheCertificate() {
        table.receipts.says(
                new DeviceStatus(DeviceState.USER_ERROR, List.of("media-empty"), MediaState.NOT_PRESENT, Map.of()));
        certificate().on("review", new Action.SkipReview()).runUntil("home");
        assertTrue(table.listing().contains("insurance-certificate  done"), table.listing());
    }

    @Test
    void certificateThatNobodyTakes_isRevoked() {
        table.printer.sheetsAreTakenAfter(Duration.ofMinutes(30));
        certificate().on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of("paper-not-taken"), table.troubles());
        assertTrue(table.listing().contains("TAKE     FAILED"), table.listing());
        assertEquals(0, table.journal.open().size());
    }

    @Test
    void receiptThatNobodyTakes_isDrawnBack() {
        table.receipts.receiptsAreTakenAfter(Duration.ofMinutes(30));
        certificate().on("review", new Action.SkipReview()).runUntil("home");
        assertEquals(1, table.receipts.retracted);
    }

    @Test
    void printerWithoutATraySensor_asksTheCitizen() {
        table.printer.hasNoTraySensor();
        certificate()
                .on("take-paper", new Action.PaperTaken())
                .on("review", new Action.SkipReview())
                .runUntil("home");
        assertTrue(table.listing().contains("{evidence=citizen-said}"), table.listing());
    }

    @Test
    void guideIsPrintedOnReceiptPaper() {
        table.on("attract", new Action.Begin())
                .on("home", new Action.ChooseItem("case-progress"))
                .on("guide", new Action.Print())
                .on("guide", new Action.Back())
                .runUntil("home");
        assertEquals(1, table.receipts.receipts.size());
    }

    private Tabletop certificate() {
        return table.comesFor("insurance-certificate").on("confirmation", new Action.Confirm());
    }

    private void refillAndRetry() {
        table.printer.worksAgain();
        table.does(new Action.Retry());
    }
}
