package org.zizhu.platform.payment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables of slips: under which transaction of a terminal an order was made, which is what the terminal prints for the citizen, also when
 * it has lost the city by then; and which terminal is finishing what a slip is for.
 */
final class SlipBook {

    private SlipBook() {}

    static void enter(Connection db, String slip, String order) throws SQLException {
        OrderBook.update(db, "INSERT OR IGNORE INTO payment_slip VALUES (?, ?)", slip, order);
    }

    /** The order of a slip: of several the one that was paid, else the last. A claim's or an order's number is as good as a slip. */
    static Optional<Order> order(Connection db, String slip) throws SQLException {
        String sql =
                "SELECT number FROM payment_order WHERE number IN (SELECT order_number FROM payment_slip WHERE code = ?1)"
                        + " OR number = ?1 OR number IN (SELECT order_number FROM payment_claim WHERE number = ?1)"
                        + " ORDER BY paid_at IS NULL, created DESC LIMIT 1";
        Optional<String> number = one(db, sql, slip);
        return number.isPresent() ? OrderBook.byNumber(db, number.get()) : Optional.empty();
    }

    /**
     * Orders of somebody of which nobody knows whether what they are for was given, and those paid before a time for which something is owed
     * still; none that a terminal is finishing now.
     */
    static List<String> unfinished(Connection db, String person, Instant paidBefore) throws SQLException {
        String sql = "SELECT number FROM payment_order WHERE person = ?"
                + " AND (state = 'HELD' OR (state = 'PAID' AND paid_at < ?))"
                + " AND number NOT IN (SELECT order_number FROM payment_taken WHERE at > 0) ORDER BY paid_at";
        List<String> numbers = new ArrayList<>();
        try (PreparedStatement select = db.prepareStatement(sql)) {
            select.setString(1, person);
            select.setLong(2, paidBefore.toEpochMilli());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    numbers.add(row.getString(1));
                }
            }
        }
        return numbers;
    }

    /** The terminal that is finishing an order now; it is, from its taking until it has said what came of it. */
    static Optional<String> taker(Connection db, String order) throws SQLException {
        return one(db, "SELECT terminal FROM payment_taken WHERE order_number = ? AND at > 0", order);
    }

    /** Whether a terminal was the last to take it, even if it has said since what came of it: an answer may be lost. */
    static boolean tookLast(Connection db, String order, String terminal) throws SQLException {
        return one(db, "SELECT terminal FROM payment_taken WHERE order_number = ?", order)
                .filter(terminal::equals)
                .isPresent();
    }

    static void take(Connection db, String order, String terminal, Instant now) throws SQLException {
        OrderBook.update(
                db, "INSERT OR REPLACE INTO payment_taken VALUES (?, ?, ?)", order, terminal, now.toEpochMilli());
    }

    /** Nobody is finishing it any more. */
    static void free(Connection db, String order) throws SQLException {
        OrderBook.update(db, "UPDATE payment_taken SET at = 0 WHERE order_number = ?", order);
    }

    private static Optional<String> one(Connection db, String sql, @Nullable String value) throws SQLException {
        try (PreparedStatement select = db.prepareStatement(sql)) {
            select.setString(1, value);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }
}
