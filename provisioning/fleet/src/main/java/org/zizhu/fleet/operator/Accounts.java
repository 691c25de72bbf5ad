package org.zizhu.fleet.operator;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.bouncycastle.util.encoders.Base32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.store.StoreFailed;
import org.zizhu.fleet.trust.Digest;
import org.zizhu.fleet.trust.SecretBox;
import org.zizhu.fleet.unit.Acts;
import org.zizhu.fleet.unit.Division;

/**
 * The accounts of people at the centre: a password, a code of an authenticator, a lock after five wrong ones, sessions that end. Every
 * change is in the audit. Thread-safe; an attempt to sign in takes some tens of milliseconds, on purpose.
 */
public final class Accounts {

    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

    /** A wrong password or code more than that, and the account is locked for a while. */
    private static final int MOST_FAILURES = 5;

    private static final Duration LOCKED_FOR = Duration.ofMinutes(15);
    /** Whoever has gone to lunch has to sign in again. */
    private static final Duration IDLE = Duration.ofMinutes(30);

    private static final Duration LONGEST_SESSION = Duration.ofHours(12);
    /** A session in use is written about so often, not with each click. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private static final int FIRST_PASSWORD_BYTES = 10;
    private static final long NEVER_USED = -1;

    private record Account(
            Operator operator,
            String password,
            boolean first,
            @Nullable String authenticator,
            long lastStep,
            long failures,
            Instant lockedUntil) {}

    private final Database database;
    private final SecretBox box;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    /** Who asks for a name that nobody has waits as long as anybody. */
    private final String nobodysPassword;

    public Accounts(Database database, SecretBox box, InstantSource clock) {
        this.database = database;
        this.box = box;
        this.clock = clock;
        this.nobodysPassword = Passwords.kept(Digest.newSecret(random), random);
    }

    // --- an administrator's side ------------------------------------------------------------------------------------

    /** Whether there is anybody who could sign in. */
    public boolean any() {
        return database.read(connection -> Sql.number(connection, "SELECT count(*) FROM operator_account")) > 0;
    }

    /**
     * Somebody new.
     *
     * @return the first password, good until they have one of their own; empty if the name is taken
     */
    public Optional<String> add(Operator operator, String actor) {
        String password = newFirstPassword();
        String kept = Passwords.kept(password, random);
        Instant now = clock.instant();
        return database.write(connection -> {
            boolean added = Sql.run(
                            connection,
                            "INSERT INTO operator_account (name, role, division, password, first, last_step, failures,"
                                    + " locked_until, made_at) VALUES (?, ?, ?, ?, 1, ?, 0, 0, ?)"
                                    + " ON CONFLICT (name) DO NOTHING",
                            operator.name(),
                            operator.role().stored(),
                            operator.division().code(),
                            kept,
                            NEVER_USED,
                            now.toEpochMilli())
                    == 1;
            if (added) {
                record(connection, now, actor, "add-operator", operator.name());
            }
            return added ? Optional.of(password) : Optional.empty();
        });
    }

    /** A new first password, for somebody who has lost password or authenticator; their sessions end. Empty if there is nobody of that name. */
    public Optional<String> reset(String name, String actor) {
        String password = newFirstPassword();
        String kept = Passwords.kept(password, random);
        Instant now = clock.instant();
        return database.write(connection -> {
            boolean known = Sql.run(
                            connection,
                            "UPDATE operator_account SET password = ?, first = 1, authenticator = NULL, failures = 0,"
                                    + " locked_until = 0 WHERE name = ?",
                            kept,
                            name)
                    == 1;
            if (known) {
                endSessions(connection, name);
                record(connection, now, actor, "reset-operator", name);
            }
            return known ? Optional.of(password) : Optional.empty();
        });
    }

    /** They can't sign in any more, and what they have open ends; what they did stays on record. False if there is nobody of that name. */
    public boolean remove(String name, String actor) {
        Instant now = clock.instant();
        return database.write(connection -> {
            endSessions(connection, name);
            boolean known = Sql.run(connection, "DELETE FROM operator_account WHERE name = ?", name) == 1;
            if (known) {
                record(connection, now, actor, "remove-operator", name);
            }
            return known;
        });
    }

