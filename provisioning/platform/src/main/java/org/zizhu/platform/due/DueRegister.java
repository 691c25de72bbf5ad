package org.zizhu.platform.due;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.platform.bilingual.Text;

/** The tables of what is due. */
public final class DueRegister {

    private DueRegister() {}

    /** @param person the register's id */
    public static void enter(Connection db, String person, List<Due> dues) throws SQLException {
        for (Due due : dues) {
            enter(db, due, person, null);
        }
    }

    /** @param person the register's id of the customer */
    public static void enter(Connection db, String person, Household household) throws SQLException {
        try (PreparedStatement insert = db.prepareStatement("INSERT INTO household VALUES (?, ?, ?)")) {
            insert.setString(1, household.number());
            insert.setString(2, person);
            insert.setString(3, household.maskedHolder());
            insert.executeUpdate();
        }
        for (Due due : household.bills()) {
            enter(db, due, null, household.number());
        }
    }

    private static void enter(Connection db, Due due, @Nullable String person, @Nullable String household)
            throws SQLException {
        try (PreparedStatement insert =
                db.prepareStatement("INSERT INTO due VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL)")) {
            insert.setString(1, due.id());
            insert.setString(2, due.kind().name());
            insert.setString(3, person);
            insert.setString(4, household);
            insert.setLong(5, due.fen());
            insert.setString(6, due.payee().zh());
            insert.setString(7, due.payee().en());
            insert.setString(8, due.what().zh());
            insert.setString(9, due.what().en());
            insert.setString(10, due.period());
            insert.executeUpdate();
        }
        try (PreparedStatement insert = db.prepareStatement("INSERT INTO due_detail VALUES (?, ?, ?, ?, ?, ?)")) {
            for (int i = 0; i < due.details().size(); i++) {
                Due.Detail detail = due.details().get(i);
                insert.setString(1, due.id());
                insert.setInt(2, i);
                insert.setString(3, detail.label().zh());
                insert.setString(4, detail.label().en());
                insert.setString(5, detail.value().zh());
                insert.setString(6, detail.value().en());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** What a person has not paid yet, of these kinds. */
    public static List<Due> open(Connection db, String person, Collection<DueKind> kinds) throws SQLException {
        return select(db, "paid_order IS NULL AND person = ? ORDER BY id", person).stream()
                .filter(due -> kinds.contains(due.kind()))
                .toList();
    }

    /** The customer of that number, with the bills that are open. */
    public static Optional<Household> household(Connection db, String number) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT masked_holder FROM household WHERE number = ?")) {
            select.setString(1, number);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Household(
                                number,
                                row.getString(1),
                                select(db, "paid_order IS NULL AND household = ? ORDER BY period", number)))
                        : Optional.empty();
            }
        }
    }

    /** The number of the household that a person is the customer for. */
    public static Optional<String> householdOf(Connection db, String person) throws SQLException {
        return one(db, "SELECT number FROM household WHERE person = ?", person);
    }

    public static Optional<Due> byId(Connection db, String id) throws SQLException {
        return select(db, "id = ?", id).stream().findFirst();
    }

    /** By whom alone it can be paid (register id); empty for anybody. */
    public static Optional<String> debtor(Connection db, String id) throws SQLException {
        return one(db, "SELECT person FROM due WHERE id = ? AND person IS NOT NULL", id);
    }

    /** The order that has paid it; empty while it is open. */
    public static Optional<String> paidBy(Connection db, String id) throws SQLException {
        return one(db, "SELECT paid_order FROM due WHERE id = ? AND paid_order IS NOT NULL", id);
    }

    /**
     * Enters that a line of an order has paid it, the first time it is told so.
     *
     * @return whether it is that line that has paid it
     */
    public static boolean settle(Connection db, String id, String order, int line, Instant now) throws SQLException {
        try (PreparedStatement update = db.prepareStatement("UPDATE due SET paid_order = ?, paid_line = ?, paid_at = ?"
                + " WHERE id = ? AND (paid_order IS NULL OR (paid_order = ? AND paid_line = ?))")) {
            update.setString(1, order);
            update.setInt(2, line);
            update.setLong(3, now.toEpochMilli());
            update.setString(4, id);
            update.setString(5, order);
            update.setInt(6, line);
            return update.executeUpdate() == 1;
        }
    }

    private static List<Due> select(Connection db, String condition, String value) throws SQLException {
        List<Due> dues = new ArrayList<>();
        try (PreparedStatement select = db.prepareStatement("SELECT * FROM due WHERE " + condition)) {
            select.setString(1, value);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String id = row.getString("id");
                    dues.add(new Due(
                            id,
                            DueKind.valueOf(row.getString("kind")),
                            row.getLong("fen"),
                            new Text(row.getString("payee_zh"), row.getString("payee_en")),
                            new Text(row.getString("what_zh"), row.getString("what_en")),
                            row.getString("period"),
                            details(db, id)));
                }
            }
        }
        return dues;
    }

    private static List<Due.Detail> details(Connection db, String id) throws SQLException {
        List<Due.Detail> details = new ArrayList<>();
        try (PreparedStatement select = db.prepareStatement("SELECT * FROM due_detail WHERE due = ? ORDER BY place")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    details.add(new Due.Detail(
                            new Text(row.getString("label_zh"), row.getString("label_en")),
                            new Text(row.getString("value_zh"), row.getString("value_en"))));
                }
            }
        }
        return details;
    }

    private static Optional<String> one(Connection db, String sql, String value) throws SQLException {
        try (PreparedStatement select = db.prepareStatement(sql)) {
            select.setString(1, value);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }
}
