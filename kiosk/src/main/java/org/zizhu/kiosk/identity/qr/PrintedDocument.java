package org.zizhu.kiosk.identity.qr;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the code on a printed document says of it, once it is verified: that a document of this number was issued, and to whom, for
 * who has the holder's card. Whether it was revoked since is on the platform's page only.
 *
 * @param holderCheck the first 4 bytes of the SHA-256 of the document's number and the holder's, hexadecimal
 */
public record PrintedDocument(String number, String holderCheck) {

    private static final Pattern SUBJECT = Pattern.compile("([0-9A-Z-]{8,40})\\.([0-9a-f]{8})");

    /** The document of an accepted code; empty where the code is not a document's. */
    public static Optional<PrintedDocument> of(QrClaims claims) {
        Matcher subject = SUBJECT.matcher(claims.subject());
        return claims.kind() == QrKind.CERTIFICATE_VERIFICATION && subject.matches()
                ? Optional.of(new PrintedDocument(subject.group(1), subject.group(2)))
                : Optional.empty();
    }

    /** Whether it was issued to the holder of that identity number; wrong once in four thousand million times. */
    public boolean heldBy(String identityNumber) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((number + " " + identityNumber).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).startsWith(holderCheck);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
