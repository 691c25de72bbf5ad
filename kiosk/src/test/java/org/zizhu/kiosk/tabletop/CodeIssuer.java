package org.zizhu.kiosk.tabletop;

import COSE.AlgorithmID;
import COSE.CoseException;
import COSE.HeaderKeys;
import COSE.Message;
import COSE.MessageTag;
import COSE.OneKey;
import COSE.Sign1Message;
import com.upokecenter.cbor.CBOREncodeOptions;
import com.upokecenter.cbor.CBORObject;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.zizhu.kiosk.platform.QrTrust;

/**
 * An office that signs codes, by another hand than ours: another library writes the CBOR, and cose-java has to find each signature good,
 * so that what the kiosk accepts is what the standards say. Each has an authority of its own.
 */
public final class CodeIssuer {

    /** May be one of an authority, several keys of which are several of these. */
    private record Authority(KeyPair key, X509Certificate certificate) {}

    /** In the code, RFC 8392; the last is ours. */
    private static final int ISSUER = 1;

    private static final int SUBJECT = 2;
    private static final int AUDIENCE = 3;
    private static final int EXPIRES = 4;
    private static final int NOT_BEFORE = 5;
    private static final int ISSUED_AT = 6;
    private static final int NONCE = 7;
    private static final int KIND = -65537;
    private static final int NUMBER = -65538;
    private static final int KEYS = -65539;
    private static final int CODES = -65540;

    private static final String SIGNS_CODES = "2.25.63161634875088380307011123209921812831";

    public final String name;
    private final Authority authority;
    private final KeyPair key;
    private final X509Certificate certificate;
    private long codes;

    /** @param validFrom of its key, which is good for sixty days */
    public CodeIssuer(String name, Instant validFrom) {
        this(name, authority(validFrom), validFrom, SIGNS_CODES);
    }

    private CodeIssuer(String name, Authority authority, Instant validFrom, String purpose) {
        this.name = name;
        this.authority = authority;
        this.key = pair();
        this.certificate = certificate("CN=" + name, key, authority.key, validFrom, purpose);
    }

    /** Another key of the same authority. */
    public CodeIssuer sibling(String otherName, Instant validFrom) {
        return new CodeIssuer(otherName, authority, validFrom, SIGNS_CODES);
    }

    /** A key that the authority has certified for something else. */
    public CodeIssuer impostor(String otherName, Instant validFrom) {
        return new CodeIssuer(otherName, authority, validFrom, KeyPurposeId.id_kp_clientAuth.getId());
    }

    public X509Certificate authority() {
        return authority.certificate;
    }

