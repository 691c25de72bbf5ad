package org.zizhu.kiosk.fleet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * The folder in which a unit has what it needs for its fleet. All of it is for its owner only; files are replaced whole, so that a power cut
 * leaves the old one or the new one. Used by one thread at a time.
 *
 * <pre>
 * token             an enrolment token, put there to enrol or to enrol anew; gone when it was used
 * address           host and port of the fleet
 * unit.p12          the unit's key and certificates (PKCS#12), its password in unit.password
 * next.key, .csr    a key that is waiting for its certificate, so that it is asked for with the same words after a power cut
 * </pre>
 */
final class FleetFolder {

    private static final String ALIAS = "unit";
    private static final int PASSWORD_BYTES = 24;

    private final Path folder;
    private final SecureRandom random;

    /** Makes the folder if it is not there. */
    FleetFolder(Path folder, SecureRandom random) throws IOException {
        this.folder = folder;
        this.random = random;
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /** Whether the unit has a fleet, or is about to have one. */
    boolean belongs() {
        return hasToken() || Files.exists(folder.resolve("unit.p12"));
    }

    // --- the token --------------------------------------------------------------------------------------------------

    boolean hasToken() {
        return Files.exists(folder.resolve("token"));
    }

    /** Empty if there is none, or the file holds no token. */
    Optional<EnrolmentToken> token() throws IOException {
        return hasToken() ? EnrolmentToken.read(Files.readString(folder.resolve("token"))) : Optional.empty();
    }

    /** It was used, or is of no use. */
    void forgetToken() throws IOException {
        Files.deleteIfExists(folder.resolve("token"));
    }

    // --- the key that waits for its certificate ---------------------------------------------------------------------

    /** The request to be certified, in PEM, of the key that waits; makes both if there are none. */
    String request(String unit) throws IOException {
        Path csr = folder.resolve("next.csr");
        if (!Files.exists(csr) || !Files.exists(folder.resolve("next.key"))) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"), random);
                KeyPair keys = generator.generateKeyPair();
                replace(folder.resolve("next.key"), keys.getPrivate().getEncoded());
                replace(csr, request(unit, keys).getBytes(StandardCharsets.US_ASCII));
            } catch (GeneralSecurityException | OperatorCreationException e) {
                throw new IOException("a key can't be made", e);
            }
        }
        return Files.readString(csr);
    }

    private static String request(String unit, KeyPair keys) throws IOException, OperatorCreationException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(
                    new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=" + unit), keys.getPublic())
                            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        }
        return text.toString();
    }

    /** The next request is of a new key. */
    void forgetRequest() throws IOException {
        Files.deleteIfExists(folder.resolve("next.csr"));
        Files.deleteIfExists(folder.resolve("next.key"));
    }

    // --- the identity -----------------------------------------------------------------------------------------------

    /** Empty for a unit that has never been enrolled. */
    Optional<Identity> identity() throws IOException {
        Path file = folder.resolve("unit.p12");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        char[] password = password();
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            Certificate[] chain = store.getCertificateChain(ALIAS);
            return Optional.of(new Identity(
                    Files.readString(folder.resolve("address")).strip(),
                    (PrivateKey) store.getKey(ALIAS, password),
                    (X509Certificate) chain[0],
                    (X509Certificate) chain[chain.length - 1]));
        } catch (GeneralSecurityException e) {
            throw new IOException(file.getFileName() + " is damaged", e);
        }
    }

    /**
     * The key that waited has its certificate: from now on it is the unit's.
     *
     * @param chain in PEM, the unit's certificate first, the authority's last
     * @throws IOException also if the chain is not of that key, or not of that authority
     */
    void certified(String chain, String address, Trust authority) throws IOException {
        try {
            List<X509Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(chain.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            authority.checkIssued(certificates);
            PrivateKey key = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(folder.resolve("next.key"))));
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            char[] password = password();
            store.setKeyEntry(ALIAS, key, password, certificates.toArray(X509Certificate[]::new));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, password);
            replace(folder.resolve("address"), (address + "\n").getBytes(StandardCharsets.US_ASCII));
            replace(folder.resolve("unit.p12"), out.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("what the fleet gave is no certificate of ours", e);
        }
        forgetRequest();
    }

    private char[] password() throws IOException {
        Path file = folder.resolve("unit.password");
        if (!Files.exists(file)) {
            byte[] secret = new byte[PASSWORD_BYTES];
            random.nextBytes(secret);
            replace(file, Base64.getUrlEncoder().withoutPadding().encode(secret));
        }
        return Files.readString(file).strip().toCharArray();
    }

    /** The new file has its rights before anything is in it, and takes the place of the old one when it is whole. */
    static void replace(Path file, byte[] content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
