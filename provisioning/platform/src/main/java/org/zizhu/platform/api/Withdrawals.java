package org.zizhu.platform.api;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.zizhu.platform.document.Archive;
import org.zizhu.platform.document.Document;

/** The table of keys under which a terminal wants no document any more. */
final class Withdrawals {

    private Withdrawals() {}

    static boolean contain(Connection db, String terminal, String documentKey) throws SQLException {
        try (PreparedStatement select =
                db.prepareStatement("SELECT 1 FROM withdrawal WHERE terminal = ? AND document_key = ?")) {
            select.setString(1, terminal);
            select.setString(2, documentKey);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Entering it twice is entering it once. */
    static void enter(Connection db, String terminal, String documentKey, long at) throws SQLException {
        try (PreparedStatement insert = db.prepareStatement("INSERT OR IGNORE INTO withdrawal VALUES (?, ?, ?)")) {
            insert.setString(1, terminal);
            insert.setString(2, documentKey);
            insert.setLong(3, at);
            insert.executeUpdate();
        }
    }

    /** What was issued to the terminal under the key, if anything. */
    static Optional<Document> issuedUnder(Connection db, String terminal, String documentKey) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT body ->> 'number' AS number FROM answered"
                + " WHERE terminal = ? AND key = ? AND status = 201 AND body <> ''")) {
            select.setString(1, terminal);
            select.setString(2, documentKey);
            try (ResultSet row = select.executeQuery()) {
                String number = row.next() ? row.getString("number") : null;
                return number == null ? Optional.empty() : Archive.byNumber(db, number);
            }
        }
    }
}
