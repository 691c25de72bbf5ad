package org.zizhu.fleet.operator;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.trust.Digest;
import org.zizhu.fleet.unit.Acts;
import org.zizhu.fleet.unit.Division;

/**
 * Tokens by which programs of others use the fleet's interface: each for a role and a division, for a time. Only their hashes are kept.
 * Thread-safe.
 */
public final class ApiTokens {

    /** Nobody remembers for longer what a token was for. */
    public static final Duration LONGEST = Duration.ofDays(366);

    /** What programs do stands in the audit under a name that nobody can sign in with beside it. */
    private static final String PREFIX = "api.";

    /** One that was given out. */
    public record Given(Operator holder, String by, Instant expires) {}

    private final Database database;
    private final InstantSource clock;
    /** Tokens must be unguessable. */
    private final SecureRandom random = new SecureRandom();

    public ApiTokens(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What a token's holder is called in the audit; empty if that can be no name. */
    public static Optional<String> holder(String name) {
        return Operator.isName(PREFIX + name) ? Optional.of(PREFIX + name) : Optional.empty();
    }

    /**
     * A new token.
     *
     * @param holder its name as {@link #holder}, anybody but an administrator
     * @return the token, which is shown this once; empty if the name is taken
     */
    public Optional<String> give(Operator holder, Duration good, String actor) {
        if (!holder.name().startsWith(PREFIX)
                || holder.role().mayWhat(Role.ADMINISTRATOR)
                || good.isNegative()
                || good.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("not a program's");
        }
        String token = Digest.newSecret(random);
        Instant now = clock.instant();
        return database.write(connection -> {
            boolean given = Sql.run(
                            connection,
                            "INSERT INTO api_token (hash, name, role, division, made_by, made_at, expires_at)"
                                    + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING",
                            Digest.of(token),
                            holder.name(),
                            holder.role().stored(),
                            holder.division().code(),
                            actor,
                            now.toEpochMilli(),
                            now.plus(good).toEpochMilli())
                    == 1;
            if (given) {
                Acts.record(connection, now, actor, "give-api-token", null, holder.name());
            }
            return given ? Optional.of(token) : Optional.empty();
        });
    }

    /** It is good for nothing any more; false if there is none of that name. */
    public boolean withdraw(String name, String actor) {
        Instant now = clock.instant();
        return database.write(connection -> {
            boolean known = Sql.run(connection, "DELETE FROM api_token WHERE name = ?", name) == 1;
            if (known) {
                Acts.record(connection, now, actor, "withdraw-api-token", null, name);
            }
            return known;
        });
    }

    /** Those of a division and what lies in it, by name; also those that have expired. */
    public List<Given> in(Division division) {
        return database.read(connection -> Sql.list(
                connection,
                "SELECT * FROM api_token WHERE division LIKE ? ORDER BY name",
                row -> new Given(
                        new Operator(
                                row.getString("name"),
                                Role.of(row.getString("role")),
                                new Division(row.getString("division"))),
                        row.getString("made_by"),
                        Instant.ofEpochMilli(row.getLong("expires_at"))),
                division.prefix() + "%"));
    }

    /** Whose it is, if it is good. */
    public Optional<Operator> who(String token) {
        Instant now = clock.instant();
        return database.read(connection -> Sql.first(
                connection,
                "SELECT name, role, division FROM api_token WHERE hash = ? AND expires_at > ?",
                row -> new Operator(row.getString(1), Role.of(row.getString(2)), new Division(row.getString(3))),
                Digest.of(token),
                now.toEpochMilli()));
    }
}
