package org.zizhu.fleet.contract;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A record by which an operations log signs all before it; contract.md §5. */
final class SignedLine {

    private static final Pattern FORM = Pattern.compile(
            "\\{\"prev\":\"[0-9a-f]{64}\",\"seq\":(?<seq>[1-9][0-9]{0,17}),\"at\":\"[0-9T:.-]{19,26}Z\",\"event\":\"signed\""
                    + ",\"entry\":[0-9]{1,18},\"key\":\"(?<key>[0-9a-f]{64})\",\"signature\":\"(?<signature>[A-Za-z0-9+/]{86}==)\"}");

    private static final String BEFORE_SIGNATURE = ",\"signature\":";
    private static final int LONGEST_KEY = 256;
    private static final int P256_BITS = 256;

    private SignedLine() {}

    /** Throws {@link IllegalArgumentException} unless it has that form, and is signed by that key, which it names. */
    static void check(String line, String key) {
        Matcher parts = FORM.matcher(line);
        Form.atMost(key.length(), LONGEST_KEY);
        byte[] spelled = Base64.getDecoder().decode(key);
        if (!parts.matches() || !hash(spelled).equals(parts.group("key"))) {
            throw new IllegalArgumentException("no signed record");
        }
        try {
            PublicKey known = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spelled));
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initVerify(known);
            signature.update(
                    line.substring(0, line.lastIndexOf(BEFORE_SIGNATURE)).getBytes(StandardCharsets.US_ASCII));
            if (((ECPublicKey) known).getParams().getOrder().bitLength() != P256_BITS
                    || !signature.verify(Base64.getDecoder().decode(parts.group("signature")))) {
                throw new IllegalArgumentException("not signed");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no key, or no signature of it", e);
        }
    }

    static long number(String line) {
        Matcher parts = FORM.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no signed record");
        }
        return Long.parseLong(parts.group("seq"));
    }

    static String hash(String line) {
        return hash(line.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
