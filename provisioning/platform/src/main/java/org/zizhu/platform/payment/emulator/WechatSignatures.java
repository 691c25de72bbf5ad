package org.zizhu.platform.payment.emulator;

import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signatures of WeChat Pay v3: those of the merchant, which it checks, and its own, with the certificate that it changes from time to
 * time. Thread-safe.
 */
final class WechatSignatures {

    private static final String SCHEME = "WECHATPAY2-SHA256-RSA2048";
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Pattern PART = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    private final String mchid;
    private final String merchantSerial;
    private final PublicKey merchant;
    private final InstantSource wire;
    private KeyPair keys = Keys.rsa();
    private X509Certificate certificate;
    private String serial = Keys.serial();

    WechatSignatures(String mchid, String merchantSerial, PublicKey merchant, InstantSource wire) {
        this.mchid = mchid;
        this.merchantSerial = merchantSerial;
        this.merchant = merchant;
        this.wire = wire;
        this.certificate = Keys.certificate(keys, serial, wire.instant());
    }

    /** From now on it signs with another key. */
    synchronized void renew() {
        keys = Keys.rsa();
        serial = Keys.serial();
        certificate = Keys.certificate(keys, serial, wire.instant());
    }

    synchronized X509Certificate certificate() {
        return certificate;
    }

    synchronized String serial() {
        return serial;
    }

    /** Whether the merchant has signed just this, and just now. */
    boolean good(Counter.Asked asked) {
        String authorization = asked.header("Authorization");
        if (!authorization.startsWith(SCHEME + " ")) {
            return false;
        }
        Map<String, String> parts = new LinkedHashMap<>();
        for (Matcher part = PART.matcher(authorization); part.find(); ) {
            parts.put(part.group(1), part.group(2));
        }
        if (!mchid.equals(parts.get("mchid")) || !merchantSerial.equals(parts.get("serial_no"))) {
            return false;
        }
        String timestamp = parts.getOrDefault("timestamp", "");
        if (!timestamp.matches("[0-9]{1,12}")) {
            return false;
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(at, wire.instant()).abs().compareTo(SKEW) >= 0) {
            return false;
        }
        String target = asked.path() + (asked.query().isEmpty() ? "" : "?" + asked.query());
        String text = asked.method() + "\n" + target + "\n" + timestamp + "\n" + parts.get("nonce_str") + "\n"
                + asked.body() + "\n";
        return Keys.verify(merchant, text, parts.getOrDefault("signature", ""));
    }

    /** The headers that prove an answer or a notification. */
    synchronized Map<String, String> headers(String body, boolean forged) {
        String timestamp = String.valueOf(wire.instant().getEpochSecond());
        String nonce = Keys.text(32);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Wechatpay-Timestamp", timestamp);
        headers.put("Wechatpay-Nonce", nonce);
        headers.put("Wechatpay-Serial", serial);
        headers.put("Wechatpay-Signature-Type", SCHEME);
        headers.put(
                "Wechatpay-Signature",
                Keys.sign(
                        keys.getPrivate(),
                        timestamp + "\n" + nonce + "\n" + (forged ? "something else" : body) + "\n"));
        return headers;
    }
}
