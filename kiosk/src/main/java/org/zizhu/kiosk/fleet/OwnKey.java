package org.zizhu.kiosk.fleet;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows the unit's one certificate to whoever asks for one of its kind: the unit talks to its fleet alone. Java's own would take the key only
 * out of a key store, and a token gives none away.
 */
final class OwnKey extends X509ExtendedKeyManager {

    private static final String ALIAS = "unit";

    private final Identity identity;

    OwnKey(Identity identity) {
        this.identity = identity;
    }

    private boolean isOfKind(String... kinds) {
        return Arrays.asList(kinds)
                .contains(identity.certificate().getPublicKey().getAlgorithm());
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] kinds, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return isOfKind(kinds) ? ALIAS : null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] kinds, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return isOfKind(kinds) ? ALIAS : null;
    }

    @Override
    public String @Nullable [] getClientAliases(String kind, Principal @Nullable [] issuers) {
        return isOfKind(kind) ? new String[] {ALIAS} : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return new X509Certificate[] {identity.certificate(), identity.authority()};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return identity.key();
    }

    // --- a unit is nobody's server ----------------------------------------------------------------------------------

    @Override
    public String @Nullable [] getServerAliases(String kind, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String kind, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
