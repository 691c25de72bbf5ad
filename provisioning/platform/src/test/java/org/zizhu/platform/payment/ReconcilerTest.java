package org.zizhu.platform.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.platform.payment.emulator.Mail;
import org.zizhu.platform.payment.emulator.Mood;

/** The bill is fetched, proven by its digest, and compared to the fen. */
class ReconcilerTest {

    @TempDir
    Path folder;

    private final List<BillEntry> inserted = new ArrayList<>();
    private final List<BillEntry> removed = new ArrayList<>();
    private Till till;
    private LocalDate day;

    @BeforeEach
    void open() throws IOException {
        till = Till.in(folder, provider -> new Between(provider) {
            @Override
            public Reply<List<BillEntry>> bill(LocalDate asked) {
                if (!(super.bill(asked) instanceof Reply.Given<List<BillEntry>> given)) {
                    return new Reply.Unknown<>("no bill");
                }
                List<BillEntry> entries = new ArrayList<>(given.value());
                if (asked.equals(day)) {
                    entries.removeAll(removed);
                    entries.addAll(inserted);
                }
                return new Reply.Given<>(entries);
            }
        });
        till.wechat.mail().carriage(Mail.Carriage.LOST);
        // The stories take some seconds, and are of one day.
        if (till.clock.instant().atOffset(ZoneOffset.ofHours(8)).getHour() == 23) {
            till.clock.advance(Duration.ofHours(1));
        }
        day = LocalDate.ofInstant(till.clock.instant(), ZoneOffset.ofHours(8));
    }

    @AfterEach
    void close() {
        till.close();
    }

    @Test
    void aDayOfPaymentsAndRefunds_agreesToTheFen_howeverOftenItIsDone() {
        paid("a", 1050);
        Order partly = paid("b", 20000, 5001);
        till.payments.refund(Till.TERMINAL, partly.number(), List.of(1));

        Reconciliation first = reconcile();

        assertEquals(new Reconciliation(day, Means.WECHAT_PAY, 26051, 5001, List.of()), first);
        assertEquals(first, reconcile());
    }

    @Test
    void aDayWithoutPayments_agrees() {
        assertEquals(new Reconciliation(day, Means.WECHAT_PAY, 0, 0, List.of()), reconcile());
    }

    @Test
    void aPaymentThatNobodyEverToldUsOf_isFoundInTheBill_andGoesBack() {
        till.wechat.moods().always("query", Mood.SYSTEM_ERROR);
        till.wechat.moods().always("close", Mood.SYSTEM_ERROR);
        Order order = till.order(1050);
        till.payments.cancel(Till.TERMINAL, order.number());
        till.pay(order);
        till.wechat.moods().heal();

        Reconciliation result = reconcile();

        assertEquals(List.of(), result.differences());
        till.pass(Duration.ofMinutes(1));
        assertEquals(State.REFUNDED, till.book(order).state());
    }

    @Test
    void whatTheProviderGaveBackByItself_isADifference() {
        Order order = paid("a", 1050);
        till.wechat.giveBack(order.number());

        List<Difference> differences = reconcile().differences();

        assertEquals(1, differences.size());
        assertEquals(Difference.Kind.REFUND_NOT_OURS, differences.get(0).kind());
        assertEquals(1050, differences.get(0).theirsFen());
    }

    @Test
    void eachKindOfDifference_isNamed() {
        Order order = paid("a", 1000, 50);
        Order after = Till.stands(till.payments.refund(Till.TERMINAL, order.number(), List.of(1)));
        String refund = after.refunds().get(0).number();
        removed.add(new BillEntry(order.number(), "", 1050));
        removed.add(new BillEntry(order.number(), refund, 50));
        inserted.add(new BillEntry("P2026STRANGER", "", 77));

        assertEquals(
                List.of(
                        new Difference(Difference.Kind.PAYMENT_NOT_OURS, "P2026STRANGER", 0, 77),
                        new Difference(Difference.Kind.PAYMENT_NOT_THEIRS, order.number(), 1050, 0),
                        new Difference(Difference.Kind.REFUND_NOT_THEIRS, refund, 50, 0)),
                reconcile().differences());

        inserted.set(0, new BillEntry(order.number(), "", 1049));
        inserted.add(new BillEntry(order.number(), refund, 51));
        assertEquals(
                List.of(
                        new Difference(Difference.Kind.PAYMENT_SUM, order.number(), 1050, 1049),
                        new Difference(Difference.Kind.REFUND_SUM, refund, 50, 51)),
                reconcile().differences());
    }

    @Test
    void aBillThatCanNotBeHad_orIsNonsense_isTriedAgain() {
        paid("a", 1050);
        for (Mood mood : Mood.values()) {
            till.wechat.moods().always("bill", mood);
            assertEquals(Optional.empty(), reconciler().reconcile(day, Means.WECHAT_PAY), mood.name());
            till.wechat.moods().heal();
        }
        till.wechat.moods().next("download", Mood.NONSENSE);
        assertEquals(Optional.empty(), reconciler().reconcile(day, Means.WECHAT_PAY), "another digest");

        assertEquals(List.of(), reconcile().differences());
    }

    @Test
    void yesterdayIsReconciledOnceItsBillIsReady() {
        paid("a", 1050);
        Reconciler reconciler = reconciler();
        till.clock.advance(Duration.ofDays(1));
        LocalDate next = day.plusDays(1);
        // Ten in the morning of the next day is past, whatever the hour was at which this story began.
        while (LocalDate.ofInstant(till.clock.instant(), ZoneOffset.ofHours(8)).equals(next)
                && till.clock.instant().atOffset(ZoneOffset.ofHours(8)).getHour() < 10) {
            till.clock.advance(Duration.ofHours(1));
        }

        reconciler.daily();

        long rows = till.database.read(db -> {
            try (var select = db.prepareStatement("SELECT taken_fen FROM payment_reconciliation WHERE day = ?")) {
                select.setString(1, day.toString());
                try (var row = select.executeQuery()) {
                    return row.next() ? row.getLong(1) : -1;
                }
            }
        });
        assertEquals(1050, rows);
        assertTrue(reconcile().differences().isEmpty());
    }

    private Order paid(String matter, long... fen) {
        Order order = till.order(matter, fen);
        till.pay(order);
        till.pass(Payments.ASK_EVERY);
        Order paid = till.told(order);
        assertEquals(State.PAID, paid.state());
        return paid;
    }

    private Reconciliation reconcile() {
        return reconciler().reconcile(day, Means.WECHAT_PAY).orElseThrow();
    }

    private Reconciler reconciler() {
        return new Reconciler(till.database, till.payments, till.clock);
    }
}
