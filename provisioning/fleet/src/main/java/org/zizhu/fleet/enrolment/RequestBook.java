package org.zizhu.fleet.enrolment;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.trust.SigningRequest;
import org.zizhu.fleet.unit.Division;

/** What units have asked for, and what they were answered: the same, however often they ask. Part of its caller's transaction. */
final class RequestBook {

    /** One request as it stands: {@code serial} once it was granted. */
    record Entry(Waiting request, String standing, @Nullable String serial, String csr) {
        boolean granted() {
            return standing.equals("granted");
        }

        boolean pending() {
            return standing.equals("pending");
        }
    }

    private RequestBook() {}

    static void add(
            Connection connection,
            Waiting.Kind kind,
            SigningRequest csr,
            Division division,
            @Nullable String tokenHash,
            @Nullable String serial,
            Instant now)
            throws SQLException {
        Sql.run(
                connection,
                "INSERT INTO request (kind, unit, division, token, key_hash, csr_hash, csr, standing, serial, made_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                kind.name().toLowerCase(Locale.ROOT),
                csr.unit().value(),
                division.code(),
                tokenHash,
                csr.keyHash(),
                csr.hash(),
                csr.pem(),
                serial == null ? "pending" : "granted",
                serial,
                now.toEpochMilli());
    }

    static Optional<Entry> byToken(Connection connection, String tokenHash) throws SQLException {
        return Sql.first(connection, "SELECT * FROM request WHERE token = ?", RequestBook::entry, tokenHash);
    }

    /** A renewal with exactly this CSR. */
    static Optional<Entry> byCsr(Connection connection, SigningRequest csr) throws SQLException {
        return Sql.first(
                connection,
                "SELECT * FROM request WHERE unit = ? AND csr_hash = ? AND kind = 'renewal' ORDER BY id DESC",
                RequestBook::entry,
                csr.unit().value(),
                csr.hash());
    }

    static Optional<Entry> byNumber(Connection connection, long number) throws SQLException {
        return Sql.first(connection, "SELECT * FROM request WHERE id = ?", RequestBook::entry, number);
    }

    static boolean waitsFor(Connection connection, UnitId unit) throws SQLException {
        return Sql.number(
                        connection,
                        "SELECT count(*) FROM request WHERE unit = ? AND standing = 'pending'",
                        unit.value())
                > 0;
    }

    /** Those that wait, of a division and what lies in it, oldest first. */
    static List<Waiting> waiting(Connection connection, Division division) throws SQLException {
        return Sql.list(
                connection,
                "SELECT * FROM request WHERE standing = 'pending' AND division LIKE ? ORDER BY id",
                row -> entry(row).request,
                division.prefix() + "%");
    }

    static void decide(Connection connection, long number, @Nullable String serial, String actor, Instant now)
            throws SQLException {
        Sql.run(
                connection,
                "UPDATE request SET standing = ?, serial = ?, decided_by = ?, decided_at = ? WHERE id = ?",
                serial == null ? "refused" : "granted",
                serial,
                actor,
                now.toEpochMilli(),
                number);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        Waiting request = new Waiting(
                row.getLong("id"),
                Waiting.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                new UnitId(row.getString("unit")),
                new Division(row.getString("division")),
                row.getString("key_hash"),
                Instant.ofEpochMilli(row.getLong("made_at")));
        return new Entry(request, row.getString("standing"), row.getString("serial"), row.getString("csr"));
    }
}
