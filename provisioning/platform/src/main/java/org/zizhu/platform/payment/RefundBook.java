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

/** The table of refunds. */
final class RefundBook {

    private RefundBook() {}

    static void enter(Connection db, Refund refund, @Nullable Instant look) throws SQLException {
        OrderBook.update(
                db,
                "INSERT INTO payment_refund VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)",
                refund.number(),
                refund.order(),
                refund.fen(),
                refund.ground().name(),
                refund.state().name(),
                refund.decided().toEpochMilli(),
                refund.settled() == null ? null : refund.settled().toEpochMilli(),
                look == null ? null : look.toEpochMilli());
    }

    static Optional<Refund> byNumber(Connection db, String number) throws SQLException {
        return select(db, "number = ?", number).stream().findFirst();
    }

    static List<Refund> of(Connection db, String order) throws SQLException {
        return select(db, "order_number = ? ORDER BY number", order);
    }

    static List<Refund> due(Connection db, Instant now, int atMost) throws SQLException {
        return select(db, "next_look <= ? ORDER BY next_look LIMIT ?", now.toEpochMilli(), atMost);
    }

    /** Those made within a time, by our clock. */
    static List<Refund> madeBetween(Connection db, Means means, Instant from, Instant until) throws SQLException {
        return select(
                db,
                "state = 'MADE' AND settled >= ? AND settled < ?"
                        + " AND order_number IN (SELECT number FROM payment_order WHERE means = ?)",
                from.toEpochMilli(),
                until.toEpochMilli(),
                means.name());
    }

    static void become(Connection db, Refund refund, Refund.State state, Instant now) throws SQLException {
        boolean over = state == Refund.State.MADE || state == Refund.State.FAILED;
        OrderBook.update(
                db,
                "UPDATE payment_refund SET state = ?, settled = ? WHERE number = ?",
                state.name(),
                over ? now.toEpochMilli() : null,
                refund.number());
        if (over) {
            lookAgain(db, refund, null);
        }
    }

    static void lookAgain(Connection db, Refund refund, @Nullable Instant at) throws SQLException {
        OrderBook.update(
                db,
                "UPDATE payment_refund SET next_look = ?, looks = looks + 1 WHERE number = ?",
                at == null ? null : at.toEpochMilli(),
                refund.number());
    }

    static int looks(Connection db, Refund refund) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT looks FROM payment_refund WHERE number = ?")) {
            select.setString(1, refund.number());
            try (ResultSet row = select.executeQuery()) {
                return row.getInt(1);
            }
        }
    }

    private static List<Refund> select(Connection db, String condition, Object... values) throws SQLException {
        List<Refund> refunds = new ArrayList<>();
        try (PreparedStatement select = db.prepareStatement("SELECT * FROM payment_refund WHERE " + condition)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    refunds.add(new Refund(
                            row.getString("number"),
                            row.getString("order_number"),
                            row.getLong("fen"),
                            Ground.valueOf(row.getString("ground")),
                            Refund.State.valueOf(row.getString("state")),
                            Instant.ofEpochMilli(row.getLong("decided")),
                            OrderBook.instant(row, "settled")));
                }
            }
        }
        return refunds;
    }
}
