package org.zizhu.fleet.trust;

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
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
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
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.UnitId;

/**
 * The fleet's own certificate authority (EC P-256): made at first start, kept in a folder that only its owner reads. It certifies the
 * server and the units, and says by the extended key usage which of these it was. Whether a unit's certificate still counts is not
 * written in it but kept in the database, so that a revocation holds from one moment to the next.
 */
public final class FleetAuthority {

    /** A key with its certificate and that of the authority. */
    public record Holder(PrivateKey key, X509Certificate certificate, X509Certificate authority) {
        @Override
        public String toString() {
            return "Holder[" + certificate.getSubjectX500Principal() + "]";
        }
    }

    /** Short, for a unit renews by itself; what a stolen one is worth ends with its revocation in any case. */
    public static final Duration UNIT_LIFE = Duration.ofDays(30);

    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3653);
    /** Renewed at start when a month is left. */
    private static final Duration SERVER_LIFE = Duration.ofDays(397);

    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    /** Units' clocks may be behind ours. */
    private static final Duration BACKDATED = Duration.ofDays(1);

    /** Keys must be unguessable, so this randomness cannot come from a seed. */
    private final SecureRandom random = new SecureRandom();

    private final Path folder;
    private final InstantSource clock;
    private final Holder authority;

    /** Opens the authority in the folder, and makes both where there are none. */
    public FleetAuthority(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            this.authority = kept("ca", holder -> true, this::newAuthority);
            KeyFile.replace(
                    folder.resolve("ca.pem"), Pem.of(authority.certificate).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public X509Certificate certificate() {
        return authority.certificate;
    }

    /** What a token tells a unit of this authority: SHA-256 of the certificate. */
    public String hash() {
        try {
            return Digest.of(authority.certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate without encoding", e);
        }
    }

    /** The server's key, for loopback and for this host (a name or an address). */
    public Holder server(String host) {
        GeneralNames names = names(host);
        return kept(
                "server-" + Digest.of(host).substring(0, 8),
                this::fresh,
                () -> withNewKey(host, KeyPurposeId.id_kp_serverAuth, SERVER_LIFE, names));
    }

    /** The key that signs what units should go by, and can be used for nothing else. */
    public Holder signer() {
        return kept(
                "configuration",
                this::fresh,
                () -> withNewKey("Zizhu Fleet configuration", KeyPurposeId.id_kp_codeSigning, SERVER_LIFE, null));
    }

    /** The content with the holder's signature and certificate around it: a CMS signed-data (RFC 5652) in DER. */
    public static byte[] sign(byte[] content, Holder holder, Instant now) {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(new JcaSimpleSignerInfoGeneratorBuilder()
                    .setSignedAttributeGenerator(new AttributeTable(
                            new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(now))))))
                    .build("SHA256withECDSA", holder.key, holder.certificate));
            generator.addCertificates(new JcaCertStore(List.of(holder.certificate)));
            return generator
                    .generate(new CMSProcessableByteArray(content), true)
                    .getEncoded("DER");
        } catch (CMSException | OperatorCreationException | GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    /** Certifies a unit's key, from now on for {@link #UNIT_LIFE}. */
    public X509Certificate certify(UnitId unit, PublicKey key) {
        return issue(name(unit.value()), key, UNIT_LIFE, KeyPurposeId.id_kp_clientAuth, null);
    }

    /** Whether this authority has certified it, whenever that was. */
    public boolean issued(X509Certificate certificate) {
        try {
            certificate.verify(authority.certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private boolean fresh(Holder holder) {
        Instant end = holder.certificate.getNotAfter().toInstant();
        return holder.authority.equals(authority.certificate)
                && end.isAfter(clock.instant().plus(RENEW_BEFORE));
    }

    private Holder newAuthority() {
        KeyPair pair = newPair();
        X500Name name = name("Zizhu Fleet CA");
        X509Certificate certificate = certify(name, pair, name, pair.getPublic(), AUTHORITY_LIFE, null, null);
        return new Holder(pair.getPrivate(), certificate, certificate);
    }

    private Holder withNewKey(String commonName, KeyPurposeId purpose, Duration life, @Nullable GeneralNames names) {
        KeyPair pair = newPair();
        X509Certificate certificate = issue(name(commonName), pair.getPublic(), life, purpose, names);
        return new Holder(pair.getPrivate(), certificate, authority.certificate);
    }

    private X509Certificate issue(
            X500Name subject, PublicKey key, Duration life, KeyPurposeId purpose, @Nullable GeneralNames names) {
        X500Name issuer = X500Name.getInstance(
                authority.certificate.getSubjectX500Principal().getEncoded());
        KeyPair by = new KeyPair(authority.certificate.getPublicKey(), authority.key);
        return certify(issuer, by, subject, key, life, purpose, names);
    }

    private X509Certificate certify(
            X500Name issuer,
            KeyPair by,
            X500Name subject,
            PublicKey key,
            Duration life,
            @Nullable KeyPurposeId purpose,
            @Nullable GeneralNames names) {
        Instant now = clock.instant();
        try {
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(127, random),
                    Date.from(now.minus(BACKDATED)),
                    Date.from(now.plus(life)),
                    subject,
                    key);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(purpose == null));
            builder.addExtension(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(by.getPublic()));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(
                            purpose == null ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
            if (purpose != null) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            }
            if (names != null) {
                builder.addExtension(Extension.subjectAlternativeName, false, names);
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("cannot certify", e);
        }
    }

    private static GeneralNames names(String host) {
        return new GeneralNames(Stream.concat(Stream.of(host), List.of("localhost", "127.0.0.1", "::1").stream())
                .distinct()
                .map(name ->
                        new GeneralName(IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, "Zizhu Fleet")
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
}
