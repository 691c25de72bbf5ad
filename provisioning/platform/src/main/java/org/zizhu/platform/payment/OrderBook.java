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
import org.zizhu.platform.bilingual.Text;

/** The tables of orders, their lines and their steps. */
final class OrderBook {

    private OrderBook() {}

    /** Enters a new order, to be looked at again at that time should nothing be heard of it. */
    static void enter(Connection db, Order order, String key, String requestSha256, Instant look) throws SQLException {
        try (PreparedStatement insert = db.prepareStatement("INSERT INTO payment_order (number, terminal, key,"
                + " request_sha256, person, matter, item_code, item_name, means, fen, state, created, expires, next_look,"
                + " looks) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)")) {
            insert.setString(1, order.number());
            insert.setString(2, order.terminal());
            insert.setString(3, key);
            insert.setString(4, requestSha256);
            insert.setString(5, order.person());
            insert.setString(6, order.matter());
            insert.setString(7, order.itemCode());
            insert.setString(8, order.itemName());
            insert.setString(9, order.means().name());
            insert.setLong(10, order.fen());
            insert.setString(11, order.state().name());
            insert.setLong(12, order.created().toEpochMilli());
            insert.setLong(13, order.expires().toEpochMilli());
            insert.setLong(14, look.toEpochMilli());
            insert.executeUpdate();
        }
        try (PreparedStatement insert =
                db.prepareStatement("INSERT INTO payment_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)")) {
            for (Line line : order.lines()) {
                insert.setString(1, order.number());
                insert.setInt(2, line.index());
                insert.setLong(3, line.fen());
                insert.setString(4, line.payee().zh());
                insert.setString(5, line.payee().en());
                insert.setString(6, line.what().zh());
                insert.setString(7, line.what().en());
                insert.setString(8, line.fate().name());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (PreparedStatement insert = db.prepareStatement("INSERT INTO payment_line_due VALUES (?, ?, ?)")) {
            for (Line line : order.lines()) {
                if (line.due() != null) {
                    insert.setString(1, order.number());
                    insert.setInt(2, line.index());
                    insert.setString(3, line.due());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    static Optional<Order> byNumber(Connection db, String number) throws SQLException {
        return select(db, "number = ?", number).stream().findFirst();
    }

    /** The order of that number, which we have from our own tables. */
    static Order known(Connection db, String number) throws SQLException {
        return byNumber(db, number).orElseThrow(() -> new IllegalStateException("no order " + number));
    }

    static Optional<Order> byKey(Connection db, String terminal, String key) throws SQLException {
        return select(db, "terminal = ? AND key = ?", terminal, key).stream().findFirst();
    }

    /** Digest of the request that made the order, by which a key used for something else is known. */
    static String requestOf(Connection db, String number) throws SQLException {
        try (PreparedStatement select =
                db.prepareStatement("SELECT request_sha256 FROM payment_order WHERE number = ?")) {
            select.setString(1, number);
            try (ResultSet row = select.executeQuery()) {
                return row.getString(1);
            }
        }
    }

    static List<Order> ofMatter(Connection db, String terminal, String matter) throws SQLException {
        return select(db, "terminal = ? AND matter = ?", terminal, matter);
    }

    static List<Order> payable(Connection db, String terminal) throws SQLException {
        return select(
                db,
                "terminal = ? AND state = ? AND code IS NOT NULL ORDER BY created DESC",
                terminal,
                State.PAYING.name());
    }

    /** Those that it is time to look at, the longest waiting first. */
    static List<Order> due(Connection db, Instant now, int atMost) throws SQLException {
        return select(db, "next_look <= ? ORDER BY next_look LIMIT ?", now.toEpochMilli(), atMost);
    }

    /** Those paid within a time, by the provider's clock. */
    static List<Order> paidBetween(Connection db, Means means, Instant from, Instant until) throws SQLException {
        return select(
                db,
                "means = ? AND paid_at >= ? AND paid_at < ?",
                means.name(),
                from.toEpochMilli(),
                until.toEpochMilli());
    }

    /** Those of one terminal paid within a time, by the provider's clock. */
    static List<Order> paidAt(Connection db, String terminal, Instant from, Instant until) throws SQLException {
        return select(
                db,
                "terminal = ? AND paid_at >= ? AND paid_at < ?",
                terminal,
                from.toEpochMilli(),
                until.toEpochMilli());
    }

    /** Takes the step of the table, and writes down when and why. */
    static Order step(Connection db, Order order, State next, Why why, Instant now) throws SQLException {
        if (!order.state().mayBecome(next)) {
            throw new IllegalStateException(order + " can't become " + next);
        }
        update(db, "UPDATE payment_order SET state = ?, looks = 0 WHERE number = ?", next.name(), order.number());
        try (PreparedStatement insert = db.prepareStatement("INSERT INTO payment_step VALUES (NULL, ?, ?, ?, ?, ?)")) {
            insert.setString(1, order.number());
            insert.setLong(2, now.toEpochMilli());
            insert.setString(3, order.state().name());
            insert.setString(4, next.name());
            insert.setString(5, why.name());
            insert.executeUpdate();
        }
        return known(db, order.number());
    }

    static void code(Connection db, Order order, String code) throws SQLException {
        update(db, "UPDATE payment_order SET code = ? WHERE number = ?", code, order.number());
    }

    static void paid(Connection db, Order order, Standing.Paid paid, Instant now) throws SQLException {
        update(
                db,
                "UPDATE payment_order SET taken_fen = ?, paid_at = ?, known_at = ?, provider_number = ? WHERE number = ?",
                paid.fen(),
                paid.at().toEpochMilli(),
                now.toEpochMilli(),
                paid.providerNumber(),
                order.number());
    }

    /** The terminal is told in a moment: from now on the order is the terminal's to decide. */
    /** A terminal's request under that key is not to be done any more, should it still come. */
    static void unwant(Connection db, String terminal, String key, Instant now) throws SQLException {
        update(db, "INSERT OR IGNORE INTO payment_unwanted VALUES (?, ?, ?)", terminal, key, now.toEpochMilli());
    }

    static boolean unwanted(Connection db, String terminal, String key) throws SQLException {
        try (PreparedStatement select =
                db.prepareStatement("SELECT 1 FROM payment_unwanted WHERE terminal = ? AND order_key = ?")) {
            select.setString(1, terminal);
            select.setString(2, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    static void told(Connection db, Order order, Instant now) throws SQLException {
        update(db, "UPDATE payment_order SET told_at = ? WHERE number = ?", now.toEpochMilli(), order.number());
    }

    static void abandoned(Connection db, Order order, Instant now) throws SQLException {
        update(db, "UPDATE payment_order SET abandoned_at = ? WHERE number = ?", now.toEpochMilli(), order.number());
    }

    /** When to look at it again; null for never. */
    static void lookAgain(Connection db, Order order, @Nullable Instant at) throws SQLException {
        update(
                db,
                "UPDATE payment_order SET next_look = ?, looks = looks + 1 WHERE number = ?",
                at == null ? null : at.toEpochMilli(),
                order.number());
    }

    /** How often it was looked at since its last step. */
    static int looks(Connection db, Order order) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT looks FROM payment_order WHERE number = ?")) {
            select.setString(1, order.number());
            try (ResultSet row = select.executeQuery()) {
                return row.getInt(1);
            }
        }
    }

    static void fate(Connection db, Order order, Line line, Line.Fate fate) throws SQLException {
        update(
                db,
                "UPDATE payment_line SET fate = ? WHERE order_number = ? AND line = ?",
                fate.name(),
                order.number(),
                line.index());
    }

    static void refundedBy(Connection db, Order order, Line line, String refund) throws SQLException {
        update(
                db,
                "UPDATE payment_line SET refund = ? WHERE order_number = ? AND line = ?",
                refund,
                order.number(),
                line.index());
    }

    static void claimedBy(Connection db, Order order, Line line, String claim) throws SQLException {
        update(
                db,
                "UPDATE payment_line SET claim = ? WHERE order_number = ? AND line = ?",
                claim,
                order.number(),
                line.index());
    }

    private static List<Order> select(Connection db, String condition, Object... values) throws SQLException {
        List<Order> orders = new ArrayList<>();
        try (PreparedStatement select = db.prepareStatement("SELECT * FROM payment_order WHERE " + condition)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    orders.add(order(db, row));
                }
            }
        }
        return orders;
    }

    private static Order order(Connection db, ResultSet row) throws SQLException {
        String number = row.getString("number");
        Instant paidAt = instant(row, "paid_at");
        Instant knownAt = instant(row, "known_at");
        return new Order(
                number,
                row.getString("terminal"),
                row.getString("person"),
                row.getString("matter"),
                row.getString("item_code"),
                row.getString("item_name"),
                Means.valueOf(row.getString("means")),
                row.getLong("fen"),
                State.valueOf(row.getString("state")),
                row.getString("code"),
                Instant.ofEpochMilli(row.getLong("created")),
                Instant.ofEpochMilli(row.getLong("expires")),
                paidAt == null || knownAt == null
                        ? null
                        : new Order.Paid(row.getLong("taken_fen"), paidAt, knownAt, row.getString("provider_number")),
                instant(row, "told_at"),
                instant(row, "abandoned_at"),
                lines(db, number),
                RefundBook.of(db, number),
                ClaimBook.of(db, number));
    }

    private static List<Line> lines(Connection db, String number) throws SQLException {
        List<Line> lines = new ArrayList<>();
        try (PreparedStatement select = db.prepareStatement("SELECT * FROM payment_line LEFT JOIN payment_line_due"
                + " USING (order_number, line) WHERE order_number = ? ORDER BY line")) {
            select.setString(1, number);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    lines.add(new Line(
                            row.getInt("line"),
                            row.getLong("fen"),
                            new Text(row.getString("payee_zh"), row.getString("payee_en")),
                            new Text(row.getString("what_zh"), row.getString("what_en")),
                            row.getString("due"),
                            Line.Fate.valueOf(row.getString("fate")),
                            row.getString("refund"),
                            row.getString("claim")));
                }
            }
        }
        return lines;
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static void update(Connection db, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement update = db.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            update.executeUpdate();
        }
    }
}
