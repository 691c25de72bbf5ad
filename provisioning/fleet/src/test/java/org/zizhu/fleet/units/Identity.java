package org.zizhu.fleet.units;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A unit's key and what the fleet has certified it with: its own certificate first. */
record Identity(PrivateKey key, X509Certificate... chain) {

    @Override
    public String toString() {
        return "Identity[" + chain[0].getSubjectX500Principal() + "]";
    }
}
