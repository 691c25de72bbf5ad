package org.zizhu.kiosk.fleet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.zizhu.kiosk.UnitSettings;

/**
 * The folder in which a unit has what it needs for its fleet. All of it is for its owner only; files are replaced whole, so that a power cut
 * leaves the old one or the new one. Used by one thread at a time.
 *
 * <pre>
 * token             an enrolment token, put there to enrol or to enrol anew; gone when it was used
 * token.used        the hash of the one that was used last: whoever comes with it again is told so
 * address           host and port of the fleet
 * unit.p12          the unit's key and certificates (PKCS#12), its password in unit.password
 * next.key, .csr    a key that is waiting for its certificate, so that it is asked for with the same words after a power cut
 *
 * with its key in a token, in place of unit.p12, unit.password and next.key:
 * unit.chain        the unit's certificates, PEM
 * pin-refused       the token did not like its PIN; it is not tried again
 * </pre>
 */
final class FleetFolder {

    private final Path folder;
    private final KeyPlace keys;
    private final KeyInWaiting waiting;

    /** With keys in its files. Makes the folder if it is not there. */
    FleetFolder(Path folder, SecureRandom random) throws IOException {
        this(folder, new KeysInFile(folder, random));
    }

    /** The same with keys elsewhere. */
    FleetFolder(Path folder, KeyPlace keys) throws IOException {
        this.folder = folder;
        this.keys = keys;
        this.waiting = new KeyInWaiting(folder, keys);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /**
     * As a unit's settings say.
     *
     * @throws IOException also if they name no folder for the fleet
     */
    static FleetFolder of(UnitSettings settings, Path unitFolder, SecureRandom random) throws IOException {
        if (settings.fleet() == null) {
            throw new IOException("unit.yaml has no fleet: add the line \"fleet: fleet\"");
        }
        Path fleet = unitFolder.resolve(settings.fleet());
        UnitSettings.FleetKey key = settings.fleetKey();
        return key == null
                ? new FleetFolder(fleet, random)
                : new FleetFolder(
                        fleet,
                        new KeysInToken(
                                fleet,
                                settings.terminal(),
                                unitFolder.resolve(key.module()).toAbsolutePath(),
                                key.token(),
                                unitFolder.resolve(key.pinFile()).toAbsolutePath()));
    }

    /** Whether the unit has a fleet, or is about to have one. */
    boolean belongs() {
        return hasToken() || keys.enrolled();
    }

    /** Whether the unit has a fleet by now. */
    boolean enrolled() {
        return keys.enrolled();
    }

    // --- the token --------------------------------------------------------------------------------------------------

    boolean hasToken() {
        return Files.exists(folder.resolve("token"));
    }

    /** Empty if there is none, or the file holds no token. */
    Optional<EnrolmentToken> token() throws IOException {
        return hasToken() ? EnrolmentToken.read(Files.readString(folder.resolve("token"))) : Optional.empty();
    }

    /** Whole or not at all. */
    void leaveToken(String line) throws IOException {
        replace(folder.resolve("token"), (line.strip() + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** It was used, or is of no use. */
    void forgetToken() throws IOException {
        Files.deleteIfExists(folder.resolve("token"));
    }

    /** It was used well. */
    void tokenUsed(EnrolmentToken token) throws IOException {
        replace(folder.resolve("token.used"), hash(token).getBytes(StandardCharsets.US_ASCII));
        forgetToken();
    }

    /** Whether it was this one that was used last. */
    boolean wasUsed(EnrolmentToken token) throws IOException {
        Path file = folder.resolve("token.used");
        return Files.exists(file) && Files.readString(file).equals(hash(token));
    }

    private static String hash(EnrolmentToken token) throws IOException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((token.authorityHash() + token.secret()).getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    // --- the key that waits for its certificate ---------------------------------------------------------------------

    /** The request to be certified, in PEM, of the key that waits; makes both if there are none. */
    String request(String unit) throws IOException {
        return waiting.request(unit);
    }

    /** The next request is of a new key. */
    void forgetRequest() throws IOException {
        waiting.forget();
    }

    // --- the identity -----------------------------------------------------------------------------------------------

    /**
     * Whether the unit's key can be had, if it had one.
     *
     * @throws IOException if not; says for people why, and what to do
     */
    void checkKeys() throws IOException {
        keys.check();
    }

    /** Empty for a unit that has never been enrolled. */
    Optional<Identity> identity() throws IOException {
        try {
            Optional<List<X509Certificate>> chain = keys.chain();
            if (chain.isEmpty()) {
                return Optional.empty();
            }
            X509Certificate certificate = chain.get().get(0);
            return Optional.of(new Identity(
                    Files.readString(folder.resolve("address")).strip(),
                    keys.key(certificate),
                    certificate,
                    authority(chain.get())));
        } catch (GeneralSecurityException e) {
            throw new IOException("the unit's key for its fleet is damaged", e);
        }
    }

    /** The only one that the unit believes of the fleet; known also while the key can't be had. Empty for a unit that has never been enrolled. */
    Optional<X509Certificate> authority() throws IOException {
        try {
            return keys.chain().map(FleetFolder::authority);
        } catch (GeneralSecurityException e) {
            throw new IOException("the unit's certificate of its fleet is damaged", e);
        }
    }

    private static X509Certificate authority(List<X509Certificate> chain) {
        return chain.get(chain.size() - 1);
    }

    /**
     * The key that waited has its certificate: from now on it is the unit's.
     *
     * @param chain in PEM, the unit's certificate first, the authority's last
     * @throws IOException also if the chain is not of that key, or not of that authority
     */
    void certified(String chain, String address, Trust authority) throws IOException {
        try {
            List<X509Certificate> certificates = certificates(chain);
            authority.checkIssued(certificates);
            waiting.checkOurs(certificates);
            replace(folder.resolve("address"), (address + "\n").getBytes(StandardCharsets.US_ASCII));
            waiting.certified(certificates);
        } catch (GeneralSecurityException e) {
            throw new IOException("what the fleet gave is no certificate of ours", e);
        }
    }

    /** Certificates in PEM. */
    static List<X509Certificate> certificates(String pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    /** The fleet has welcomed the unit with its present certificate: keys of former ones are of no use any more. */
    void used() throws IOException {
        try {
            keys.used(waiting.requested());
        } catch (GeneralSecurityException e) {
            throw new IOException("former keys can't be removed", e);
        }
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
