package org.zizhu.kiosk.step;

import java.util.Optional;
import org.zizhu.kiosk.payment.PaymentRecord.Verdict;
import org.zizhu.kiosk.payment.Purse;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/** What becomes of the money when a matter ends: the payee's if what was paid for was given, else back, or a person has to say. */
public final class SettleMoney {

    private SettleMoney() {}

    /** Settles it, with nobody there to be told. */
    public static Optional<Verdict> of(Matter matter) {
        return matter.purse().paid().flatMap(payment -> matter.purse()
                .settle(matter.unit().journal(), matter.unit().context(matter.item(), payment.transaction())));
    }

    /** Settles it, and tells the citizen where they did not get what they paid for. */
    public static void andTell(Matter matter) throws VisitOver {
        Optional<Purse.Payment> paid = matter.purse().paid();
        Optional<Verdict> verdict = of(matter);
        if (paid.isEmpty() || verdict.isEmpty()) {
            return;
        }
        ReceiptTalk receipt = new ReceiptTalk(matter);
        switch (verdict.get()) {
            case DELIVERED -> {
                // They have it.
            }
            case REFUND -> {
                receipt.claimSlip(paid.get(), Text.of("原路退回", "Going back to you"));
                TroubleTalk.tell(matter, "payment-goes-back");
            }
            case CLAIM -> {
                receipt.claimSlip(paid.get(), Text.of("待核实", "To be checked by a person"));
                TroubleTalk.tell(matter, "payment-claimed");
            }
            case RELEASED -> TroubleTalk.tell(matter, "slip-kept");
        }
    }
}
