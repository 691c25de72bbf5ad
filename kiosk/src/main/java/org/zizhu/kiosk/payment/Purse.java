package org.zizhu.kiosk.payment;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.OpenTransaction;
import org.zizhu.kiosk.payment.PaymentRecord.Verdict;
import org.zizhu.kiosk.platform.CallContext;

/** The money of one matter: what the citizen chose to pay, and the payment that has come and is still to be settled. */
public final class Purse {

    /**
     * A payment that has come, now or, for a slip that was brought, before.
     *
     * @param slip by which it is found again anywhere
     * @param receipt where its electronic receipt (电子票据) is read, or will be; null if there is none
     */
    public record Payment(
            String transaction, String item, String order, Bill bill, String slip, @Nullable URI receipt) {}

    private @Nullable Bill bill;
    private @Nullable Payment open;

    /** What is to be paid. */
    public Optional<Bill> bill() {
        return Optional.ofNullable(bill);
    }

    public void owes(Bill chosen) {
        bill = chosen;
    }

    /** A payment for which something is owed. */
    public Optional<Payment> paid() {
        return Optional.ofNullable(open);
    }

    public void paid(Payment payment) {
        open = payment;
    }

    /** Something is about to be given, in a transaction of its own; if it is paid for, the payment names it. */
    public void gives(Journal journal, String transaction) {
        if (open != null) {
            new PaymentRecord(journal).gives(open.transaction(), transaction);
        }
    }

    /** Settles the payment, if there is one, by what came of what was given for it. */
    public Optional<Verdict> settle(Journal journal, CallContext context) {
        if (open == null) {
            return Optional.empty();
        }
        Payment payment = open;
        open = null;
        PaymentRecord record = new PaymentRecord(journal);
        OpenTransaction transaction = journal.reread(payment.transaction(), payment.item());
        Optional<Verdict> verdict = record.verdict(transaction);
        verdict.ifPresent(known -> record.settle(transaction, known, context));
        return verdict;
    }
}
