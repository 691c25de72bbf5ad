package org.zizhu.kiosk.fleet;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * What a unit proves itself with to its fleet.
 *
 * @param address host and port of the fleet
 * @param certificate the unit's own, short-lived
 * @param authority the only one that the unit believes of the fleet
 */
record Identity(String address, PrivateKey key, X509Certificate certificate, X509Certificate authority) {

    /** Without the key. */
    @Override
    public String toString() {
        return "Identity[" + certificate.getSerialNumber().toString(16) + " at " + address + "]";
    }
}
