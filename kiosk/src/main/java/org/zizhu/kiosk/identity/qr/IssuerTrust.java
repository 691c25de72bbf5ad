package org.zizhu.kiosk.identity.qr;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zizhu.kiosk.platform.QrTrust;

/**
 * Whose codes this unit believes: the keys of issuers, and what each has revoked last. It only ever learns; a key or a list that
 * does not come from the authority, or is older than what is known, changes nothing. Thread-safe.
 */
public final class IssuerTrust {

    private final X509Certificate authority;
    private final Map<String, byte[]> certificates = new HashMap<>();
    private final Map<String, IssuerKey> keys = new HashMap<>();
    private final Map<String, RevocationList> lists = new HashMap<>();

    /**
     * Nobody's yet.
     *
     * @param authority the certificate that issuers' certificates must come from
     */
    public IssuerTrust(X509Certificate authority) {
        this.authority = authority;
    }

    /** Takes over what holds of it; false if nothing of it was news. */
    public synchronized boolean learn(QrTrust offered) {
        boolean news = false;
        for (byte[] certificate : offered.issuers()) {
            Optional<IssuerKey> key = certificate(certificate).flatMap(read -> IssuerKey.of(read, authority));
            if (key.isPresent()) {
                certificates.put(key.get().id(), certificate);
                news |= !key.get().equals(keys.put(key.get().id(), key.get()));
            }
        }
        for (byte[] bytes : offered.revocations()) {
            Optional<RevocationList> list = RevocationList.read(bytes).filter(this::believed);
            list.ifPresent(newer -> lists.put(newer.issuer(), newer));
            news |= list.isPresent();
        }
        return news;
    }

    /** All that is known, to be learned again after a restart. */
    public synchronized QrTrust known() {
        return new QrTrust(
                List.copyOf(certificates.values()),
                lists.values().stream().map(list -> list.message().bytes()).toList());
    }

    /**
     * Signed by a key of the issuer that has not been revoked so far. It may revoke that key itself: who says so with a stolen
     * key does no harm, and no later list by that key is believed.
     */
    private boolean believed(RevocationList list) {
        String id = HexFormat.of().formatHex(list.message().keyId());
        Optional<IssuerKey> key = key(id);
        Optional<RevocationList> known = Optional.ofNullable(lists.get(list.issuer()));
        boolean newer = known.isEmpty()
                || list.number() > known.get().number()
                || (list.number() == known.get().number()
                        && list.issuedAt().isAfter(known.get().issuedAt()));
        return newer
                && key.isPresent()
                && key.get().issuer().equals(list.issuer())
                && !known.map(older -> older.keys().contains(id)).orElse(false)
                && list.message().signedBy(key.get().key());
    }

    synchronized Optional<IssuerKey> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    synchronized Optional<RevocationList> list(String issuer) {
        return Optional.ofNullable(lists.get(issuer));
    }

    /** When the issuer has last said what is revoked; empty if it was never heard. */
    public Optional<Instant> knownAsOf(String issuer) {
        return list(issuer).map(RevocationList::issuedAt);
    }

    private static Optional<X509Certificate> certificate(byte[] der) {
        try {
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
