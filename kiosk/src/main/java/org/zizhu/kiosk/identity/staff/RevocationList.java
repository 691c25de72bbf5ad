package org.zizhu.kiosk.identity.staff;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest list of revoked staff cards that the unit has come by (RFC 5280 §5), in a file of the unit. It is only ever
 * replaced by a newer one of the same authority, so that nobody brings a revoked card back with an old list. Thread-safe.
 */
public final class RevocationList {

    /** What became of a list that was offered. */
    public enum Renewal {
        TAKEN,
        /** Ours is as new, or newer. */
        NOT_NEWER,
        /** It is no list of this authority. */
        NOT_OURS
    }

    private static final Logger LOG = LoggerFactory.getLogger(RevocationList.class);

    private final Path file;
    private final X509Certificate authority;
    private volatile @Nullable X509CRL newest;

    /** Reads the list from its file; one that is missing or bad is none. */
    public static RevocationList open(Path file, X509Certificate authority) throws IOException {
        RevocationList list = new RevocationList(file, authority);
        if (Files.exists(file)) {
            list.newest = list.read(Files.readAllBytes(file));
        }
        return list;
    }

    private RevocationList(Path file, X509Certificate authority) {
        this.file = file;
        this.authority = authority;
    }

    /**
     * Takes a list over, if it is this authority's and newer; it is on disk before it counts.
     *
     * @param der any bytes
     */
    public synchronized Renewal offer(byte[] der) throws IOException {
        X509CRL offered = read(der);
        if (offered == null) {
            return Renewal.NOT_OURS;
        }
        X509CRL known = newest;
        if (known != null && !isNewer(offered, known)) {
            return Renewal.NOT_NEWER;
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, der);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        newest = offered;
        return Renewal.TAKEN;
    }

    private @Nullable X509CRL read(byte[] der) {
        try {
            X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
            list.verify(authority.getPublicKey());
            var unused = number(list);
            return list.getIssuerX500Principal().equals(authority.getSubjectX500Principal()) ? list : null;
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            LOG.warn("not a list of revoked staff cards: {}", e.getClass().getSimpleName());
            return null;
        }
    }

    /** When the authority made it. */
    public Optional<Instant> issuedAt() {
        return Optional.ofNullable(newest).map(RevocationList::madeAt);
    }

    /** By their numbers first, if both have one: their times have seconds only. */
    private static boolean isNewer(X509CRL offered, X509CRL known) throws IOException {
        Optional<BigInteger> number = number(offered);
        Optional<BigInteger> ours = number(known);
        int byNumber = number.isPresent() && ours.isPresent() ? number.get().compareTo(ours.get()) : 0;
        return byNumber > 0 || (byNumber == 0 && madeAt(offered).isAfter(madeAt(known)));
    }

    /** RFC 5280 §5.2.3. */
    private static Optional<BigInteger> number(X509CRL list) throws IOException {
        byte[] extension = list.getExtensionValue(Extension.cRLNumber.getId());
        return extension == null
                ? Optional.empty()
                : Optional.of(CRLNumber.getInstance(JcaX509ExtensionUtils.parseExtensionValue(extension))
                        .getCRLNumber());
    }

    private static Instant madeAt(X509CRL list) {
        return list.getThisUpdate().toInstant();
    }

    boolean revokes(X509Certificate certificate) {
        X509CRL list = newest;
        return list != null && list.isRevoked(certificate);
    }
}
