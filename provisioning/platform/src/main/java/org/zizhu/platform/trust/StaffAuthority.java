package org.zizhu.platform.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.zizhu.platform.store.Database;
import org.zizhu.platform.trust.CertificateAuthority.Holder;

/**
 * Who gives out the city's staff cards, apart from the authority of machines and seals, so that no terminal's key can pass as a
 * person's. A card's key is born on the card: only its public half comes here. Thread-safe.
 */
public final class StaffAuthority {

    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3653);

    /** Terminals' clocks may be behind ours. */
    private static final Duration BACKDATED = Duration.ofDays(1);

    /** By when another list will have come; how long a unit lives with one is its own setting. */
    private static final Duration NEXT_LIST = Duration.ofDays(1);

    private static final X500Name NAME = new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.C, "CN")
            .addRDN(BCStyle.O, "Zizhu Sandbox City")
            .addRDN(BCStyle.CN, "Zizhu Sandbox City Staff CA")
            .build();

    /** Attendants (值守员) and stock keepers (物料管理员), by their cards' extended key usages. */
    private static final Set<String> SETTLING = Set.of(
            "2.25.101487889497604261526344297338163169054.1.1", "2.25.101487889497604261526344297338163169054.1.3");

    /** Keys must be unguessable, so this randomness cannot come from a seed. */
    private final SecureRandom random = new SecureRandom();

    private final Database database;
    private final InstantSource clock;
    private final Holder authority;

    /**
     * Opens the authority in the folder, and makes it where there is none.
     *
     * @param database knows each card that was given out, and whether it was taken back
     */
    public StaffAuthority(Path folder, Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        KeyFile file = new KeyFile(folder.resolve("staff-ca.p12"), folder.resolve("password"));
        try {
            Optional<Holder> known = file.read();
            authority = known.isPresent() ? known.get() : newAuthority();
            if (known.isEmpty()) {
                file.write(authority, random);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Certifies the key of a card.
     *
     * @param division that its holder works for
     * @param purposes what its holder may do, as extended key usages
     */
    public X509Certificate certify(PublicKey key, String division, List<String> purposes, Instant from, Duration life) {
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "CN")
                .addRDN(BCStyle.OU, division)
                .addRDN(BCStyle.CN, "Staff")
                .build();
        X509Certificate certificate = certify(
                subject, key, authority.key(), authority.certificate().getPublicKey(), from, from.plus(life), purposes);
        database.write(db -> {
            try (PreparedStatement insert = db.prepareStatement("INSERT INTO staff_card VALUES (?, ?, NULL)")) {
                insert.setString(1, certificate.getSerialNumber().toString(16));
                insert.setString(2, String.join(" ", purposes));
                return insert.executeUpdate();
            }
        });
        return certificate;
    }

    /**
     * Whether the holder of that card may say what becomes of money of which nobody knew what it has bought: one of ours, whose holder looks
     * after citizens or after the stock.
     *
     * @param serial the certificate's serial number, hexadecimal
     */
    public boolean maySettle(String serial) {
        return asked("SELECT purposes FROM staff_card WHERE serial = ?", serial)
                .map(purposes -> !Collections.disjoint(List.of(purposes.split(" ")), SETTLING))
                .orElse(false);
    }

    /** Takes a card back: from now on it is on every list. */
    public void revoke(X509Certificate certificate) {
        database.write(db -> {
            try (PreparedStatement update = db.prepareStatement(
                    "UPDATE staff_card SET revoked_at = ? WHERE serial = ? AND revoked_at IS NULL")) {
                update.setLong(1, clock.millis());
                update.setString(2, certificate.getSerialNumber().toString(16));
                return update.executeUpdate();
            }
        });
    }

    /** Whether the certificate of that serial number (hexadecimal) has been revoked. */
    public boolean revoked(String serial) {
        return asked("SELECT serial FROM staff_card WHERE serial = ? AND revoked_at IS NOT NULL", serial)
                .isPresent();
    }

    private Optional<String> asked(String question, String serial) {
        return database.read(db -> {
            try (PreparedStatement select = db.prepareStatement(question)) {
                select.setString(1, new BigInteger(serial, 16).toString(16));
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
            }
        });
    }

    /** When each card was revoked, by its serial number. */
    private Map<BigInteger, Instant> taken() {
        return database.read(db -> {
            Map<BigInteger, Instant> taken = new TreeMap<>();
            try (PreparedStatement select = db.prepareStatement(
                            "SELECT serial, revoked_at FROM staff_card WHERE revoked_at IS NOT NULL");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    taken.put(new BigInteger(row.getString(1), 16), Instant.ofEpochMilli(row.getLong(2)));
                }
            }
            return taken;
        });
    }

    /** The list of revoked cards as of now, DER. */
    public byte[] revocations() {
        Instant now = clock.instant();
        Map<BigInteger, Instant> taken = taken();
        X509v2CRLBuilder list = new X509v2CRLBuilder(NAME, Date.from(now));
        list.setNextUpdate(Date.from(now.plus(NEXT_LIST)));
        taken.forEach((serial, at) -> list.addCRLEntry(serial, Date.from(at), CRLReason.keyCompromise));
        try {
            // Its time has seconds only, and a card may be revoked in the second of the last list; none ever leaves it
            // (RFC 5280 §5.2.3).
            list.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(taken.size())));
            return list.build(signer(authority.key())).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The authority's certificate, PEM. */
    public String pem() {
        return CertificateAuthority.pem(authority.certificate());
    }

    /** Leaves what a unit needs to know staff: {@code staff-ca.pem} and {@code staff-revoked.crl}. */
    public void write(Path into) throws IOException {
        Files.createDirectories(into);
        Files.writeString(into.resolve("staff-ca.pem"), pem(), StandardCharsets.US_ASCII);
        Files.write(into.resolve("staff-revoked.crl"), revocations());
    }

    private Holder newAuthority() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            Instant from = clock.instant().minus(BACKDATED);
            X509Certificate certificate = certify(
                    NAME,
                    pair.getPublic(),
                    pair.getPrivate(),
                    pair.getPublic(),
                    from,
                    from.plus(AUTHORITY_LIFE),
                    List.of());
            return new Holder(pair.getPrivate(), certificate, certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no P-256 here", e);
        }
    }

    /** @param purposes none for the authority itself */
    private X509Certificate certify(
            X500Name subject,
            PublicKey key,
            PrivateKey by,
            PublicKey issuerKey,
            Instant from,
            Instant until,
            List<String> purposes) {
        boolean isAuthority = purposes.isEmpty();
        try {
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    NAME, new BigInteger(127, random), Date.from(from), Date.from(until), subject, key);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
            builder.addExtension(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
            builder.addExtension(Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(issuerKey));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(isAuthority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
            if (!isAuthority) {
                KeyPurposeId[] all = purposes.stream()
                        .map(purpose -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(purpose)))
                        .toArray(KeyPurposeId[]::new);
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(all));
            }
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(by)));
        } catch (GeneralSecurityException | CertIOException e) {
            throw new IllegalStateException("cannot certify", e);
        }
    }

    private static ContentSigner signer(PrivateKey key) {
        try {
            return new JcaContentSignerBuilder("SHA256withECDSA").build(key);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }
}
