package org.zizhu.platform.payment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zizhu.platform.due.DueRegister;

/**
 * What follows in the book from what was learned or decided. Each method is one transaction's work: it reads the order anew, so that
 * whatever came in between counts, and doing it twice is doing it once.
 */
final class Settlement {

    /** A terminal that was not told asks again within seconds; one that lost its power is back within minutes. */
    static final Duration NOBODY_WAITS = Duration.ofMinutes(10);

    /** What was paid for is given within minutes; a terminal that says nothing for so long needs a person. */
    static final Duration SILENCE = Duration.ofHours(24);

    private final InstantSource clock;

    Settlement(InstantSource clock) {
        this.clock = clock;
    }

    /** Enters what the provider said of an order, however it came to us and however often. */
    Order learn(Connection db, String number, Standing standing, Why why) throws SQLException {
        Order order = OrderBook.known(db, number);
        if (standing instanceof Standing.Paid paid) {
            return order.state().unpaid() ? take(db, order, paid, why) : order;
        }
        if (standing instanceof Standing.Returned returned) {
            return returned(db, order, returned, why);
        }
        boolean over = standing instanceof Standing.Closed || standing instanceof Standing.NotKnown;
        // An order that was only just written down may be on its way to the provider.
        boolean mayClose = order.state() == State.CLOSING
                || (order.state() == State.PAYING && standing instanceof Standing.Closed);
        if (over && mayClose) {
            OrderBook.lookAgain(db, order, null);
            return OrderBook.step(db, order, State.CLOSED, why, clock.instant());
        }
        return order;
    }

    /** The money is there. By rule, some goes back at once. */
    private Order take(Connection db, Order order, Standing.Paid paid, Why why) throws SQLException {
        Instant now = clock.instant();
        boolean unexpected = order.state() == State.CLOSED || order.abandonedAt() != null;
        OrderBook.paid(db, order, paid, now);
        Order taken = OrderBook.step(db, order, State.PAID, why, now);
        OrderBook.lookAgain(db, taken, now.plus(NOBODY_WAITS));
        if (paid.fen() != order.fen()) {
            return claim(db, taken, taken.lines(), Ground.OTHER_SUM, Why.RULE);
        }
        if (paidElsewhere(db, order)) {
            return refund(db, taken, taken.lines(), Ground.PAID_TWICE, Why.RULE);
        }
        return unexpected ? refund(db, taken, taken.lines(), Ground.PAID_LATE, Why.RULE) : taken;
    }

    /** Of two payments for one matter, the first known stays. */
    private static boolean paidElsewhere(Connection db, Order order) throws SQLException {
        return OrderBook.ofMatter(db, order.terminal(), order.matter()).stream()
                .anyMatch(other -> !other.number().equals(order.number())
                        && (other.state() == State.PAID
                                || other.state() == State.HELD
                                || other.state() == State.DELIVERED));
    }

    /** Money that went back without our asking: all of it is a refund like ours; how much else it was, a person finds out. */
    private Order returned(Connection db, Order order, Standing.Returned returned, Why why) throws SQLException {
        if (!order.refunds().isEmpty()) {
            return order;
        }
        Order paid = order;
        if (order.state().unpaid()) {
            Instant now = clock.instant();
            OrderBook.paid(db, order, returned.paid(), now);
            paid = OrderBook.step(db, order, State.PAID, why, now);
        }
        if (!returned.all()) {
            return claim(db, paid, paid.owed(), Ground.REFUNDED_ELSEWHERE, Why.RULE);
        }
        Order refunding = refund(db, paid, paid.owed(), Ground.REFUNDED_ELSEWHERE, Why.RULE);
        for (Refund refund : refunding.refunds()) {
            refunding = learn(db, refund.number(), RefundStanding.MADE, why).orElse(refunding);
        }
        return refunding;
    }

    /** The lines were given; what is due is paid by that, and by one line only: where it was paid before, the money goes back. */
    Order deliver(Connection db, Order order, List<Line> lines) throws SQLException {
        List<Line> paidBefore = new ArrayList<>();
        for (Line line : lines) {
            String due = line.due();
            if (due == null || DueRegister.settle(db, due, order.number(), line.index(), clock.instant())) {
                OrderBook.fate(db, order, line, Line.Fate.DELIVERED);
            } else {
                paidBefore.add(line);
            }
        }
        return paidBefore.isEmpty()
                ? restated(db, order, Why.REPORTED)
                : refund(db, order, paidBefore, Ground.DUE_SETTLED, Why.RULE);
    }

