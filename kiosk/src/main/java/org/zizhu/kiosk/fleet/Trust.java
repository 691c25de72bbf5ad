package org.zizhu.kiosk.fleet;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whom a unit believes to be its fleet: who shows a chain up to the one authority, for the name that was called. Java's own checks, but that a
 * unit which does not trust its clock leaves the dates out of it (contract.md §2).
 */
final class Trust extends X509ExtendedTrustManager {

    private final String authorityHash;
    private final Supplier<Optional<Instant>> now;

    /**
     * @param authorityHash SHA-256 of the authority's certificate, base64url without padding
     * @param now empty while the unit does not trust its clock
     */
    Trust(String authorityHash, Supplier<Optional<Instant>> now) {
        this.authorityHash = authorityHash;
        this.now = now;
    }

    /** The authority is known. */
    static Trust in(X509Certificate authority, Supplier<Optional<Instant>> now) throws GeneralSecurityException {
        return new Trust(hash(authority), now);
    }

    private static String hash(X509Certificate certificate) throws GeneralSecurityException {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    /** Whether these certificates end in the authority, and each was signed by the next. */
    void checkIssued(List<X509Certificate> chain) throws GeneralSecurityException {
        if (chain.size() < 2 || !hash(chain.get(chain.size() - 1)).equals(authorityHash)) {
            throw new CertificateException("not of our authority");
        }
        for (int i = 0; i + 1 < chain.size(); i++) {
            chain.get(i).verify(chain.get(i + 1).getPublicKey());
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        judge(chain).checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        judge(chain).checkServerTrusted(chain, authType, socket);
    }

    /** Java's own trust manager for this chain. */
    private X509ExtendedTrustManager judge(X509Certificate[] chain) throws CertificateException {
        try {
            X509Certificate last = chain[chain.length - 1];
            if (!hash(last).equals(authorityHash)) {
                throw new CertificateException("not of our authority");
            }
            PKIXBuilderParameters rules =
                    new PKIXBuilderParameters(Set.of(new TrustAnchor(last, null)), new X509CertSelector());
            // The fleet judges who is revoked; an authority of its own has no list.
            rules.setRevocationEnabled(false);
            rules.setDate(now.get().map(Date::from).orElseGet(() -> latestBegin(chain)));
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(new CertPathTrustManagerParameters(rules));
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (CertificateException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new CertificateException("the fleet's chain can't be judged", e);
        }
    }

    /** When all of them were good, if they ever were at the same time. */
    private static Date latestBegin(X509Certificate[] chain) {
        return Arrays.stream(chain)
                .map(X509Certificate::getNotBefore)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** What Java's engine asks; without a name to compare with nobody is believed. */
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("nobody said who was called");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("a unit is nobody's server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("a unit is nobody's server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("a unit is nobody's server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
