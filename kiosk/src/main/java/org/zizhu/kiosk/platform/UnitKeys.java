package org.zizhu.kiosk.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** The unit's own key, and the authority that it trusts, from their files. */
public final class UnitKeys {

    private UnitKeys() {}

    static KeyStore identity(PlatformSettings settings) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(settings.keystore())) {
            store.load(in, Files.readString(settings.passwordFile()).strip().toCharArray());
        }
        return store;
    }

    static KeyStore authority(PlatformSettings settings) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", authorityCertificate(settings));
        return store;
    }

    /** The certificate that the platform's certificate and its seals must come from. */
    public static X509Certificate authorityCertificate(PlatformSettings settings)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(settings.ca())) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
