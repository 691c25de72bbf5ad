package org.zizhu.kiosk.identity.qr;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * A key with which an issuer signs codes and lists, from its certificate.
 *
 * @param issuer the certificate's common name
 * @param id the first 8 bytes of the SHA-256 of the public key (SubjectPublicKeyInfo), hexadecimal
 */
record IssuerKey(String issuer, String id, PublicKey key, Instant notBefore, Instant notAfter) {

    /** Says in a certificate that its key may sign codes. The arc 2.25 (ITU-T X.667) needs no registration. */
    static final String SIGNS_CODES = "2.25.63161634875088380307011123209921812831";

    /** The key of a certificate that the authority has given to an issuer of codes; empty for any other. */
    static Optional<IssuerKey> of(X509Certificate certificate, X509Certificate authority) {
        try {
            certificate.verify(authority.getPublicKey());
            List<String> purposes = certificate.getExtendedKeyUsage();
            if (purposes == null || !purposes.contains(SIGNS_CODES) || certificate.getBasicConstraints() >= 0) {
                return Optional.empty();
            }
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(certificate.getPublicKey().getEncoded());
            String id = HexFormat.of().formatHex(Arrays.copyOf(digest, CoseSign1.KEY_ID_BYTES));
            return commonName(certificate)
                    .map(name -> new IssuerKey(
                            name,
                            id,
                            certificate.getPublicKey(),
                            certificate.getNotBefore().toInstant(),
                            certificate.getNotAfter().toInstant()));
        } catch (GeneralSecurityException e) {
            // Not from this authority, or not readable: no key for us.
            return Optional.empty();
        }
    }

    boolean validAt(Instant now) {
        return !now.isBefore(notBefore) && !now.isAfter(notAfter);
    }

    private static Optional<String> commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> part.getValue().toString())
                            .findFirst();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }
}