    public byte[] certificate() {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its key, and a list of what it has revoked. */
    public QrTrust trust(byte[] list) {
        return new QrTrust(List.of(certificate()), List.of(list));
    }

    /** First 8 bytes of the SHA-256 of the public key, hexadecimal. */
    public String keyId() {
        return HexFormat.of().formatHex(keyIdBytes());
    }

    /** Claims of a code that is good for a minute. Change them as the story wants. */
    public Map<Integer, Object> claims(int kind, String subject, Instant from) {
        Map<Integer, Object> claims = new TreeMap<>();
        claims.put(ISSUER, name);
        claims.put(SUBJECT, subject);
        claims.put(EXPIRES, from.plusSeconds(60).getEpochSecond());
        claims.put(NOT_BEFORE, from.getEpochSecond());
        claims.put(NONCE, nonce());
        claims.put(KIND, kind);
        return claims;
    }

    public Map<Integer, Object> claims(int kind, String subject, Instant from, String audience) {
        Map<Integer, Object> claims = claims(kind, subject, from);
        claims.put(AUDIENCE, audience);
        return claims;
    }

    /** A code that is good for a minute. */
    public byte[] code(int kind, String subject, Instant from) {
        return code(claims(kind, subject, from));
    }

    public byte[] code(Map<Integer, Object> claims) {
        return text(signed(canonical(map(claims))));
    }

    /** Anything, signed: the bytes of a COSE_Sign1. */
    public byte[] signed(byte[] payload) {
        CBORObject header = CBORObject.NewMap()
                .Add(HeaderKeys.Algorithm.AsCBOR(), AlgorithmID.ECDSA_256.AsCBOR())
                .Add(HeaderKeys.KID.AsCBOR(), keyIdBytes());
        byte[] protectedHeader = canonical(header);
        CBORObject toSign = CBORObject.NewArray()
                .Add("Signature1")
                .Add(protectedHeader)
                .Add(new byte[0])
                .Add(payload);
        CBORObject message = CBORObject.NewArray()
                .Add(protectedHeader)
                .Add(CBORObject.NewMap())
                .Add(payload)
                .Add(signature(canonical(toSign)));
        // What is canonical for CTAP has no tags.
        byte[] untagged = canonical(message);
        byte[] bytes = new byte[untagged.length + 1];
        bytes[0] = (byte) (0xC0 | MessageTag.Sign1.value);
        System.arraycopy(untagged, 0, bytes, 1, untagged.length);
        try {
            if (!((Sign1Message) Message.DecodeFromBytes(bytes, MessageTag.Sign1))
                    .validate(new OneKey(key.getPublic(), null))) {
                throw new AssertionError("not what COSE calls signed");
            }
        } catch (CoseException e) {
            throw new AssertionError(e);
        }
        return bytes;
    }

    private byte[] signature(byte[] toSign) {
        try {
            Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
            signer.initSign(key.getPrivate());
            signer.update(toSign);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] canonical(CBORObject object) {
        return object.EncodeToBytes(CBOREncodeOptions.DefaultCtap2Canonical);
    }

    /** A list of what is revoked. */
    public byte[] list(long number, Instant at, List<String> keys, List<byte[]> nonces) {
        Map<Integer, Object> claims = new TreeMap<>();
        claims.put(ISSUER, name);
        claims.put(ISSUED_AT, at.getEpochSecond());
        claims.put(NUMBER, number);
        claims.put(KEYS, array(keys.stream().map(HexFormat.of()::parseHex).toList()));
        claims.put(CODES, array(nonces));
        return signed(canonical(map(claims)));
    }

    /** As it stands in a QR code. */
    public static byte[] text(byte[] message) {
        return ("ZZ1:" + base45(message)).getBytes(StandardCharsets.US_ASCII);
    }

    private static CBORObject map(Map<Integer, Object> claims) {
        CBORObject map = CBORObject.NewMap();
        claims.forEach((label, value) -> map.Add(CBORObject.FromObject(label), CBORObject.FromObject(value)));
        return map;
    }

    private static CBORObject array(List<byte[]> ids) {
        CBORObject array = CBORObject.NewArray();
        ids.stream().sorted(Arrays::compareUnsigned).forEach(id -> array.Add(CBORObject.FromObject(id)));
        return array;
    }

    private byte[] nonce() {
        codes++;
        return BigInteger.valueOf(0x5A5A_0000_0000_0000L + codes).toByteArray();
    }

    private byte[] keyIdBytes() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(key.getPublic().getEncoded());
            return Arrays.copyOf(digest, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base45(byte[] bytes) {
        String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < bytes.length; at += 2) {
            boolean pair = at + 1 < bytes.length;
            int value = pair ? ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF) : bytes[at] & 0xFF;
            text.append(alphabet.charAt(value % 45)).append(alphabet.charAt(value / 45 % 45));
            if (pair) {
                text.append(alphabet.charAt(value / 45 / 45));
            }
        }
        return text.toString();
    }

    private static Authority authority(Instant validFrom) {
        KeyPair pair = pair();
        return new Authority(pair, certificate("CN=Authority of Codes", pair, pair, validFrom, SIGNS_CODES));
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(
            String subject, KeyPair pair, KeyPair by, Instant validFrom, String purpose) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    new X500Name("CN=Authority of Codes"),
                                    BigInteger.valueOf(pair.getPublic().hashCode() & 0x7fffffff),
                                    Date.from(validFrom),
                                    Date.from(validFrom.plus(Duration.ofDays(60))),
                                    new X500Name(subject),
                                    pair.getPublic())
                            .addExtension(
                                    Extension.extendedKeyUsage,
                                    false,
                                    new ExtendedKeyUsage(KeyPurposeId.getInstance(new ASN1ObjectIdentifier(purpose))))
                            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
        } catch (CertIOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
