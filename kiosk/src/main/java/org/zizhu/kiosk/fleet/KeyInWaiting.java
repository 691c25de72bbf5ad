package org.zizhu.kiosk.fleet;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A key that waits for its certificate. The request for it lies in the file {@code next.csr}, so that it is asked for with the same words after a
 * power cut. Used by one thread at a time.
 */
final class KeyInWaiting {

    private final Path csr;
    private final KeyPlace keys;

    KeyInWaiting(Path folder, KeyPlace keys) {
        this.csr = folder.resolve("next.csr");
        this.keys = keys;
    }

    /** The request to be certified, in PEM; makes it and its key if there are none. */
    String request(String unit) throws IOException {
        try {
            Optional<PublicKey> asked = requested();
            if (asked.isEmpty() || !keys.waits(asked.get())) {
                FleetFolder.replace(csr, request(unit, keys.make()).getBytes(StandardCharsets.US_ASCII));
            }
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("a key can't be made", e);
        }
        return Files.readString(csr);
    }

    private static String request(String unit, KeyPlace.Made key) throws IOException, OperatorCreationException {
        JcaContentSignerBuilder signer = new JcaContentSignerBuilder("SHA256withECDSA");
        key.signer().ifPresent(signer::setProvider);
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(new JcaPKCS10CertificationRequestBuilder(
                            new X500Principal("CN=" + unit), key.pair().getPublic())
                    .build(signer.build(key.pair().getPrivate())));
        }
        return text.toString();
    }

    /** Whose request lies there. */
    Optional<PublicKey> requested() throws IOException, GeneralSecurityException {
        if (!Files.exists(csr)) {
            return Optional.empty();
        }
        try (PEMParser parser = new PEMParser(Files.newBufferedReader(csr, StandardCharsets.US_ASCII))) {
            return parser.readObject() instanceof PKCS10CertificationRequest request
                    ? Optional.of(new JcaPKCS10CertificationRequest(request).getPublicKey())
                    : Optional.empty();
        }
    }

    /** @throws CertificateException if these certificates are not of the key that waits */
    void checkOurs(List<X509Certificate> chain) throws IOException, GeneralSecurityException {
        if (!requested().equals(Optional.of(chain.get(0).getPublicKey()))) {
            throw new CertificateException("of another key");
        }
    }

    /** The key has its certificates, which were checked: it is the present one from now on, and none waits any more. */
    void certified(List<X509Certificate> chain) throws IOException, GeneralSecurityException {
        keys.certified(chain);
        Files.deleteIfExists(csr);
    }

    /** The next request is of a new key. */
    void forget() throws IOException {
        try {
            Optional<PublicKey> asked = requested();
            if (asked.isPresent()) {
                keys.forget(asked.get());
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("a key can't be removed", e);
        }
        Files.deleteIfExists(csr);
    }
}
