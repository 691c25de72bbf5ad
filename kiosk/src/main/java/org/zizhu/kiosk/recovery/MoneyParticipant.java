package org.zizhu.kiosk.recovery;

import java.util.Locale;
import java.util.Optional;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.OpenTransaction;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.payment.PaymentRecord;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.PaymentOrder;
import org.zizhu.kiosk.platform.PaymentOrder.State;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.Unit;

/**
 * A payment: the platform is asked for the order by the key under which it was wanted, and closes it; money that came before is
 * treated as in the visit, by what was given for it.
 */
final class MoneyParticipant implements Participant {

    private final Unit unit;
    private final Desk desk;
    private final Journal journal;
    private final PaymentRecord record;

    MoneyParticipant(Unit unit, Desk desk) {
        this.unit = unit;
        this.desk = desk;
        this.journal = unit.journal();
        this.record = new PaymentRecord(journal);
    }

    @Override
    public boolean holds(OpenTransaction open) {
        return open.last(Entry.Step.PAY).isPresent();
    }

    @Override
    public Progress settle(OpenTransaction open) {
        return switch (open.last(Entry.Step.PAY).orElseThrow().phase()) {
            case INTENT, UNKNOWN -> ask(open);
            case FAILED -> {
                journal.settle(open.id(), "undone");
                yield Progress.SETTLED;
            }
            case DONE -> judge(open);
        };
    }

    private Progress ask(OpenTransaction open) {
        if (!unit.availability().platformReachable()) {
            return Progress.UNSETTLED;
        }
        String key = open.last(Entry.Step.PAY, Phase.INTENT).orElseThrow().demand("key");
        Answer<Optional<PaymentOrder>> answer = desk.await(unit.payments().cancelOrderByKey(unit.context(open), key));
        if (!(answer instanceof Answer.Given<Optional<PaymentOrder>> given)) {
            return Progress.UNSETTLED;
        }
        Optional<PaymentOrder> paid = given.value().filter(order -> order.state() == State.PAID);
        if (paid.isEmpty()) {
            record.notPaid(
                    open.id(),
                    given.value()
                            .map(order -> "order-" + order.state().name().toLowerCase(Locale.ROOT))
                            .orElse("no-order"));
            return Progress.SETTLED;
        }
        record.paid(open.id(), paid.get().number());
        return judge(journal.reread(open));
    }

    private Progress judge(OpenTransaction open) {
        Optional<PaymentRecord.Verdict> verdict = record.verdict(open);
        verdict.ifPresent(known -> record.settle(open, known, unit.context(open)));
        return verdict.isPresent() ? Progress.SETTLED : Progress.UNSETTLED;
    }
}
