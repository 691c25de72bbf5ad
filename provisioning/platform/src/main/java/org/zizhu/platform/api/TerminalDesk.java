package org.zizhu.platform.api;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.platform.collection.Stocking;
import org.zizhu.platform.people.Person;
import org.zizhu.platform.store.Database;
import org.zizhu.platform.trust.CertificateAuthority;
import org.zizhu.platform.trust.SigningRequest;
import org.zizhu.platform.trust.StaffAuthority;

/**
 * How terminals come to their certificates: the city gives out a code for one, which is good once, and the terminal has the key certified that it
 * has made and that never leaves it.
 */
public final class TerminalDesk {

    /** An answer may be lost, and who sets the terminal up may come back next week; the key is the same, so nothing is given away. */
    private static final Duration ANSWERED_AGAIN_FOR = Duration.ofDays(7);

    private static final int CODE_BYTES = 16;

    /** The one body without a context: who asks is nobody yet. */
    record Enrol(String code, String csr) {

        /** Without the code. */
        @Override
        public String toString() {
            return "Enrol[]";
        }
    }

    /**
     * @param chain PEM: the terminal's certificate, then the authority's
     * @param staffAuthority PEM: whose cards are staff's
     */
    private record Enrolled(String terminal, String chain, String staffAuthority) {}

    private record Given(
            String terminal, Instant expires, @Nullable Instant used, @Nullable String key, @Nullable String chain) {}

    private final Database database;
    private final CertificateAuthority authority;
    private final StaffAuthority staff;
    private final List<Person> people;
    private final InstantSource clock;
    /** Codes must be unguessable, so this randomness cannot come from a seed. */
    private final SecureRandom random = new SecureRandom();

    /**
     * @param people for whom something waits in the first terminal
     */
    public TerminalDesk(
            Database database,
            CertificateAuthority authority,
            StaffAuthority staff,
            List<Person> people,
            InstantSource clock) {
        this.database = database;
        this.authority = authority;
        this.staff = staff;
        this.people = people;
        this.clock = clock;
    }

    /**
     * A code for a terminal, 22 characters; others that were given out for it stay as they are.
     *
     * @throws IllegalArgumentException if nothing can be called so
     */
    public String code(String terminal, Duration good) {
        if (!CertificateAuthority.isTerminal(terminal)) {
            throw new IllegalArgumentException("not the id of a terminal: " + terminal);
        }
        byte[] secret = new byte[CODE_BYTES];
        random.nextBytes(secret);
        String code = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        database.write(db -> {
            try (PreparedStatement insert =
                    db.prepareStatement("INSERT INTO enrolment_code VALUES (?, ?, ?, NULL, NULL, NULL)")) {
                insert.setString(1, digest(code));
                insert.setString(2, terminal);
                insert.setLong(3, clock.instant().plus(good).toEpochMilli());
                return insert.executeUpdate();
            }
        });
        return code;
    }

    Call.Reply enrol(Enrol body) {
        Optional<SigningRequest> csr = SigningRequest.read(body.csr());
        return database.write(db -> {
            Optional<Given> found = given(db, digest(body.code()));
            if (found.isEmpty()) {
                return Call.Reply.refused(Refusal.ENROLMENT_CODE_UNKNOWN);
            }
            if (csr.isEmpty()) {
                return Call.Reply.refused(Refusal.CSR_INVALID);
            }
            Given given = found.get();
            Instant now = clock.instant();
            String key = Digest.sha256(csr.get().key().getEncoded());
            if (!given.terminal.equals(csr.get().terminal())) {
                return Call.Reply.refused(Refusal.NAME_MISMATCH);
            }
            if (given.used != null && given.chain != null) {
                return key.equals(given.key) && now.isBefore(given.used.plus(ANSWERED_AGAIN_FOR))
                        ? enrolled(given.terminal, given.chain)
                        : Call.Reply.refused(Refusal.ENROLMENT_CODE_USED);
            }
            if (!now.isBefore(given.expires)) {
                return Call.Reply.refused(Refusal.ENROLMENT_CODE_EXPIRED);
            }
            String chain = authority.certify(given.terminal, csr.get().key());
            use(db, digest(body.code()), now, key, chain);
            Stocking.stock(db, given.terminal, people, random);
            return enrolled(given.terminal, chain);
        });
    }

    private Call.Reply enrolled(String terminal, String chain) {
        return new Call.Reply(
                new Answer.Given(200, Json.write(new Enrolled(terminal, chain, staff.pem()))), (String) null);
    }

    private static Optional<Given> given(Connection db, String digest) throws SQLException {
        try (PreparedStatement query = db.prepareStatement("SELECT * FROM enrolment_code WHERE code_sha256 = ?")) {
            query.setString(1, digest);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                long used = row.getLong("used_at");
                boolean unused = row.wasNull();
                return Optional.of(new Given(
                        row.getString("terminal"),
                        Instant.ofEpochMilli(row.getLong("expires")),
                        unused ? null : Instant.ofEpochMilli(used),
                        row.getString("used_key_sha256"),
                        row.getString("chain")));
            }
        }
    }

    private static void use(Connection db, String digest, Instant now, String key, String chain) throws SQLException {
        try (PreparedStatement update = db.prepareStatement(
                "UPDATE enrolment_code SET used_at = ?, used_key_sha256 = ?, chain = ? WHERE code_sha256 = ?")) {
            update.setLong(1, now.toEpochMilli());
            update.setString(2, key);
            update.setString(3, chain);
            update.setString(4, digest);
            update.executeUpdate();
        }
    }

    private static String digest(String code) {
        return Digest.sha256(code.getBytes(StandardCharsets.UTF_8));
    }
}
