package org.zizhu.kiosk.fleet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.configuration.CannotHonour;
import tools.jackson.databind.JsonNode;

/**
 * What the centre prescribes, as it has signed it: a CMS signed-data (RFC 5652) around a gzip of JSON, by a key that the fleet's authority has
 * certified for this and nothing else; contract.md §10. That the certificate was good when it signed is verified; whether it still is does not
 * matter, for a configuration lives longer, and only a higher version takes its place.
 */
record SignedConfiguration(long version, JsonNode content) {

    /** Of the whole document, unpacked. */
    private static final int MOST_BYTES = 512 * 1024;

    private static final String FOR_SIGNING = "1.3.6.1.5.5.7.3.3";

    /**
     * Opens it.
     *
     * @param authority of the fleet that this unit belongs to
     * @throws CannotHonour if it is not signed by that fleet, or is no document
     */
    static SignedConfiguration open(byte[] signed, X509Certificate authority) throws CannotHonour {
        JsonNode document =
                Wire.read(unpacked(verified(signed, authority))).orElseThrow(SignedConfiguration::malformed);
        JsonNode version = document.path("version");
        if (!version.isIntegralNumber() || version.asLong(0) < 1) {
            throw malformed();
        }
        return new SignedConfiguration(version.asLong(), document.path("content"));
    }

    /** What was signed; anything that the parser may throw at bytes that are none says that they are none. */
    private static byte[] verified(byte[] signed, X509Certificate authority) throws CannotHonour {
        try {
            CMSSignedData data = new CMSSignedData(signed);
            Collection<SignerInformation> signers = data.getSignerInfos().getSigners();
            if (signers.size() != 1 || data.getSignedContent() == null) {
                throw notOurs();
            }
            SignerInformation signer = signers.iterator().next();
            List<X509CertificateHolder> certificates = data.getCertificates().getMatches(null).stream()
                    .filter(signer.getSID()::match)
                    .toList();
            if (certificates.size() != 1) {
                throw notOurs();
            }
            X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(certificates.get(0));
            certificate.verify(authority.getPublicKey());
            @Nullable List<String> purposes = certificate.getExtendedKeyUsage();
            boolean forThis =
                    purposes != null && purposes.contains(FOR_SIGNING) && certificate.getBasicConstraints() < 0;
            if (forThis
                    && signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate))
                    && data.getSignedContent().getContent() instanceof byte[] content) {
                return content;
            }
            throw notOurs();
        } catch (CMSException | GeneralSecurityException | OperatorCreationException | RuntimeException e) {
            throw notOurs();
        }
    }

    private static String unpacked(byte[] packed) throws CannotHonour {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new CannotHonour("too-large");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw malformed();
        }
    }

    private static CannotHonour notOurs() {
        return new CannotHonour("signature-wrong");
    }

    private static CannotHonour malformed() {
        return new CannotHonour("malformed");
    }
}
