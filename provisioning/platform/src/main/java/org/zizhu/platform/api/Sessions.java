package org.zizhu.platform.api;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.zizhu.platform.people.Citizen;
import org.zizhu.platform.people.Register;

/** Who has identified where. The token is known to the terminal only; the table has its digest. */
final class Sessions {

    /** A visit takes a few minutes; a quarter of an hour leaves slow people their time and forgotten sessions little. */
    static final Duration LIFE = Duration.ofMinutes(15);

    private static final int TOKEN_BYTES = 32;

    /** A token must be unguessable, so this randomness cannot come from a seed. */
    private final SecureRandom random = new SecureRandom();

    private final InstantSource clock;

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /** Opens a session and forgets those that have ended. */
    String open(Connection db, Citizen citizen, String terminal) throws SQLException {
        long now = clock.millis();
        try (PreparedStatement delete = db.prepareStatement("DELETE FROM session WHERE expires <= ?")) {
            delete.setLong(1, now);
            delete.executeUpdate();
        }
        byte[] secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        try (PreparedStatement insert = db.prepareStatement("INSERT INTO session VALUES (?, ?, ?, ?)")) {
            insert.setString(1, digest(token));
            insert.setString(2, citizen.id());
            insert.setString(3, terminal);
            insert.setLong(4, now + LIFE.toMillis());
            insert.executeUpdate();
        }
        return token;
    }

    /** The person, while the session lasts and only for the terminal that opened it. */
    Optional<Citizen> citizen(Connection db, String token, String terminal) throws SQLException {
        try (PreparedStatement select = db.prepareStatement(
                "SELECT person FROM session WHERE token_sha256 = ? AND terminal = ? AND expires > ?")) {
            select.setString(1, digest(token));
            select.setString(2, terminal);
            select.setLong(3, clock.millis());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Register.byId(db, row.getString(1)) : Optional.empty();
            }
        }
    }

    void end(Connection db, String token, String terminal) throws SQLException {
        try (PreparedStatement delete =
                db.prepareStatement("DELETE FROM session WHERE token_sha256 = ? AND terminal = ?")) {
            delete.setString(1, digest(token));
            delete.setString(2, terminal);
            delete.executeUpdate();
        }
    }

    private static String digest(String token) {
        return Digest.sha256(token.getBytes(StandardCharsets.UTF_8));
    }
}
