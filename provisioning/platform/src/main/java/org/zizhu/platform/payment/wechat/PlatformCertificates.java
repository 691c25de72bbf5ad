package org.zizhu.platform.payment.wechat;

import com.wechat.pay.java.core.auth.Credential;
import com.wechat.pay.java.core.auth.Validator;
import com.wechat.pay.java.core.certificate.CertificateDownloader;
import com.wechat.pay.java.core.certificate.CertificateHandler;
import com.wechat.pay.java.core.certificate.CertificateProvider;
import com.wechat.pay.java.core.cipher.AeadCipher;
import com.wechat.pay.java.core.http.HttpHeaders;
import com.wechat.pay.java.core.util.PemUtil;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The certificates by which WeChat Pay signs (微信支付平台证书). They are fetched when first needed, and again when something is signed
 * by one we don't have, for it renews them without asking. The client's own keeper of them is one for the whole process and has a
 * clock of its own. Thread-safe.
 */
final class PlatformCertificates implements CertificateProvider {

    private static final String ADDRESS = "https://api.mch.weixin.qq.com/v3/certificates?algorithm_type=RSA";

    /** Whoever sends us unknown serials doesn't make us ask more often. */
    private static final Duration NOT_AGAIN_WITHIN = Duration.ofMinutes(1);

    /** Certificates prove themselves by decrypting with our key; there is nothing yet to verify a signature by. */
    private static final Validator UNVERIFIED = new Validator() {
        @Override
        public <T> boolean validate(HttpHeaders headers, String body) {
            return true;
        }

        @Override
        public <T> String getSerialNumber() {
            return "";
        }
    };

    private static final CertificateHandler HANDLER = new CertificateHandler() {
        @Override
        public X509Certificate generateCertificate(String pem) {
            return PemUtil.loadX509FromString(pem);
        }

        @Override
        public void validateCertPath(X509Certificate certificate) {
            // The client's guide advises against it: what decrypts with our key is WeChat Pay's.
        }
    };

    private final CertificateDownloader downloader;
    private final InstantSource clock;
    private final Map<String, X509Certificate> bySerial = new HashMap<>();
    private Instant lastAsked = Instant.MIN;

    PlatformCertificates(URI api, Credential credential, AeadCipher cipher, InstantSource clock) {
        this.clock = clock;
        this.downloader = new CertificateDownloader.Builder()
                .downloadUrl(ADDRESS)
                .httpClient(new Transport(api, credential, UNVERIFIED))
                .aeadCipher(cipher)
                .certificateHandler(HANDLER)
                .build();
    }

    @Override
    public synchronized @Nullable X509Certificate getCertificate(@Nullable String serial) {
        if (serial != null && !bySerial.containsKey(serial) && mayAsk()) {
            fetch();
        }
        return bySerial.get(serial);
    }

    @Override
    public synchronized X509Certificate getAvailableCertificate() {
        if (bySerial.isEmpty()) {
            fetch();
        }
        return bySerial.values().stream()
                .max(Comparator.comparing(X509Certificate::getNotAfter))
                .orElseThrow(() -> new IllegalStateException("WeChat Pay has no certificate"));
    }

    private boolean mayAsk() {
        return bySerial.isEmpty() || !clock.instant().isBefore(lastAsked.plus(NOT_AGAIN_WITHIN));
    }

    private void fetch() {
        bySerial.putAll(downloader.download());
        lastAsked = clock.instant();
    }
}
