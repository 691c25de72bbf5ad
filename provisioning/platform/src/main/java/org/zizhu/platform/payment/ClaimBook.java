package org.zizhu.platform.payment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of claims. */
final class ClaimBook {

    private ClaimBook() {}

    static void enter(Connection db, Claim claim) throws SQLException {
        OrderBook.update(
                db,
                "INSERT INTO payment_claim VALUES (?, ?, ?, ?, ?, NULL)",
                claim.number(),
                claim.order(),
                claim.fen(),
                claim.ground().name(),
                claim.opened().toEpochMilli());
    }

    static List<Claim> of(Connection db, String order) throws SQLException {
        return select(db, "order_number = ? ORDER BY number", order);
    }

    static Optional<Claim> byNumber(Connection db, String number) throws SQLException {
        return select(db, "number = ?", number).stream().findFirst();
    }

    /** Who said what becomes of it; the first word stays. */
    static void witnessed(Connection db, Claim claim, String witness, Line.Fate fate, Instant now) throws SQLException {
        OrderBook.update(
                db,
                "INSERT OR IGNORE INTO payment_claim_witness VALUES (?, ?, ?, ?)",
                claim.number(),
                witness,
                fate.name(),
                now.toEpochMilli());
    }

    /** Those that wait for a person, the oldest first. */
    static List<Claim> open(Connection db, String terminal) throws SQLException {
        return select(
                db,
                "settled IS NULL AND order_number IN (SELECT number FROM payment_order WHERE terminal = ?) ORDER BY opened",
                terminal);
    }

    static void settle(Connection db, Claim claim, Instant now) throws SQLException {
        OrderBook.update(
                db, "UPDATE payment_claim SET settled = ? WHERE number = ?", now.toEpochMilli(), claim.number());
    }

    private static List<Claim> select(Connection db, String condition, String value) throws SQLException {
        List<Claim> claims = new ArrayList<>();
        try (PreparedStatement select = db.prepareStatement("SELECT * FROM payment_claim WHERE " + condition)) {
            select.setString(1, value);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    claims.add(new Claim(
                            row.getString("number"),
                            row.getString("order_number"),
                            row.getLong("fen"),
                            Ground.valueOf(row.getString("ground")),
                            Instant.ofEpochMilli(row.getLong("opened")),
                            OrderBook.instant(row, "settled")));
                }
            }
        }
        return claims;
    }
}
