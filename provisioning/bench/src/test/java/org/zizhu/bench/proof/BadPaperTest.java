package org.zizhu.bench.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real printers' troubles over IPP and serial, and what becomes of the citizen's document. */
class BadPaperTest extends OnTheTable {

    /** The kiosk hopes a minute that a lost printer comes back; paper may be moving. */
    private static final Duration HOPE_FOR_THE_PRINTER = Duration.ofSeconds(100);

    @Test
    void noPaperBefore_closesTheItem_andOpensItWhenPaperIsThere() {
        cabinet.printer.loadPaper(0);
        looksUntilHomeSays("The printer is out of paper");

        cabinet.printer.loadPaper(100);
        citizen.reaches("review");

        assertEquals(2, citizen.sheets());
        assertEquals(List.of("genuine"), verdicts());
    }

    @Test
    void paperRunsOutAfterPage1Of2_cancelsTheDocument_andANewOneIsIssuedWhenThereIsPaper() {
        cabinet.printer.emptyAfterPage(1);
        troubledBy("print-partly");
        assertEquals(List.of("revoked"), verdicts());

        cabinet.printer.loadPaper(100);
        cabinet.printer.takeSheets();
        anotherTrySucceeds();

        assertEquals(List.of("revoked", "genuine"), verdicts());
        assertTrue(steps().containsAll(List.of("PRINT FAILED", "PRINT DONE", "TAKE DONE")));
    }

    @Test
    void jamAfterPage1Of2_cancelsTheDocument() {
        cabinet.printer.jamAfterPage(1);
        troubledBy("print-partly");

        assertEquals(List.of("revoked"), verdicts());
        assertEquals(List.of("ISSUE INTENT", "ISSUE DONE", "PRINT INTENT", "PRINT FAILED"), steps());
    }

    @Test
    void doorOpen_closesTheItem_andSaysSo() {
        cabinet.printer.openDoor();
        looksUntilHomeSays("The printer's door is open");
        cabinet.printer.closeDoor();
        citizen.reaches("confirmation");
    }

    /** What the printer answered last may be of the moment before: the citizen does nothing until the kiosk knows better. */
    private void looksUntilHomeSays(String closed) {
        citizen.on("home", () -> {}).reaches("home", closed);
        citizen.asUsual();
    }

    @Test
    void printerLosesItsPowerMidJob_isToldAsUnknown_andTheCitizenGetsASlip() {
        citizen.reaches("printing", "1 of 2");
        cabinet.printer.powerOff();
        citizen.patientFor(HOPE_FOR_THE_PRINTER);
        troubledBy("print-unknown");

        assertEquals(1, cabinet.receipts.cuts());
        assertEquals(List.of("genuine"), verdicts());
        assertTrue(steps().contains("PRINT UNKNOWN"));
    }

    @Test
    void printerRestartsMidJob_isNeverPrintedAgainBlindly() {
        citizen.reaches("printing", "1 of 2");
        cabinet.printer.restart();
        troubledBy("print-unknown");

        assertTrue(cabinet.printer.takeSheets() <= 1);
        assertTrue(steps().contains("PRINT UNKNOWN"));
    }

    @Test
    void completedWithoutAPage_isNotBelieved() {
        cabinet.printer.completeNextWithoutPages();
        troubledBy("print-nothing");

        assertEquals(List.of("revoked"), verdicts());
        anotherTrySucceeds();
    }

    @Test
    void receiptPrinterDead_theCertificateComesAllTheSame() {
        cabinet.receipts.silent(true);
        citizen.reaches("review");

        assertEquals(2, citizen.sheets());
        assertEquals(List.of("genuine"), verdicts());
    }

    @Test
    void receiptPrinterUnplugged_theCertificateComesAllTheSame() {
        cabinet.receipts.unplug();
        citizen.reaches("review");

        assertEquals(2, citizen.sheets());
        assertEquals(List.of("genuine"), verdicts());
    }
}
