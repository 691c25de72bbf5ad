package org.zizhu.kiosk.document;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignerDigestMismatchException;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a sealed PDF before it is printed: the bytes are those that the platform announced, it has the announced number
 * of pages, and its one signature (PAdES, ETSI EN 319 142-1) covers the whole file and comes from the authority. The kiosk
 * can't forge; with this it can't be made to print a forgery either.
 */
public final class SealVerifier {

    private final X509Certificate authority;

    /** The seal's certificate of the last document, which the authority has signed: nearly always that of the next one too. */
    private volatile @Nullable X509Certificate known;

    public SealVerifier(X509Certificate authority) {
        this.authority = authority;
    }

    /**
     * Verifies a document.
     *
     * @param sha256 announced digest, hexadecimal
     * @return what is wrong, as a keyword; empty when all holds
     */
    public Optional<String> wrong(byte[] pdf, String sha256, int pages) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(pdf);
            if (!HexFormat.of().formatHex(digest).equalsIgnoreCase(sha256)) {
                return Optional.of("digest-differs");
            }
            try (PDDocument document = Loader.loadPDF(pdf)) {
                if (document.getNumberOfPages() != pages) {
                    return Optional.of("pages-differ");
                }
                List<PDSignature> signatures = document.getSignatureDictionaries();
                if (signatures.size() != 1) {
                    return Optional.of("not-sealed");
                }
                return wrong(signatures.get(0), pdf);
            }
        } catch (CMSSignerDigestMismatchException e) {
            return Optional.of("seal-broken");
        } catch (IOException | CMSException | OperatorCreationException | IllegalArgumentException e) {
            return Optional.of("unreadable");
        } catch (GeneralSecurityException e) {
            return Optional.of("seal-not-from-authority");
        }
    }

    private Optional<String> wrong(PDSignature signature, byte[] pdf)
            throws IOException, CMSException, OperatorCreationException, GeneralSecurityException {
        int[] range = signature.getByteRange();
        if (range.length != 4 || range[0] != 0 || range[2] + range[3] != pdf.length) {
            return Optional.of("seal-covers-a-part");
        }
        // The signature's place in the file is larger than the signature: what follows its first object is filling.
        ContentInfo content;
        try (ASN1InputStream in = new ASN1InputStream(signature.getContents())) {
            content = ContentInfo.getInstance(in.readObject());
        }
        CMSSignedData cms = new CMSSignedData(new CMSProcessableByteArray(signature.getSignedContent(pdf)), content);
        Collection<SignerInformation> signers = cms.getSignerInfos().getSigners();
        if (signers.size() != 1) {
            return Optional.of("not-sealed");
        }
        SignerInformation signer = signers.iterator().next();
        for (Object match : cms.getCertificates().getMatches(null)) {
            X509CertificateHolder holder = (X509CertificateHolder) match;
            @SuppressWarnings("unchecked")
            boolean signersOwn = signer.getSID().match(holder);
            if (signersOwn) {
                X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(holder);
                if (!certificate.equals(known)) {
                    certificate.verify(authority.getPublicKey());
                    known = certificate;
                }
                boolean holds =
                        signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate.getPublicKey()));
                return holds ? Optional.empty() : Optional.of("seal-broken");
            }
        }
        return Optional.of("seal-without-certificate");
    }
}
