package org.zizhu.fleet.link;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.SessionKey;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.trust.Digest;

/**
 * Which session is the unit's: the one that it has used last, or the one offered after it, as long as that was not used; contract.md §4.
 * Whoever shows another is a copy. Each method is part of its caller's transaction.
 */
final class SessionBook {

    private record Entry(long usedEpoch, String usedSecret, long offeredEpoch, String offeredSecret) {

        boolean knows(@Nullable SessionKey shown) {
            if (shown == null) {
                return usedEpoch == NONE;
            }
            String secret = Digest.of(shown.secret());
            return (shown.epoch() == usedEpoch && secret.equals(usedSecret))
                    || (shown.epoch() == offeredEpoch && secret.equals(offeredSecret));
        }
    }

    /** No session has been used yet. */
    private static final long NONE = 0;

    private SessionBook() {}

    /** Offers the next session; nothing, if whoever asks is a copy. */
    static Optional<SessionKey> offer(
            Connection connection, UnitId unit, @Nullable SessionKey shown, SecureRandom random) throws SQLException {
        Optional<Entry> known = find(connection, unit);
        if (known.isPresent() && !known.get().knows(shown)) {
            return Optional.empty();
        }
        if (known.isPresent() && shown != null && shown.epoch() == known.get().offeredEpoch) {
            // It has stored what was offered, though no frame came under it.
            use(connection, unit, shown.epoch());
        }
        SessionKey next =
                new SessionKey(known.map(entry -> entry.offeredEpoch).orElse(NONE) + 1, Digest.newSecret(random));
        Sql.run(
                connection,
                "INSERT INTO session (unit, used_epoch, used_secret, offered_epoch, offered_secret) VALUES (?, 0, '', ?, ?)"
                        + " ON CONFLICT (unit) DO UPDATE SET offered_epoch = excluded.offered_epoch,"
                        + " offered_secret = excluded.offered_secret",
                unit.value(),
                next.epoch(),
                Digest.of(next.secret()));
        return Optional.of(next);
    }

    /** The unit has said something under this session: what came before is over. False, if another has been offered since, or none is. */
    static boolean use(Connection connection, UnitId unit, long epoch) throws SQLException {
        return Sql.run(
                        connection,
                        "UPDATE session SET used_epoch = offered_epoch, used_secret = offered_secret"
                                + " WHERE unit = ? AND offered_epoch = ?",
                        unit.value(),
                        epoch)
                == 1;
    }

    /**
     * A session that was shown with a frame.
     *
     * @param epoch which of its unit's
     */
    record Shown(UnitId unit, long epoch) {}

    /** The same for many: those that are their units'. */
    static Set<Shown> use(Connection connection, Set<Shown> all) throws SQLException {
        Map<String, Entry> known = new HashMap<>();
        var unused = Sql.among(
                connection,
                "SELECT * FROM session WHERE unit IN (*)",
                row -> known.put(row.getString("unit"), entry(row)),
                all.stream().map(shown -> shown.unit.value()).collect(Collectors.toSet()));
        Set<Shown> theirs = new HashSet<>();
        for (Shown shown : all) {
            Entry entry = known.get(shown.unit.value());
            if (entry != null
                    && entry.offeredEpoch == shown.epoch
                    && (entry.usedEpoch == shown.epoch || use(connection, shown.unit, shown.epoch))) {
                theirs.add(shown);
            }
        }
        return theirs;
    }

    private static Optional<Entry> find(Connection connection, UnitId unit) throws SQLException {
        return Sql.first(connection, "SELECT * FROM session WHERE unit = ?", SessionBook::entry, unit.value());
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("used_epoch"),
                row.getString("used_secret"),
                row.getLong("offered_epoch"),
                row.getString("offered_secret"));
    }
}
