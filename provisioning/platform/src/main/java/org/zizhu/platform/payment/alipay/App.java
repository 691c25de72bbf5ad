package org.zizhu.platform.payment.alipay;

import java.net.URI;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.function.Supplier;

/**
 * Who we are to Alipay, and where it is.
 *
 * @param gateway {@code https://openapi.alipay.com/gateway.do}
 * @param key of the application
 * @param alipay by which Alipay's answers and notifications are verified
 * @param notifyAt gives where it tells us, reachable from the Internet; asked for when first needed
 */
public record App(URI gateway, String appId, PrivateKey key, PublicKey alipay, Supplier<URI> notifyAt) {
    @Override
    public String toString() {
        return "App[" + appId + "]";
    }
}
