package org.zizhu.platform.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.ExternalSigningSupport;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAttributeTableGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.zizhu.platform.document.DocumentSigner;
import org.zizhu.platform.document.Order;

/**
 * PAdES baseline signature B-B (ETSI EN 319 142-1) over the whole PDF: detached CMS, ES256, the signer's certificate bound by
 * signing-certificate-v2. The time stands in the PDF's signature dictionary, as 319 142-1 clause 6.3 asks, and not in the CMS.
 */
public final class PadesSigner implements DocumentSigner {

    /** The CMS with two P-256 certificates has about 1.7 kB; in the file it is written in hexadecimal within this room. */
    private static final int ROOM_FOR_CMS_BYTES = 6 * 1024;

    private static final COSName CADES_DETACHED = COSName.getPDFName("ETSI.CAdES.detached");

    private final CertificateAuthority.Holder signer;

    public PadesSigner(CertificateAuthority.Holder signer) {
        this.signer = signer;
    }

    @Override
    public byte[] signed(byte[] file, Order order) {
        try (PDDocument document = Loader.loadPDF(file);
                SignatureOptions options = new SignatureOptions()) {
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(CADES_DETACHED);
            signature.setName(order.issuer());
            signature.setReason(order.type().title().zh());
            signature.setSignDate(GregorianCalendar.from(order.at().atZone(ZoneOffset.UTC)));
            options.setPreferredSignatureSize(ROOM_FOR_CMS_BYTES);
            document.addSignature(signature, options);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ExternalSigningSupport signing = document.saveIncrementalForExternalSigning(out);
            try (InputStream content = signing.getContent()) {
                signing.setSignature(cms(content.readAllBytes()));
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] cms(byte[] content) throws IOException {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(
                            new JcaDigestCalculatorProviderBuilder().build())
                    .setSignedAttributeGenerator(attributes())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.key()), signer.certificate()));
            generator.addCertificates(new JcaCertStore(List.of(signer.certificate(), signer.authority())));
            return generator
                    .generate(new CMSProcessableByteArray(content), false)
                    .getEncoded();
        } catch (GeneralSecurityException | OperatorCreationException | CMSException e) {
            throw new IOException("cannot sign", e);
        }
    }

    private CMSAttributeTableGenerator attributes() throws GeneralSecurityException {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(signer.certificate().getEncoded());
        Attribute boundCertificate = new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(new SigningCertificateV2(new ESSCertIDv2[] {new ESSCertIDv2(digest)})));
        DefaultSignedAttributeTableGenerator usual = new DefaultSignedAttributeTableGenerator();
        return (@SuppressWarnings("rawtypes")
                Map parameters) -> {
            AttributeTable table = usual.getAttributes(parameters);
            return table.remove(CMSAttributes.signingTime)
                    .add(
                            boundCertificate.getAttrType(),
                            boundCertificate.getAttrValues().getObjectAt(0));
        };
    }
}
