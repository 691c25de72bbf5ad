package org.zizhu.platform.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox city's own certificate authority (EC P-256): made at first start, kept in a folder that only its owner reads. It
 * certifies the server, the signers of documents and of codes, and the terminals. A certificate says by its extended key usage which of
 * these it is, so a terminal cannot sign documents and the signer cannot pass as a terminal.
 */
public final class CertificateAuthority {

    /** A key with its certificate and that of the authority. */
    public record Holder(PrivateKey key, X509Certificate certificate, X509Certificate authority) {
        @Override
        public String toString() {
            return "Holder[" + certificate.getSubjectX500Principal() + "]";
        }
    }

    private static final Pattern TERMINAL = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3653);
    /** Long enough that a bench left running over a season goes on; renewed at start when a month is left. */
    private static final Duration CERTIFICATE_LIFE = Duration.ofDays(397);

    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    /** Terminals' clocks may be behind ours. */
    private static final Duration BACKDATED = Duration.ofDays(1);

    /** id-kp-documentSigning, RFC 9336. */
    private static final KeyPurposeId DOCUMENT_SIGNING =
            KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.36"));

    /** Signs codes that citizens show. The arc 2.25 (ITU-T X.667) needs no registration. */
    private static final KeyPurposeId CODE_SIGNING =
            KeyPurposeId.getInstance(new ASN1ObjectIdentifier("2.25.63161634875088380307011123209921812831"));

    /** Keys and passwords must be unguessable, so this randomness cannot come from a seed. */
    private final SecureRandom random = new SecureRandom();

    private final Path folder;
    private final InstantSource clock;
    private final Holder authority;

    /** Opens the authority in the folder, and makes both where there are none. */
    public CertificateAuthority(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            this.authority = kept("ca", holder -> true, this::newAuthority);
            KeyFile.replace(folder.resolve("ca.pem"), pem(authority.certificate).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public X509Certificate certificate() {
        return authority.certificate;
    }

    /** The server's key, for loopback addresses only. */
    public Holder server() {
        return kept("server", this::fresh, () -> issue("localhost", KeyPurposeId.id_kp_serverAuth));
    }

    /** The key that signs documents. */
    public Holder signer(String issuerName) {
        return kept("signer", this::fresh, () -> issue(issuerName, DOCUMENT_SIGNING));
    }

    /**
     * A key that signs codes; a new one where it is none of ours any more, or nearly worn.
     *
     * @param generation 1 for the first; the next where that was revoked
     */
    public Holder issuerOfCodes(String issuerName, int generation) {
        return kept("issuer-" + generation, this::fresh, () -> issue(issuerName, CODE_SIGNING));
    }

    /**
     * Certifies a new key for a terminal and leaves in the folder {@code unit.p12}, {@code unit.password} (one line) and {@code
     * ca.pem}. Whatever was there is replaced.
     *
     * @param terminal letters, digits, dots and hyphens, at most 64
     */
    public void enrol(String terminal, Path into) throws IOException {
        if (!TERMINAL.matcher(terminal).matches()) {
            throw new IllegalArgumentException("not the id of a terminal: " + terminal);
        }
        Holder unit = issue(terminal, KeyPurposeId.id_kp_clientAuth);
        Files.createDirectories(into);
        new KeyFile(into.resolve("unit.p12"), into.resolve("unit.password")).write(unit, random);
        Files.writeString(into.resolve("ca.pem"), pem(authority.certificate), StandardCharsets.US_ASCII);
    }

    /** Whether a terminal may be called so. */
    public static boolean isTerminal(String name) {
        return TERMINAL.matcher(name).matches();
    }

    /**
     * Certifies a key that a terminal has made; only its public half comes here.
     *
     * @return in PEM: the terminal's certificate, then the authority's
     */
    public String certify(String terminal, PublicKey key) {
        return pem(certify(terminal, key, KeyPurposeId.id_kp_clientAuth)) + pem(authority.certificate);
    }

    /** By what a terminal knows the authority before it has anything of it: SHA-256 of its certificate, base64url without padding. */
    public String hash() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(authority.certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private boolean fresh(Holder holder) {
        Instant end = holder.certificate.getNotAfter().toInstant();
        return holder.authority.equals(authority.certificate)
                && end.isAfter(clock.instant().plus(RENEW_BEFORE));
    }

    private Holder newAuthority() {
        KeyPair pair = newPair();
        X500Name name = name("Zizhu Sandbox City CA");
        X509Certificate certificate = certify(name, pair, name, pair.getPublic(), AUTHORITY_LIFE, null);
        return new Holder(pair.getPrivate(), certificate, certificate);
    }

    private Holder issue(String commonName, KeyPurposeId purpose) {
        KeyPair pair = newPair();
        return new Holder(pair.getPrivate(), certify(commonName, pair.getPublic(), purpose), authority.certificate);
    }

    private X509Certificate certify(String commonName, PublicKey key, KeyPurposeId purpose) {
        X500Name issuer = X500Name.getInstance(
                authority.certificate.getSubjectX500Principal().getEncoded());
        KeyPair authorityPair = new KeyPair(authority.certificate.getPublicKey(), authority.key);
        return certify(issuer, authorityPair, name(commonName), key, CERTIFICATE_LIFE, purpose);
    }

    private X509Certificate certify(
            X500Name issuer,
            KeyPair by,
            X500Name subject,
            PublicKey key,
            Duration life,
            @Nullable KeyPurposeId purpose) {
        Instant now = clock.instant();
        boolean isAuthority = purpose == null;
        try {
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(127, random),
                    Date.from(now.minus(BACKDATED)),
                    Date.from(now.plus(life)),
                    subject,
                    key);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
            builder.addExtension(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(by.getPublic()));
            builder.addExtension(Extension.keyUsage, true, usage(purpose));
            if (purpose != null) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes(purpose)));
            }
            if (KeyPurposeId.id_kp_serverAuth.equals(purpose)) {
                builder.addExtension(Extension.subjectAlternativeName, false, loopback());
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("cannot certify", e);
        }
    }

    /** Many verifiers, NSS among them, know documents only as mail: they ask a document's signer for e-mail protection. */
    private static KeyPurposeId[] purposes(KeyPurposeId purpose) {
        return DOCUMENT_SIGNING.equals(purpose)
                ? new KeyPurposeId[] {DOCUMENT_SIGNING, KeyPurposeId.id_kp_emailProtection}
                : new KeyPurposeId[] {purpose};
    }

    private static KeyUsage usage(@Nullable KeyPurposeId purpose) {
        if (purpose == null) {
            return new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
        }
        return DOCUMENT_SIGNING.equals(purpose)
                ? new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation)
                : new KeyUsage(KeyUsage.digitalSignature);
    }

    private static GeneralNames loopback() {
        return new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.iPAddress, "::1")
        });
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "CN")
                .addRDN(BCStyle.O, "Zizhu Sandbox City")
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no P-256 here", e);
        }
    }

    private Holder kept(String name, Predicate<Holder> good, Supplier<Holder> make) {
        KeyFile file = new KeyFile(folder.resolve(name + ".p12"), folder.resolve("password"));
        try {
            Optional<Holder> known = file.read().filter(good);
            if (known.isPresent()) {
                return known.get();
            }
            Holder holder = make.get();
            file.write(holder, random);
            return holder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String pem(X509Certificate certificate) {
        try {
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate without encoding", e);
        }
    }
}
