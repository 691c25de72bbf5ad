package org.zizhu.platform.document;

/**
 * Puts the office's electronic signature on a finished file. A signature of another kind (SM2 in OFD) is another one of these.
 */
@FunctionalInterface
public interface DocumentSigner {

    /** The file with its signature; the order tells what for and when. */
    byte[] signed(byte[] file, Order order);
}
