package org.zizhu.platform.qr;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table of codes that were shown on phones. It has their digests only; an expired one is remembered for a day. */
public final class CodeBook {

    /** For so long it is said that a code has run out, and not that nobody knows it. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    /** On its way from the scanner to here a code may run out. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(10);

    private CodeBook() {}

    /** What became of a code that was shown. */
    public sealed interface Redeemed {

        /**
         * @param person the register's id
         * @param signed whether it was one of ours, and not another application's
         */
        record Of(String person, boolean signed) implements Redeemed {}

        record Not(Why why, @Nullable String person) implements Redeemed {}
    }

    /** Why nothing is done by it. */
    public enum Why {
        NOT_RECOGNISED,
        WRONG_KIND,
        REVOKED,
        OTHER_TERMINAL,
        EXPIRED,
        REPLAYED
    }

    static void enter(
            Connection db,
            String code,
            CodeKind kind,
            @Nullable String person,
            @Nullable String audience,
            byte @Nullable [] nonce,
            Instant now,
            Instant expires)
            throws SQLException {
        try (PreparedStatement delete = db.prepareStatement("DELETE FROM phone_code WHERE expires < ?")) {
            delete.setLong(1, now.minus(REMEMBERED).toEpochMilli());
            delete.executeUpdate();
        }
        try (PreparedStatement insert =
                db.prepareStatement("INSERT INTO phone_code VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)")) {
            insert.setString(1, digest(code));
            insert.setString(2, kind.name());
            insert.setString(3, person);
            insert.setString(4, audience);
            insert.setBytes(5, nonce);
            insert.setLong(6, expires.toEpochMilli());
            insert.executeUpdate();
        }
    }

    /** Uses a code that identifies somebody up, if it is good at that terminal and now. */
    public static Redeemed redeem(Connection db, String code, String terminal, long now) throws SQLException {
        Redeemed redeemed = look(db, code, CodeKind.IDENTIFYING, terminal, now);
        if (redeemed instanceof Redeemed.Of) {
            mark(db, "used", code, now);
        }
        return redeemed;
    }

    /**
     * Whose code it is, if it is good at that terminal and now; it stays so.
     *
     * @param wanted what it may be for
     */
    public static Redeemed look(Connection db, String code, Set<CodeKind> wanted, String terminal, long now)
            throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT * FROM phone_code WHERE sha256 = ?")) {
            select.setString(1, digest(code));
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return new Redeemed.Not(Why.NOT_RECOGNISED, null);
                }
                String person = row.getString("person");
                String audience = row.getString("audience");
                if (person == null || !wanted.contains(CodeKind.valueOf(row.getString("kind")))) {
                    return new Redeemed.Not(Why.WRONG_KIND, person);
                } else if (row.getObject("revoked") != null) {
                    return new Redeemed.Not(Why.REVOKED, person);
                } else if (elsewhere(audience, terminal)) {
                    return new Redeemed.Not(Why.OTHER_TERMINAL, person);
                } else if (row.getObject("used") != null) {
                    return new Redeemed.Not(Why.REPLAYED, person);
                } else if (now > row.getLong("expires") + ON_ITS_WAY.toMillis()) {
                    return new Redeemed.Not(Why.EXPIRED, person);
                }
                return new Redeemed.Of(person, row.getBytes("nonce") != null);
            }
        }
    }

    /** Whether it may be shown there. Which division a terminal stands in, the terminal knows and has looked at. */
    private static boolean elsewhere(@Nullable String audience, String terminal) {
        return audience != null && audience.startsWith("t:") && !audience.equals("t:" + terminal);
    }

    /** False if there is no such code. */
    static boolean revoke(Connection db, String code, long now) throws SQLException {
        return mark(db, "revoked", code, now) == 1;
    }

    /** Of codes that have not expired long ago. */
    static List<byte[]> revokedNonces(Connection db, long now) throws SQLException {
        List<byte[]> nonces = new ArrayList<>();
        try (PreparedStatement select = db.prepareStatement(
                "SELECT nonce FROM phone_code WHERE revoked IS NOT NULL AND nonce IS NOT NULL AND expires > ?")) {
            select.setLong(1, now - REMEMBERED.toMillis());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    nonces.add(row.getBytes(1));
                }
            }
        }
        return nonces;
    }

    private static int mark(Connection db, String column, String code, long now) throws SQLException {
        try (PreparedStatement update =
                db.prepareStatement("UPDATE phone_code SET " + column + " = ? WHERE sha256 = ?")) {
            update.setLong(1, now);
            update.setString(2, digest(code));
            return update.executeUpdate();
        }
    }

    private static String digest(String code) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
