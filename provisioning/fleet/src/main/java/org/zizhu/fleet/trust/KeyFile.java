package org.zizhu.fleet.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import org.zizhu.fleet.trust.FleetAuthority.Holder;

/**
 * A key in a PKCS#12 file, with its password on one line in a file beside it; both for their owner only. The password is made once and
 * stays, and files are replaced whole, so a power cut leaves the old key or the new one.
 */
final class KeyFile {

    private static final String ALIAS = "key";
    private static final int PASSWORD_BYTES = 24;

    private final Path file;
    private final Path passwordFile;

    KeyFile(Path file, Path passwordFile) {
        this.file = file;
        this.passwordFile = passwordFile;
    }

    Optional<Holder> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        char[] password = Files.readString(passwordFile).strip().toCharArray();
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            Certificate[] chain = store.getCertificateChain(ALIAS);
            return Optional.of(
                    new Holder((PrivateKey) store.getKey(ALIAS, password), (X509Certificate) chain[0], (X509Certificate)
                            chain[chain.length - 1]));
        } catch (GeneralSecurityException e) {
            throw new IOException(file.getFileName() + " is damaged", e);
        }
    }

    void write(Holder holder, SecureRandom random) throws IOException {
        if (!Files.exists(passwordFile)) {
            byte[] secret = new byte[PASSWORD_BYTES];
            random.nextBytes(secret);
            String password = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
            replace(passwordFile, (password + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        char[] password = Files.readString(passwordFile).strip().toCharArray();
        Certificate[] chain = holder.certificate().equals(holder.authority())
                ? new Certificate[] {holder.certificate()}
                : new Certificate[] {holder.certificate(), holder.authority()};
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, holder.key(), password, chain);
            store.store(out, password);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot store a key", e);
        }
        replace(file, out.toByteArray());
    }

    /** The new file has its rights before anything secret is in it, and takes the place of the old one when it is whole. */
    static void replace(Path file, byte[] content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(part, content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
