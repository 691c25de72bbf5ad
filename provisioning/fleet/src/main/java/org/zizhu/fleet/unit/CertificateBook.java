package org.zizhu.fleet.unit;

import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.zizhu.fleet.contract.Refusal;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.trust.Pem;

/** The certificates of units, and whether they still count. Each method is part of its caller's transaction. */
public final class CertificateBook {

    private record Entry(UnitId unit, long generation, String standing, Standing unitStanding, Instant expires) {}

    private CertificateBook() {}

    public static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }

    public static void add(Connection connection, Peer peer, String keyHash, X509Certificate certificate, Instant now)
            throws SQLException {
        Sql.run(
                connection,
                "INSERT INTO certificate (serial, unit, generation, key_hash, pem, standing, issued_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, 'good', ?, ?)",
                peer.serial(),
                peer.unit().value(),
                peer.generation(),
                keyHash,
                Pem.of(certificate),
                now.toEpochMilli(),
                certificate.getNotAfter().toInstant().toEpochMilli());
    }

    /** The certificate, if it still counts. */
    public static Optional<String> pem(Connection connection, String serial) throws SQLException {
        return Sql.first(
                connection,
                "SELECT pem FROM certificate WHERE serial = ? AND standing = 'good'",
                row -> row.getString(1),
                serial);
    }

    /** Whether a key may be certified for the unit: nobody else's, and none that was taken away. */
    public static boolean keyMayBeCertified(Connection connection, String keyHash, UnitId unit) throws SQLException {
        return Sql.number(
                        connection,
                        "SELECT count(*) FROM certificate WHERE key_hash = ? AND (unit <> ? OR standing = 'revoked')",
                        keyHash,
                        unit.value())
                == 0;
    }

    /** Judges by the fleet's clock and the register, not by what the certificate says of itself. */
    public static Judgement judge(Connection connection, String serial, Instant now) throws SQLException {
        Optional<Entry> found = Sql.first(
                connection,
                "SELECT c.*, u.standing AS unit_standing FROM certificate c JOIN unit u ON u.id = c.unit WHERE c.serial = ?",
                row -> new Entry(
                        new UnitId(row.getString("unit")),
                        row.getLong("generation"),
                        row.getString("standing"),
                        Standing.of(row.getString("unit_standing")),
                        Instant.ofEpochMilli(row.getLong("expires_at"))),
                serial);
        if (found.isEmpty()) {
            return new Judgement.Barred(Refusal.CERTIFICATE_UNKNOWN);
        }
        Entry entry = found.get();
        if (entry.unitStanding == Standing.QUARANTINED) {
            return new Judgement.Barred(Refusal.QUARANTINED);
        }
        if (entry.standing.equals("revoked")) {
            return new Judgement.Barred(Refusal.REVOKED);
        }
        if (entry.standing.equals("retired")) {
            return new Judgement.Barred(Refusal.CERTIFICATE_UNKNOWN);
        }
        Peer peer = new Peer(entry.unit, entry.generation, serial);
        return now.isBefore(entry.expires) ? new Judgement.Good(peer) : new Judgement.Expired(peer);
    }

    /** The unit has used this one: those that it had before are not needed any more. */
    public static void retireOlder(Connection connection, Peer peer) throws SQLException {
        Sql.run(
                connection,
                "UPDATE certificate SET standing = 'retired' WHERE unit = ? AND standing = 'good' AND serial <> ?"
                        + " AND issued_at <= (SELECT issued_at FROM certificate WHERE serial = ?)",
                peer.unit().value(),
                peer.serial(),
                peer.serial());
    }
}
