package org.zizhu.platform.payment.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.wechat.pay.java.core.auth.WechatPay2Credential;
import com.wechat.pay.java.core.cipher.RSASigner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.platform.Tool;

/** Somebody who knows neither our code nor the official client's checks the signatures of both: openssl. */
class OpensslTest {

    @TempDir
    Path folder;

    private final KeyPair keys = Keys.rsa();

    @BeforeEach
    void writeKeys() throws IOException {
        Files.writeString(folder.resolve("key.pem"), Keys.pem(keys.getPrivate()));
        Files.writeString(folder.resolve("public.pem"), Keys.pem(keys.getPublic()));
    }

    @Test
    void whatTheOfficialClientSigns_isWhatTheGuideSays() throws IOException {
        String authorization = new WechatPay2Credential("1900000001", new RSASigner("ABC", keys.getPrivate()))
                .getAuthorization(URI.create("https://api.mch.weixin.qq.com/v3/path?mchid=1900000001"), "GET", "");

        String text = "GET\n/v3/path?mchid=1900000001\n" + part(authorization, "timestamp") + "\n"
                + part(authorization, "nonce_str") + "\n\n";

        assertEquals("Verified OK", verified(text, part(authorization, "signature")));
    }

    @Test
    void whatTheProviderSigns_isWhatTheGuideSays() throws IOException {
        WechatSignatures signatures =
                new WechatSignatures("1900000001", "ABC", keys.getPublic(), InstantSource.system());
        Files.writeString(folder.resolve("certificate.pem"), Keys.pem(signatures.certificate()));
        Tool.run(
                folder,
                "openssl",
                "openssl",
                "x509",
                "-in",
                "certificate.pem",
                "-pubkey",
                "-noout",
                "-out",
                "public.pem");
        Map<String, String> headers = signatures.headers("{\"a\":\"水\"}", false);

        String text = headers.get("Wechatpay-Timestamp") + "\n" + headers.get("Wechatpay-Nonce") + "\n{\"a\":\"水\"}\n";

        assertEquals("Verified OK", verified(text, headers.get("Wechatpay-Signature")));
    }

    @Test
    void whatOpensslSigns_isGoodToUs_andNothingElseIs() throws IOException {
        Files.writeString(folder.resolve("text"), "一元\n");
        Tool.run(folder, "openssl", "openssl", "dgst", "-sha256", "-sign", "key.pem", "-out", "signature", "text");
        String signature = Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("signature")));

        assertTrue(Keys.verify(keys.getPublic(), "一元\n", signature));
        assertFalse(Keys.verify(keys.getPublic(), "二元\n", signature));
    }

    private String verified(String text, String signature) throws IOException {
        Files.writeString(folder.resolve("text"), text);
        Files.write(folder.resolve("signature"), Base64.getDecoder().decode(signature));
        return Tool.run(
                        folder,
                        "openssl",
                        "openssl",
                        "dgst",
                        "-sha256",
                        "-verify",
                        "public.pem",
                        "-signature",
                        "signature",
                        "text")
                .strip();
    }

    private static String part(String authorization, String name) {
        Matcher matcher = Pattern.compile(name + "=\"([^\"]*)\"").matcher(authorization);
        assertTrue(matcher.find(), name);
        return matcher.group(1);
    }
}
