package org.zizhu.kiosk.recovery;

import java.util.Map;
import java.util.Optional;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.OpenTransaction;
import org.zizhu.kiosk.journal.Phase;

/** A receipt in whose printing the unit stopped: it is not printed again. */
final class InterruptedReceipt {

    private final Journal journal;

    InterruptedReceipt(Journal journal) {
        this.journal = journal;
    }

    void settle(OpenTransaction open) {
        Optional<Entry> receipt = open.last(Entry.Step.RECEIPT);
        if (receipt.isPresent() && receipt.get().phase() == Phase.INTENT) {
            journal.append(open.id(), Entry.Step.RECEIPT, Phase.UNKNOWN, Map.of("reason", "interrupted"));
        }
    }
}
