package org.zizhu.platform.api;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The table of what was answered to which idempotency key of which terminal. It is read and written in the same transaction as the
 * effect, so there is never an effect without its answer.
 */
final class Answered {

    private Answered() {}

    /** The earlier answer to the key, or the refusal of a key that was used for something else. */
    static Optional<Answer> earlier(Connection db, String terminal, String key, String request) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT * FROM answered WHERE terminal = ? AND key = ?")) {
            select.setString(1, terminal);
            select.setString(2, key);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                if (!row.getString("request_sha256").equals(fingerprint(request))) {
                    return Optional.of(new Answer.Refused(Refusal.IDEMPOTENCY_KEY_REUSED));
                }
                String body = row.getString("body");
                return Optional.of(body.isEmpty() ? new Answer.Noted() : new Answer.Given(row.getInt("status"), body));
            }
        }
    }

    static void remember(Connection db, String terminal, String key, String request, Answer answer, long at)
            throws SQLException {
        try (PreparedStatement insert = db.prepareStatement("INSERT INTO answered VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, terminal);
            insert.setString(2, key);
            insert.setString(3, fingerprint(request));
            insert.setInt(4, answer instanceof Answer.Given given ? given.status() : 204);
            insert.setString(5, answer instanceof Answer.Given given ? given.json() : "");
            insert.setLong(6, at);
            insert.executeUpdate();
        }
    }

    private static String fingerprint(String request) {
        return Digest.sha256(request.getBytes(StandardCharsets.UTF_8));
    }
}
