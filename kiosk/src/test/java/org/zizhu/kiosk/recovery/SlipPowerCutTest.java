package org.zizhu.kiosk.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.drivers.receipt.Receipt;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Witness;
import org.zizhu.kiosk.platform.PaymentOrder.Fate;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.Tabletop;

/** The power is cut after each journal entry while what a slip is for is given; the slip is with nobody afterwards, or settled. */
class SlipPowerCutTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final long FEE = 1000;

    /** CLAIM twice, GIVE, then ISSUE, PRINT, TAKE and RECEIPT, each with intent and outcome. */
    private static final int ENTRIES = 11;

    @TempDir
    Path folder;

    private static final class PowerCut extends Error {
        PowerCut() {
            super("power cut", null, false, false);
        }
    }

    static IntStream everyEntry() {
        return IntStream.rangeClosed(1, ENTRIES);
    }

    @ParameterizedTest
    @MethodSource("everyEntry")
    void powerCutAfterEntry_theSlipIsLetGo_orWhatWasGivenCounts(int entry) {
        boolean[] armed = {false};
        int[] entries = {0};
        Tabletop before = new Tabletop(folder, PAPER, new Witness() {
            @Override
            public void appended(Entry written) {
                if (armed[0] && ++entries[0] == entry) {
                    throw new PowerCut();
                }
            }
        });
        before.printer.endsAfter(0, Completion.success(new PrintEnd.Unknown(0, SealedPaper.PAGES, "link-lost")));
        before.comesFor("property-statement")
                .on("choose-means", new Action.ChooseMeans("WECHAT_PAY"))
                .on("pay-by-code", before.cash::pay)
                .on("confirmation", new Action.Confirm())
                .on("trouble", new Action.Back())
                .on("trouble", new Action.Back())
                .on("home", () -> {
                    before.carry();
                    before.printer.worksAgain();
                    armed[0] = true;
                    before.does(new Action.ChooseItem("scan-code"));
                })
                .on("show-code", () -> before.scanner.show(slip(before)))
                .on("confirmation", new Action.Confirm())
                .on("confirmation", new Action.Confirm());
        assertThrows(PowerCut.class, () -> before.runUntil("attract"));
        before.close();
        before.reader.lift();
        before.time.after(
                Duration.ofSeconds(20), () -> before.printer.says(DeviceStatus.online(MediaState.NOT_PRESENT)));

        try (Tabletop after = new Tabletop(folder, PAPER, before)) {
            after.comesFor("insurance-certificate")
                    .on("confirmation", new Action.Confirm())
                    .on("review", new Action.SkipReview())
                    .runUntil("home");
            after.carry();

            assertEquals(List.of(), after.journal.open());
            assertFalse(after.cash.anyTaken(), after::listing);
            boolean printed = after.printer.paper.size() > SealedPaper.PAGES;
            assertEquals(FEE, after.cash.takenFen());
            assertEquals(printed ? FEE : 0, after.cash.fen(Fate.DELIVERED), after::listing);
            assertEquals(printed ? 0 : FEE, after.cash.fen(Fate.CLAIMED), after::listing);
            assertEquals(0, after.cash.returnedFen());
        }
    }

    private static String slip(Tabletop table) {
        return table.receipts.receipts.stream()
                .flatMap(receipt -> receipt.parts().stream())
                .filter(Receipt.QrCode.class::isInstance)
                .map(part -> ((Receipt.QrCode) part).content())
                .filter(content -> content.startsWith("ZZS:"))
                .findFirst()
                .orElseThrow();
    }
}
