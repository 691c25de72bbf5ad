package org.zizhu.fleet;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.zizhu.fleet.trust.FleetAuthority;

/** What the fleet's ports show of themselves: a certificate of its own authority for the name under which it is found. */
final class ServerIdentity {

    private ServerIdentity() {}

    /** Gives it to the TLS of a port; TLS 1.2 or 1.3. */
    static <T extends SslContextFactory.Server> T on(T tls, FleetAuthority authority, String host) {
        FleetAuthority.Holder holder = authority.server(host);
        // This store lives in memory only; a password is asked for by the interface.
        String password = "in-memory";
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry("server", holder.key(), password.toCharArray(), new Certificate[] {
                holder.certificate(), holder.authority()
            });
            tls.setKeyStore(keys);
            tls.setKeyStorePassword(password);
            tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
            return tls;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the server's key can't be used", e);
        }
    }
}
