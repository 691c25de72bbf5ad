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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private final InstantSource clock;
    /** Of the newest list (RFC 5280 §5.2.3): its time has seconds only, and a card may be revoked in the second of the last list. */
    private long listNumber;

    private final Holder authority;
    private final List<BigInteger> revoked = new ArrayList<>();
    /** What the holder of each card may do, by its serial number. */
    private final Map<BigInteger, Set<String>> purposes = new HashMap<>();

    /** Opens the authority in the folder, and makes it where there is none. */
    public StaffAuthority(Path folder, InstantSource clock) {
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
        synchronized (this) {
            this.purposes.put(certificate.getSerialNumber(), Set.copyOf(purposes));
        }
        return certificate;
    }

    /**
     * Whether the holder of that card may say what becomes of money of which nobody knew what it has bought: one of ours, whose holder looks
     * after citizens or after the stock.
     *
     * @param serial the certificate's serial number, hexadecimal
     */
    public synchronized boolean maySettle(String serial) {
        return !Collections.disjoint(purposes.getOrDefault(new BigInteger(serial, 16), Set.of()), SETTLING);
    }

    /** Takes a card back: from now on it is on every list. */
    public synchronized void revoke(X509Certificate certificate) {
        revoked.add(certificate.getSerialNumber());
    }

    /** Whether the certificate of that serial number (hexadecimal) has been revoked. */
    public synchronized boolean revoked(String serial) {
        return revoked.contains(new BigInteger(serial, 16));
    }

    /** The list of revoked cards as of now, DER. */
    public synchronized byte[] revocations() {
        Instant now = clock.instant();
        listNumber = Math.max(listNumber + 1, now.toEpochMilli());
        X509v2CRLBuilder list = new X509v2CRLBuilder(NAME, Date.from(now));
        list.setNextUpdate(Date.from(now.plus(NEXT_LIST)));
        revoked.forEach(serial -> list.addCRLEntry(serial, Date.from(now), CRLReason.keyCompromise));
        try {
            list.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(listNumber)));
            return list.build(signer(authority.key())).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves what a unit needs to know staff: {@code staff-ca.pem} and {@code staff-revoked.crl}. */
    public void write(Path into) throws IOException {
        Files.createDirectories(into);
        Files.writeString(
                into.resolve("staff-ca.pem"),
                CertificateAuthority.pem(authority.certificate()),
                StandardCharsets.US_ASCII);
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
