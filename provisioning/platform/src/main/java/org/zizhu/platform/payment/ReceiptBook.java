package org.zizhu.platform.payment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/** The table of receipts: each order has an address from the beginning, and a number once something was delivered. */
final class ReceiptBook {

    /** Hunan's prefix and the kind of bill; the year follows. */
    private static final String CODE = "430601";

    private ReceiptBook() {}

    static void enter(Connection db, String order, String address) throws SQLException {
        OrderBook.update(db, "INSERT INTO payment_receipt VALUES (?, ?, NULL, NULL, NULL, NULL)", order, address);
    }

    static Optional<String> address(Connection db, String order) throws SQLException {
        try (PreparedStatement select =
                db.prepareStatement("SELECT address FROM payment_receipt WHERE order_number = ?")) {
            select.setString(1, order);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** Gives it its number, once. */
    static void issue(Connection db, Order order, Instant now) throws SQLException {
        int year = LocalDate.ofInstant(now, ZoneOffset.ofHours(8)).getYear() % 100;
        String code = CODE + String.format(Locale.ROOT, "%02d", year);
        // The check code is told on the receipt only; the last digits of an order's number nobody guesses.
        String check = order.number().substring(order.number().length() - 6);
        OrderBook.update(
                db,
                "UPDATE payment_receipt SET code = ?1, number ="
                        + " (SELECT coalesce(max(number), 0) + 1 FROM payment_receipt WHERE code = ?1), check_code = ?2, at = ?3"
                        + " WHERE order_number = ?4 AND code IS NULL",
                code,
                check,
                now.toEpochMilli(),
                order.number());
    }

    static Optional<Receipt> at(Connection db, String address) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT * FROM payment_receipt WHERE address = ?")) {
            select.setString(1, address);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Instant at = OrderBook.instant(row, "at");
                return Optional.of(new Receipt(
                        OrderBook.known(db, row.getString("order_number")),
                        at == null
                                ? null
                                : new Receipt.Issued(
                                        row.getString("code"),
                                        String.format(Locale.ROOT, "%010d", row.getLong("number")),
                                        row.getString("check_code"),
                                        at)));
            }
        }
    }
}
