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
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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
    String open(Connection db, Holder holder, String terminal) throws SQLException {
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
            insert.setString(2, holder.citizen().id());
            insert.setString(3, terminal);
            insert.setLong(4, now + LIFE.toMillis());
            insert.executeUpdate();
        }
        for (Map.Entry<Evidence, String> one : holder.shown().witnesses().entrySet()) {
            show(db, token, one.getKey(), one.getValue());
        }
        Holder.Agent agent = holder.agent();
        if (agent != null) {
            enter(db, token, agent);
        }
        return token;
    }

    private static void enter(Connection db, String token, Holder.Agent agent) throws SQLException {
        try (PreparedStatement insert = db.prepareStatement("INSERT INTO session_agent VALUES (?, ?, ?, ?)")) {
            insert.setString(1, digest(token));
            insert.setString(2, agent.person());
            insert.setString(3, agent.assurance());
            insert.setString(4, agent.itemCode());
            insert.executeUpdate();
        }
    }

    /** Whoever the session is for has also shown this; showing it twice is showing it once. */
    void show(Connection db, String token, Evidence evidence, @Nullable String witness) throws SQLException {
        try (PreparedStatement insert = db.prepareStatement("INSERT OR IGNORE INTO session_shown VALUES (?, ?, ?)")) {
            insert.setString(1, digest(token));
            insert.setString(2, evidence.name());
            insert.setString(3, witness == null ? "" : witness);
            insert.executeUpdate();
        }
    }

    /** Whom the session is for, while it lasts and only for the terminal that opened it. */
    Optional<Holder> holder(Connection db, String token, String terminal) throws SQLException {
        Optional<Citizen> citizen = citizen(db, token, terminal);
        return citizen.isEmpty()
                ? Optional.empty()
                : Optional.of(new Holder(citizen.get(), shown(db, token), agent(db, token)));
    }

    private static Shown shown(Connection db, String token) throws SQLException {
        SortedMap<Evidence, String> witnesses = new TreeMap<>();
        try (PreparedStatement select = db.prepareStatement("SELECT * FROM session_shown WHERE session = ?")) {
            select.setString(1, digest(token));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    witnesses.put(Evidence.valueOf(row.getString("evidence")), row.getString("witness"));
                }
            }
        }
        return new Shown(witnesses);
    }

    private static Holder.@Nullable Agent agent(Connection db, String token) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT * FROM session_agent WHERE session = ?")) {
            select.setString(1, digest(token));
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new Holder.Agent(
                                row.getString("agent"), row.getString("assurance"), row.getString("item_code"))
                        : null;
            }
        }
    }

    private Optional<Citizen> citizen(Connection db, String token, String terminal) throws SQLException {
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
