package org.zizhu.platform.casework;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of cases. */
public final class CaseRegister {

    private CaseRegister() {}

    public static void enter(Connection db, String person, CaseFile file) throws SQLException {
        try (PreparedStatement insert =
                db.prepareStatement("INSERT INTO case_file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, file.number());
            insert.setString(2, person);
            insert.setString(3, file.item().name());
            insert.setInt(4, file.stage());
            insert.setString(5, file.outcome().name());
            insert.setString(6, file.accepted().toString());
            insert.setString(7, file.updated().toString());
            insert.setString(
                    8, file.promisedBy() == null ? null : file.promisedBy().toString());
            insert.setString(9, file.office());
            insert.setString(10, file.phone());
            insert.executeUpdate();
        }
    }

    /** The person's cases: open ones first, then by the latest news. */
    public static List<CaseFile> of(Connection db, String person) throws SQLException {
        List<CaseFile> files = new ArrayList<>();
        try (PreparedStatement select = db.prepareStatement("SELECT * FROM case_file WHERE person = ?"
                + " ORDER BY outcome IN ('GRANTED', 'REJECTED'), updated DESC, number")) {
            select.setString(1, person);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    files.add(new CaseFile(
                            row.getString("number"),
                            CaseItem.valueOf(row.getString("item")),
                            row.getInt("stage"),
                            CaseFile.Outcome.valueOf(row.getString("outcome")),
                            LocalDate.parse(row.getString("accepted")),
                            LocalDate.parse(row.getString("updated")),
                            dayOrNull(row.getString("promised_by")),
                            row.getString("office"),
                            row.getString("phone")));
                }
            }
        }
        return files;
    }

    private static @Nullable LocalDate dayOrNull(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
