package org.zizhu.fleet.trust;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets everybody past the handshake who holds the key of a certificate that this authority has made. Whether it still counts is judged
 * afterwards, by the database: an expired one is good for asking for the next, and a revoked one is told that it is revoked.
 */
public final class UnitTrust extends X509ExtendedTrustManager {

    private final FleetAuthority authority;

    public UnitTrust(FleetAuthority authority) {
        this.authority = authority;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        if (chain.length == 0 || !authority.issued(chain[0])) {
            throw new CertificateException("not of this authority");
        }
        boolean forClients = chain[0].getExtendedKeyUsage() != null
                && chain[0].getExtendedKeyUsage().contains("1.3.6.1.5.5.7.3.2");
        if (!forClients || chain[0].getBasicConstraints() >= 0) {
            throw new CertificateException("not a unit's");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("the fleet calls nobody");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    /** Tells clients which of their certificates to show. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[] {authority.certificate()};
    }
}
