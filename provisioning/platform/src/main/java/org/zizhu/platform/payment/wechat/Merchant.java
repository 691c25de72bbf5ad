package org.zizhu.platform.payment.wechat;

import java.net.URI;
import java.security.PrivateKey;
import java.util.function.Supplier;

/**
 * Who we are to WeChat Pay, and where it is.
 *
 * @param api {@code https://api.mch.weixin.qq.com}, or its backup
 * @param serial of the certificate of the key
 * @param apiV3Key 32 characters, by which WeChat Pay encrypts for us
 * @param notifyAt gives where it tells us, reachable from the Internet; asked for when first needed
 */
public record Merchant(
        URI api, String mchid, String appid, String serial, PrivateKey key, String apiV3Key, Supplier<URI> notifyAt) {
    @Override
    public String toString() {
        return "Merchant[" + mchid + "]";
    }
}