    /** Those of a division and what lies in it, by name. */
    public List<Operator> in(Division division) {
        return database.read(connection -> Sql.list(
                connection,
                "SELECT * FROM operator_account WHERE division LIKE ? ORDER BY name",
                row -> operator(row.getString("name"), row.getString("role"), row.getString("division")),
                division.prefix() + "%"));
    }

    // --- everybody's side -------------------------------------------------------------------------------------------

    /** @param code of the authenticator; whatever, the first time */
    public SignedIn signIn(String name, String password, String code) {
        Instant now = clock.instant();
        Optional<Account> known = whoHas(name, password, now);
        if (known.isEmpty()) {
            return new SignedIn.Refused();
        }
        Account account = known.get();
        if (account.first) {
            byte[] secret = Totp.newSecret(random);
            database.write(connection -> Sql.run(
                    connection,
                    "UPDATE operator_account SET authenticator = ? WHERE name = ? AND first = 1",
                    box.seal(secret, name),
                    name));
            return new SignedIn.SetUp(Totp.uri(name, secret));
        }
        return codeIsRight(account, code, now) ? in(name, now) : refused(name, now);
    }

    /**
     * The first time: with a code of the authenticator that {@link SignedIn.SetUp} has named, and a password of one's own.
     *
     * @param first the first password
     */
    public SignedIn setUp(String name, String first, String code, String own) {
        Instant now = clock.instant();
        Optional<Account> known = whoHas(name, first, now).filter(Account::first);
        if (known.isEmpty()) {
            return new SignedIn.Refused();
        }
        if (own.length() < Passwords.SHORTEST || own.length() > Passwords.LONGEST || own.equals(first)) {
            return new SignedIn.PasswordTooWeak();
        }
        if (!codeIsRight(known.get(), code, now)) {
            return refused(name, now);
        }
        String kept = Passwords.kept(own, random);
        database.write(connection -> {
            record(connection, now, name, "set-up-operator", name);
            return Sql.run(
                    connection, "UPDATE operator_account SET password = ?, first = 0 WHERE name = ?", kept, name);
        });
        return in(name, now);
    }

    /**
     * Who has this token, if they may still go on.
     *
     * @param byHand they have done something, and not only their browser
     */
    public Optional<Session> session(String token, boolean byHand) {
        Instant now = clock.instant();
        String hash = Digest.of(token);
        Optional<Found> found = database.read(connection -> Sql.first(
                connection,
                "SELECT a.name, a.role, a.division, s.csrf, s.used_at FROM operator_session s"
                        + " JOIN operator_account a ON a.name = s.operator"
                        + " WHERE s.hash = ? AND s.used_at > ? AND s.made_at > ?",
                row -> new Found(
                        new Session(operator(row.getString(1), row.getString(2), row.getString(3)), row.getString(4)),
                        Instant.ofEpochMilli(row.getLong(5))),
                hash,
                now.minus(IDLE).toEpochMilli(),
                now.minus(LONGEST_SESSION).toEpochMilli()));
        if (byHand && found.isPresent() && found.get().used.isBefore(now.minus(NOTED_EVERY))) {
            try {
                database.write(connection -> Sql.run(
                        connection,
                        "UPDATE operator_session SET used_at = ? WHERE hash = ?",
                        now.toEpochMilli(),
                        hash));
            } catch (StoreFailed e) {
                // Who looks why the disk is full must not be kept out by it.
                LOG.warn("when a session was used can't be noted: {}", e.getMessage());
            }
        }
        return found.map(Found::session);
    }

    private record Found(Session session, Instant used) {}

    public void signOut(String token) {
        database.write(
                connection -> Sql.run(connection, "DELETE FROM operator_session WHERE hash = ?", Digest.of(token)));
    }

    // --- both -------------------------------------------------------------------------------------------------------

