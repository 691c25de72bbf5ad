package org.zizhu.platform.trust;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * A terminal's request to have its key certified (PKCS#10), which has been checked: its sender holds the key, and the key is strong enough.
 *
 * @param terminal the one common name that it asks for
 */
public record SigningRequest(String terminal, PublicKey key) {

    private static final int LEAST_RSA_BITS = 2048;
    /** More only costs time at each handshake. */
    private static final int MOST_RSA_BITS = 4096;

    /** Nothing, if the text is no such request. */
    public static Optional<SigningRequest> read(String pem) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            if (!(parser.readObject() instanceof PKCS10CertificationRequest request)
                    || !strong(request.getSubjectPublicKeyInfo().getAlgorithm())) {
                return Optional.empty();
            }
            PublicKey key = new JcaPKCS10CertificationRequest(request).getPublicKey();
            RDN[] names = request.getSubject().getRDNs(BCStyle.CN);
            if (names.length != 1
                    || names[0].isMultiValued()
                    || !strong(key)
                    || !request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                return Optional.empty();
            }
            return Optional.of(new SigningRequest(
                    IETFUtils.valueToString(names[0].getFirst().getValue()), key));
        } catch (IOException
                | GeneralSecurityException
                | OperatorCreationException
                | PKCSException
                | RuntimeException e) {
            // Any bytes may come; the parser throws what it likes. Whatever it was, it is no request.
            return Optional.empty();
        }
    }

    /** Before the key is taken apart: other algorithms may have costs of their own. */
    private static boolean strong(AlgorithmIdentifier algorithm) {
        if (X9ObjectIdentifiers.id_ecPublicKey.equals(algorithm.getAlgorithm())) {
            return SECObjectIdentifiers.secp256r1.equals(algorithm.getParameters());
        }
        return PKCSObjectIdentifiers.rsaEncryption.equals(algorithm.getAlgorithm());
    }

    private static boolean strong(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            return bits >= LEAST_RSA_BITS && bits <= MOST_RSA_BITS;
        }
        return true;
    }
}
