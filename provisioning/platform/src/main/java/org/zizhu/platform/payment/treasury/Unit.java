package org.zizhu.platform.payment.treasury;

import java.net.URI;

/**
 * Who we are to the treasury's platform (执收单位), and where it is.
 *
 * @param id code of the collecting unit
 * @param secret by which either side authenticates what it says (HMAC-SHA256)
 */
public record Unit(URI platform, String id, String secret) {
    @Override
    public String toString() {
        return "Unit[" + id + "]";
    }
}
