package org.zizhu.kiosk.fleet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** A fleet's authority on the table, and what it signs: another hand than the fleet's own. */
final class TableFleet {

    private final Instant now = Instant.now();

    private final KeyPair keys = pair();
    private final X509Certificate authority = certify("authority", keys.getPublic(), null);

    /** Gives the folder an identity in this fleet. */
    void enrol(FleetFolder folder) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(folder.request("ZZ-0107")))) {
            PublicKey key =
                    new JcaPKCS10CertificationRequest((PKCS10CertificationRequest) parser.readObject()).getPublicKey();
            StringWriter chain = new StringWriter();
            try (JcaPEMWriter writer = new JcaPEMWriter(chain)) {
                writer.writeObject(certify("ZZ-0107", key, KeyPurposeId.id_kp_clientAuth));
                writer.writeObject(authority);
            }
            String hash = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(authority.getEncoded()));
            folder.certified(chain.toString(), "fleet.example:443", new Trust(hash, Optional::empty));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** As the unit gets it. */
    Told.Desired desires(long version, String content) {
        return new Told.Desired(version, signed("{\"version\":" + version + ",\"content\":" + content + "}"));
    }

    String signed(String document) {
        return signed(document, KeyPurposeId.id_kp_codeSigning);
    }

    /** By a key that this authority has certified for something. */
    String signed(String document, KeyPurposeId purpose) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(document.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        try {
            KeyPair signer = pair();
            X509Certificate certificate = certify("signer", signer.getPublic(), purpose);
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(new JcaSimpleSignerInfoGeneratorBuilder()
                    .build("SHA256withECDSA", signer.getPrivate(), certificate));
            generator.addCertificates(new JcaCertStore(List.of(certificate)));
            return Base64.getEncoder()
                    .encodeToString(generator
                            .generate(new CMSProcessableByteArray(packed.toByteArray()), true)
                            .getEncoded());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private X509Certificate certify(String name, PublicKey key, KeyPurposeId purpose) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Principal("CN=authority"),
                    new BigInteger(64, new SecureRandom()),
                    Date.from(now.minusSeconds(86_400)),
                    Date.from(now.plusSeconds(86_400)),
                    new X500Principal("CN=" + name),
                    key);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(purpose == null));
            if (purpose != null) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
