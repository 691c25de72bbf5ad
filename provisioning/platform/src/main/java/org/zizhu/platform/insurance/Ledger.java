package org.zizhu.platform.insurance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** The table of contributions. */
public final class Ledger {

    private Ledger() {}

    public static void enter(Connection db, String person, List<Contribution> months) throws SQLException {
        try (PreparedStatement insert =
                db.prepareStatement("INSERT INTO contribution VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Contribution month : months) {
                insert.setString(1, person);
                insert.setString(2, month.month().toString());
                insert.setString(3, month.scheme().name());
                insert.setString(4, month.employer());
                insert.setLong(5, month.baseFen());
                insert.setLong(6, month.personalFen());
                insert.setLong(7, month.employerFen());
                insert.setString(8, month.payment().name());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    public static History of(Connection db, String person) throws SQLException {
        List<Contribution> months = new ArrayList<>();
        try (PreparedStatement select =
                db.prepareStatement("SELECT * FROM contribution WHERE person = ? ORDER BY month")) {
            select.setString(1, person);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    months.add(new Contribution(
                            YearMonth.parse(row.getString("month")),
                            Scheme.valueOf(row.getString("scheme")),
                            row.getString("employer"),
                            row.getLong("base_fen"),
                            row.getLong("personal_fen"),
                            row.getLong("employer_fen"),
                            Payment.valueOf(row.getString("state"))));
                }
            }
        }
        return new History(months);
    }
}