    /** Whether the line went back because it was paid for elsewhere; then its delivery was told before. */
    static boolean gaveWay(Order order, Line line) {
        return order.refunds().stream()
                .anyMatch(refund -> refund.number().equals(line.refund()) && refund.ground() == Ground.DUE_SETTLED);
    }

    /** The lines' money is to go back; the provider is asked afterwards. Lines that are settled already are left alone. */
    Order refund(Connection db, Order order, List<Line> lines, Ground ground, Why why) throws SQLException {
        List<Line> open = lines.stream().filter(Line::open).toList();
        if (open.isEmpty()) {
            return order;
        }
        Instant now = clock.instant();
        long fen = open.stream().mapToLong(Line::fen).sum();
        String number = order.number() + "R" + (order.refunds().size() + 1);
        RefundBook.enter(db, new Refund(number, order.number(), fen, ground, Refund.State.DECIDED, now, null), now);
        for (Line line : open) {
            OrderBook.fate(db, order, line, Line.Fate.REFUNDING);
            OrderBook.refundedBy(db, order, line, number);
        }
        return restated(db, order, why);
    }

    /** A person has to say what becomes of the lines' money. */
    Order claim(Connection db, Order order, List<Line> lines, Ground ground, Why why) throws SQLException {
        if (lines.isEmpty()) {
            return order;
        }
        long fen = lines.stream().mapToLong(Line::fen).sum();
        String number = order.number() + "C" + (order.claims().size() + 1);
        ClaimBook.enter(db, new Claim(number, order.number(), fen, ground, clock.instant(), null));
        for (Line line : lines) {
            OrderBook.fate(db, order, line, Line.Fate.CLAIMED);
            OrderBook.claimedBy(db, order, line, number);
        }
        return restated(db, order, why);
    }

    /** Enters what the provider said of a refund; nothing if it is none of ours. */
    Optional<Order> learn(Connection db, String number, RefundStanding standing, Why why) throws SQLException {
        Optional<Refund> found = RefundBook.byNumber(db, number);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Refund refund = found.get();
        Order order = OrderBook.known(db, refund.order());
        if (!refund.open() || standing == RefundStanding.NOT_KNOWN) {
            return Optional.of(order);
        }
        Instant now = clock.instant();
        if (standing == RefundStanding.UNDER_WAY) {
            RefundBook.become(db, refund, Refund.State.UNDER_WAY, now);
            return Optional.of(OrderBook.known(db, order.number()));
        }
        List<Line> lines = order.lines().stream()
                .filter(line -> number.equals(line.refund()))
                .toList();
        if (standing == RefundStanding.FAILED) {
            RefundBook.become(db, refund, Refund.State.FAILED, now);
            return Optional.of(claim(db, order, lines, Ground.REFUND_FAILED, why));
        }
        RefundBook.become(db, refund, Refund.State.MADE, now);
        for (Line line : lines) {
            OrderBook.fate(db, order, line, Line.Fate.REFUNDED);
        }
        return Optional.of(restated(db, order, why));
    }

    /** The state that the lines make, and an end to the claims that hold no line any more. */
    private Order restated(Connection db, Order before, Why why) throws SQLException {
        Instant now = clock.instant();
        Order order = OrderBook.known(db, before.number());
        for (Claim claim : order.claims()) {
            boolean holds = order.lines().stream()
                    .anyMatch(line ->
                            line.fate() == Line.Fate.CLAIMED && claim.number().equals(line.claim()));
            if (claim.settled() == null && !holds) {
                ClaimBook.settle(db, claim, now);
            }
        }
        if (order.lines().stream().anyMatch(line -> line.fate() == Line.Fate.DELIVERED)) {
            ReceiptBook.issue(db, order, now);
        }
        State next = State.of(order.lines().stream().map(Line::fate).toList());
        if (next != State.PAID) {
            // Only what is owed is looked at again; refunds have looks of their own, and claims wait for a person.
            OrderBook.lookAgain(db, order, null);
        }
        return next == order.state() ? OrderBook.known(db, order.number()) : OrderBook.step(db, order, next, why, now);
    }
}
