package org.zizhu.platform.payment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.platform.store.Database;

/**
 * Compares providers' bills with our book. Whatever the bill knows and the book does not is first asked for, so that a payment which
 * neither a notification nor a question told of is found here at the latest. Doing it again gives the same, or better.
 */
public final class Reconciler {

    /** From then on yesterday's bills are ready (WeChat Pay's guide). */
    private static final LocalTime READY = LocalTime.of(10, 0);

    private static final Duration AGAIN_AFTER = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final Database database;
    private final Payments payments;
    private final Settlement settlement;
    private final InstantSource clock;
    private Instant lastTried = Instant.MIN;

    public Reconciler(Database database, Payments payments, InstantSource clock) {
        this.database = database;
        this.payments = payments;
        this.settlement = new Settlement(clock);
        this.clock = clock;
    }

    /** Reconciles yesterday, once its bills are ready, where that is not done yet. */
    public synchronized void daily() {
        Instant now = clock.instant();
        LocalDateTime here = LocalDateTime.ofInstant(now, ZoneOffset.ofHours(8));
        if (here.toLocalTime().isBefore(READY) || now.isBefore(lastTried.plus(AGAIN_AFTER))) {
            return;
        }
        lastTried = now;
        LocalDate yesterday = here.toLocalDate().minusDays(1);
        for (Means means : payments.means()) {
            if (!database.read(db -> done(db, yesterday, means))
                    && reconcile(yesterday, means).isEmpty()) {
                LOG.warn("{} gives no bill for {}", means, yesterday);
            }
        }
    }

    /** Nothing, if the provider gives no bill just now. */
    public Optional<Reconciliation> reconcile(LocalDate day, Means means) {
        Provider provider = payments.provider(means).orElseThrow();
        if (!(provider.bill(day) instanceof Reply.Given<List<BillEntry>> bill)) {
            return Optional.empty();
        }
        List<BillEntry> theirs = bill.value();
        theirs.forEach(this::catchUp);
        List<Refund> ours = database.read(
                db -> RefundBook.madeBetween(db, means, Payments.start(day), Payments.start(day.plusDays(1))));
        Set<String> inTheBill = new HashSet<>();
        theirs.forEach(entry -> inTheBill.add(entry.refund()));
        List<Refund> missing = ours.stream()
                .filter(refund -> !inTheBill.contains(refund.number()))
                .toList();
        // One that was made before midnight and known after it stands in the bill of the day before.
        Set<String> dayBefore = new HashSet<>();
        if (!missing.isEmpty()) {
            if (!(provider.bill(day.minusDays(1)) instanceof Reply.Given<List<BillEntry>> before)) {
                return Optional.empty();
            }
            before.value().forEach(entry -> dayBefore.add(entry.refund()));
        }
        return Optional.of(database.write(db -> {
            List<Difference> differences = payments(db, day, means, theirs);
            for (BillEntry entry : theirs) {
                if (!entry.payment()) {
                    refund(db, entry).ifPresent(differences::add);
                }
            }
            for (Refund refund : missing) {
                if (!dayBefore.contains(refund.number())) {
                    differences.add(
                            new Difference(Difference.Kind.REFUND_NOT_THEIRS, refund.number(), refund.fen(), 0));
                }
            }
            Reconciliation result =
                    new Reconciliation(day, means, sum(theirs, true), sum(theirs, false), List.copyOf(differences));
            keep(db, result);
            return result;
        }));
    }

    private void catchUp(BillEntry entry) {
        if (entry.payment()) {
            database.read(db -> OrderBook.byNumber(db, entry.order()))
                    .filter(order -> order.state().unpaid())
                    .ifPresent(order -> payments.ask(order, Why.BILLED));
        } else {
            database.write(db -> settlement.learn(db, entry.refund(), RefundStanding.MADE, Why.BILLED));
        }
    }

    private static List<Difference> payments(Connection db, LocalDate day, Means means, List<BillEntry> theirs)
            throws SQLException {
        List<Difference> differences = new ArrayList<>();
        Set<String> billed = new HashSet<>();
        for (BillEntry entry : theirs) {
            if (!entry.payment()) {
                continue;
            }
            billed.add(entry.order());
            Order.Paid paid =
                    OrderBook.byNumber(db, entry.order()).map(Order::paid).orElse(null);
            if (paid == null) {
                differences.add(new Difference(Difference.Kind.PAYMENT_NOT_OURS, entry.order(), 0, entry.fen()));
            } else if (paid.fen() != entry.fen()) {
                differences.add(new Difference(Difference.Kind.PAYMENT_SUM, entry.order(), paid.fen(), entry.fen()));
            }
        }
        for (Order order : OrderBook.paidBetween(db, means, Payments.start(day), Payments.start(day.plusDays(1)))) {
            Order.Paid paid = order.paid();
            if (paid != null && !billed.contains(order.number())) {
                differences.add(new Difference(Difference.Kind.PAYMENT_NOT_THEIRS, order.number(), paid.fen(), 0));
            }
        }
        return differences;
    }

    private static Optional<Difference> refund(Connection db, BillEntry entry) throws SQLException {
        Optional<Refund> ours = RefundBook.byNumber(db, entry.refund());
        if (ours.isEmpty()) {
            return Optional.of(new Difference(Difference.Kind.REFUND_NOT_OURS, entry.refund(), 0, entry.fen()));
        }
        return ours.get().fen() == entry.fen()
                ? Optional.empty()
                : Optional.of(new Difference(
                        Difference.Kind.REFUND_SUM, entry.refund(), ours.get().fen(), entry.fen()));
    }

    private static long sum(List<BillEntry> entries, boolean payments) {
        return entries.stream()
                .filter(entry -> entry.payment() == payments)
                .mapToLong(BillEntry::fen)
                .sum();
    }

    private static boolean done(Connection db, LocalDate day, Means means) throws SQLException {
        try (PreparedStatement select =
                db.prepareStatement("SELECT 1 FROM payment_reconciliation WHERE day = ? AND means = ?")) {
            select.setString(1, day.toString());
            select.setString(2, means.name());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** In place of what was found for that day before. */
    private void keep(Connection db, Reconciliation result) throws SQLException {
        String day = result.day().toString();
        String means = result.means().name();
        OrderBook.update(
                db,
                "INSERT OR REPLACE INTO payment_reconciliation VALUES (?, ?, ?, ?, ?)",
                day,
                means,
                clock.millis(),
                result.takenFen(),
                result.refundedFen());
        OrderBook.update(db, "DELETE FROM payment_difference WHERE day = ? AND means = ?", day, means);
        for (Difference difference : result.differences()) {
            OrderBook.update(
                    db,
                    "INSERT INTO payment_difference VALUES (?, ?, ?, ?, ?, ?)",
                    day,
                    means,
                    difference.kind().name(),
                    difference.number(),
                    difference.oursFen(),
                    difference.theirsFen());
        }
    }
}
