package org.zizhu.kiosk.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.MediaState;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Witness;
import org.zizhu.kiosk.platform.PaymentOrder.Fate;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.Tabletop;

/** The power is cut after each journal entry of an extract that is paid for; the citizen pays as soon as a code is shown. */
class PaidPowerCutTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final long FEE = 1000;

    /** PAY twice, GIVE, then ISSUE, PRINT, TAKE and RECEIPT, each with intent and outcome. */
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
    void powerCutAfterEntry_theMoneyIsWhereThePaperIs(int entry) {
        int[] entries = {0};
        Tabletop before = new Tabletop(folder, PAPER, new Witness() {
            @Override
            public void appended(Entry written) {
                if (++entries[0] == entry) {
                    throw new PowerCut();
                }
            }
        });
        before.comesFor("property-statement")
                .on("choose-means", new Action.ChooseMeans("WECHAT_PAY"))
                .on("pay-by-code", before.cash::pay)
                .on("confirmation", new Action.Confirm());
        assertThrows(PowerCut.class, () -> before.runUntil("attract"));
        before.close();
        // A card that lay there through a power cut would be a stranger's.
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
            boolean paid = entry > 1;
            boolean printed = after.printer.paper.size() > SealedPaper.PAGES;
            assertEquals(paid ? FEE : 0, after.cash.takenFen());
            assertEquals(paid && printed ? FEE : 0, after.cash.fen(Fate.DELIVERED), after::listing);
            assertEquals(paid && !printed ? FEE : 0, after.cash.returnedFen(), after::listing);
        }
    }
}
