package org.zizhu.kiosk.recovery;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.receipt.ReceiptPrinter;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.OpenTransaction;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.Unit;

/** A receipt in whose printing the unit stopped: it is not printed again, and one that still lies in the presenter is drawn back. */
final class InterruptedReceipt {

    private static final Duration RETRACT_WITHIN = Duration.ofSeconds(5);

    private final Unit unit;
    private final Desk desk;

    InterruptedReceipt(Unit unit, Desk desk) {
        this.unit = unit;
        this.desk = desk;
    }

    void settle(OpenTransaction open) {
        Optional<Entry> receipt = open.last(Entry.Step.RECEIPT);
        if (receipt.isPresent() && receipt.get().phase() == Phase.INTENT) {
            unit.journal().append(open.id(), Entry.Step.RECEIPT, Phase.UNKNOWN, Map.of("reason", "interrupted"));
            Optional<ReceiptPrinter> printer = unit.cabinet().receiptPrinter();
            if (printer.isPresent() && printer.get().status().media() == MediaState.PRESENT) {
                desk.await(printer.get().retract(RETRACT_WITHIN));
            }
        }
    }
}
