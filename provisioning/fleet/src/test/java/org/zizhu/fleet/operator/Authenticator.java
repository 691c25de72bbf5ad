package org.zizhu.fleet.operator;

import java.time.Instant;

/** The app on somebody's phone. */
public final class Authenticator {

    private Authenticator() {}

    /** What it shows at that moment. */
    public static String code(byte[] secret, Instant at) {
        return Totp.code(secret, Totp.step(at));
    }
}
