package org.zizhu.platform.document;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** The table of issued documents. */
public final class Archive {

    private static final String WITHOUT_CONTENT = "SELECT number, code, person, terminal, type, issuer, masked_name,"
            + " masked_number, pages, sha256, issued_at, valid_until, state FROM document WHERE ";

    private Archive() {}

    public static void enter(Connection db, Document document, byte[] content) throws SQLException {
        try (PreparedStatement insert =
                db.prepareStatement("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, document.number());
            insert.setString(2, document.code());
            insert.setString(3, document.person());
            insert.setString(4, document.terminal());
            insert.setString(5, document.type().name());
            insert.setString(6, document.issuer());
            insert.setString(7, document.maskedName());
            insert.setString(8, document.maskedNumber());
            insert.setInt(9, document.pages());
            insert.setString(10, document.sha256());
            insert.setLong(11, document.issuedAt().toEpochMilli());
            insert.setString(12, document.validUntil().toString());
            insert.setString(13, document.state().name());
            insert.setBytes(14, content);
            insert.executeUpdate();
        }
    }

    public static Optional<Document> byNumber(Connection db, String number) throws SQLException {
        return one(db, "number = ?", number);
    }

    public static Optional<Document> byCode(Connection db, String code) throws SQLException {
        return one(db, "code = ?", code);
    }

    public static byte[] content(Connection db, Document document) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT content FROM document WHERE number = ?")) {
            select.setString(1, document.number());
            try (ResultSet row = select.executeQuery()) {
                return row.getBytes(1);
            }
        }
    }

    public static void become(Connection db, Document document, Document.State state) throws SQLException {
        try (PreparedStatement update = db.prepareStatement("UPDATE document SET state = ? WHERE number = ?")) {
            update.setString(1, state.name());
            update.setString(2, document.number());
            update.executeUpdate();
        }
    }

    /** How many were issued, to number the next. */
    public static long count(Connection db) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT count(*) FROM document");
                ResultSet row = select.executeQuery()) {
            return row.getLong(1);
        }
    }

    private static Optional<Document> one(Connection db, String condition, String value) throws SQLException {
        try (PreparedStatement select = db.prepareStatement(WITHOUT_CONTENT + condition)) {
            select.setString(1, value);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new Document(
                        row.getString("number"),
                        row.getString("code"),
                        row.getString("person"),
                        row.getString("terminal"),
                        DocumentType.valueOf(row.getString("type")),
                        row.getString("issuer"),
                        row.getString("masked_name"),
                        row.getString("masked_number"),
                        row.getInt("pages"),
                        row.getString("sha256"),
                        Instant.ofEpochMilli(row.getLong("issued_at")),
                        LocalDate.parse(row.getString("valid_until")),
                        Document.State.valueOf(row.getString("state"))));
            }
        }
    }
}
