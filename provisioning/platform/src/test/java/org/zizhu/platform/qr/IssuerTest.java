package org.zizhu.platform.qr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import COSE.HeaderKeys;
import COSE.Message;
import COSE.MessageTag;
import COSE.OneKey;
import COSE.Sign1Message;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import com.upokecenter.cbor.CBORObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zizhu.platform.CityTest;
import tools.jackson.databind.JsonNode;

/** What the city signs, as cose-java sees it. */
class IssuerTest extends CityTest {

    @Test
    void aCode_isWhatTheStandardsSay_andSmall() throws Exception {
        Phone.Shown shown = city.phone()
                .show("certificate", CodeKind.IDENTITY, "t:ZZ-430102-0001")
                .orElseThrow();

        byte[] bytes = decoded(shown.text());
        Sign1Message message = (Sign1Message) Message.DecodeFromBytes(bytes, MessageTag.Sign1);
        assertTrue(message.validate(new OneKey(certificates().get(0).getPublicKey(), null)));
        CBORObject claims = CBORObject.DecodeFromBytes(message.GetContent());
        assertEquals(Issuer.NAME, claims.get(CBORObject.FromObject(1)).AsString());
        assertEquals("t:ZZ-430102-0001", claims.get(CBORObject.FromObject(3)).AsString());
        assertEquals(
                shown.expires().getEpochSecond(),
                claims.get(CBORObject.FromObject(4)).AsInt64Value());
        assertEquals(8, claims.get(CBORObject.FromObject(7)).GetByteString().length);
        assertEquals(5, claims.get(CBORObject.FromObject(-65537)).AsInt32());
        QRCode qr = Encoder.encode(shown.text(), ErrorCorrectionLevel.M);
        assertTrue(bytes.length <= 180, bytes.length + " bytes");
        assertTrue(qr.getVersion().getVersionNumber() <= 11, "QR version " + qr.getVersion());
    }

    @Test
    void nothingInACode_isThePersonsNumberOrName() throws Exception {
        String code = city.phone()
                .show("certificate", CodeKind.IDENTITY, null)
                .orElseThrow()
                .text();

        String content = new String(decoded(code), StandardCharsets.UTF_8);
        assertEquals(-1, content.indexOf(city.person("certificate").card().number()));
        assertEquals(-1, content.indexOf("certificate"));
    }

    @Test
    void afterAKeyIsRevoked_theNextOneSigns_andTheListSaysSo() throws Exception {
        int before = certificates().size();
        List<byte[]> was = keyIds();

        city.issuer().revokeKey();

        assertEquals(before + 1, certificates().size());
        Sign1Message list = list();
        byte[] signer = list.findAttribute(HeaderKeys.KID).GetByteString();
        assertNotEquals(
                Base64.getEncoder().encodeToString(was.get(was.size() - 1)),
                Base64.getEncoder().encodeToString(signer));
        assertTrue(list.validate(new OneKey(certificates().get(before).getPublicKey(), null)));
        CBORObject revoked = CBORObject.DecodeFromBytes(list.GetContent()).get(CBORObject.FromObject(-65539));
        assertEquals(before, revoked.size());

        restart();
        assertEquals(before + 1, certificates().size());
    }

    private List<byte[]> keyIds() throws Exception {
        List<byte[]> ids = new ArrayList<>();
        for (X509Certificate certificate : certificates()) {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(certificate.getPublicKey().getEncoded());
            ids.add(Arrays.copyOf(digest, 8));
        }
        return ids;
    }

    private List<X509Certificate> certificates() throws Exception {
        List<X509Certificate> certificates = new ArrayList<>();
        for (JsonNode der : trust().get("issuers")) {
            certificates.add((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der.binaryValue())));
        }
        return certificates;
    }

    private Sign1Message list() throws Exception {
        return (Sign1Message)
                Message.DecodeFromBytes(trust().get("revocations").get(0).binaryValue(), MessageTag.Sign1);
    }

    private JsonNode trust() {
        return terminal.get("/v1/qr/trust").json();
    }

    private static byte[] decoded(String code) {
        String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
        String text = code.substring(4);
        List<Byte> bytes = new ArrayList<>();
        for (int at = 0; at < text.length(); at += 3) {
            boolean three = at + 2 < text.length();
            int value = alphabet.indexOf(text.charAt(at)) + 45 * alphabet.indexOf(text.charAt(at + 1));
            if (three) {
                value += 2025 * alphabet.indexOf(text.charAt(at + 2));
                bytes.add((byte) (value >> 8));
            }
            bytes.add((byte) value);
        }
        byte[] result = new byte[bytes.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = bytes.get(i);
        }
        return result;
    }
}