    /** The account, if it isn't locked and the password is its own. A wrong one counts. */
    private Optional<Account> whoHas(String name, String password, Instant now) {
        Optional<Account> known = database.read(connection -> account(connection, name));
        // Reckoned for whoever there is or isn't: how long it takes tells nothing.
        boolean right = Passwords.matches(
                password.substring(0, Math.min(password.length(), Passwords.LONGEST)),
                known.map(Account::password).orElse(nobodysPassword));
        if (known.isEmpty() || now.isBefore(known.get().lockedUntil)) {
            return Optional.empty();
        }
        if (!right) {
            refused(name, now);
            return Optional.empty();
        }
        return known;
    }

    /** Uses the code up, whether anything comes of it or not. */
    private boolean codeIsRight(Account account, String code, Instant now) {
        if (account.authenticator == null) {
            return false;
        }
        String name = account.operator.name();
        byte[] secret = box.open(account.authenticator, name);
        OptionalLong step = Totp.accepted(secret, code, now, account.lastStep);
        return step.isPresent()
                && database.write(connection -> Sql.run(
                                connection,
                                "UPDATE operator_account SET last_step = ? WHERE name = ? AND last_step < ?",
                                step.getAsLong(),
                                name,
                                step.getAsLong())
                        == 1);
    }

    private SignedIn refused(String name, Instant now) {
        database.write(connection -> {
            Sql.run(connection, "UPDATE operator_account SET failures = failures + 1 WHERE name = ?", name);
            boolean locked = Sql.run(
                            connection,
                            "UPDATE operator_account SET failures = 0, locked_until = ? WHERE name = ? AND failures >= ?",
                            now.plus(LOCKED_FOR).toEpochMilli(),
                            name,
                            MOST_FAILURES)
                    == 1;
            if (locked) {
                record(connection, now, Acts.FLEET, "lock-operator", name);
            }
            return locked;
        });
        return new SignedIn.Refused();
    }

    private SignedIn in(String name, Instant now) {
        String token = Digest.newSecret(random);
        String csrf = Digest.newSecret(random);
        database.write(connection -> {
            Sql.run(connection, "UPDATE operator_account SET failures = 0 WHERE name = ?", name);
            Sql.run(
                    connection,
                    "DELETE FROM operator_session WHERE made_at <= ? OR used_at <= ?",
                    now.minus(LONGEST_SESSION).toEpochMilli(),
                    now.minus(IDLE).toEpochMilli());
            record(connection, now, name, "sign-in", name);
            return Sql.run(
                    connection,
                    "INSERT INTO operator_session (hash, operator, csrf, made_at, used_at) VALUES (?, ?, ?, ?, ?)",
                    Digest.of(token),
                    name,
                    csrf,
                    now.toEpochMilli(),
                    now.toEpochMilli());
        });
        return new SignedIn.In(token);
    }

    private static Optional<Account> account(Connection connection, String name) throws SQLException {
        return Sql.first(
                connection,
                "SELECT * FROM operator_account WHERE name = ?",
                row -> new Account(
                        operator(row.getString("name"), row.getString("role"), row.getString("division")),
                        row.getString("password"),
                        row.getLong("first") == 1,
                        row.getString("authenticator"),
                        row.getLong("last_step"),
                        row.getLong("failures"),
                        Instant.ofEpochMilli(row.getLong("locked_until"))),
                name);
    }

    private static Operator operator(String name, String role, String division) {
        return new Operator(name, Role.of(role), new Division(division));
    }

    private static void endSessions(Connection connection, String name) throws SQLException {
        Sql.run(connection, "DELETE FROM operator_session WHERE operator = ?", name);
    }

    private static void record(Connection connection, Instant now, String actor, String act, String name)
            throws SQLException {
        Acts.record(connection, now, actor, act, null, name);
    }

    /** 80 bits to be copied off a screen, in groups: {@code abcd-efgh-…}. */
    private String newFirstPassword() {
        byte[] bytes = new byte[FIRST_PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base32.toBase32String(bytes).toLowerCase(Locale.ROOT).replaceAll("(.{4})(?=.)", "$1-");
    }
}
