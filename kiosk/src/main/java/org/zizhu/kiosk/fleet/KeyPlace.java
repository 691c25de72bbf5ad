package org.zizhu.kiosk.fleet;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Where a unit has its private key for the fleet, from its making on: it is made there, and never leaves. There is the present one, which has a
 * certificate, and at times one that waits for its own. A power cut leaves the present one as it was, or as it is to be. Used by one thread at a time.
 */
interface KeyPlace {

    /**
     * A key that can sign.
     *
     * @param signer who signs with it; empty for Java's own choice
     */
    record Made(KeyPair pair, Optional<Provider> signer) {}

    /**
     * Whether keys can be had here now.
     *
     * @throws IOException if not; its message says for people why, and what to do
     */
    void check() throws IOException;

    /** A new key, which waits from now on. */
    Made make() throws IOException, GeneralSecurityException;

    /** Whether this is the one that waits. */
    boolean waits(PublicKey key) throws IOException, GeneralSecurityException;

    /** That one is not wanted any more. No matter if there is none. */
    void forget(PublicKey key) throws IOException, GeneralSecurityException;

    /** The key that waits becomes the present one. */
    void certified(List<X509Certificate> chain) throws IOException, GeneralSecurityException;

    /** Whether there is a present one, as far as can be seen from outside. */
    boolean enrolled();

    /** Of the present one, its own certificate first, the authority's last; can be had without the key. Empty for a unit that has never been enrolled. */
    Optional<List<X509Certificate>> chain() throws IOException, GeneralSecurityException;

    /** The present one. */
    PrivateKey key(X509Certificate certificate) throws IOException, GeneralSecurityException;

    /**
     * The fleet has welcomed the present one: those before it are of no use any more.
     *
     * @param waiting is kept too
     */
    void used(Optional<PublicKey> waiting) throws IOException, GeneralSecurityException;
}
