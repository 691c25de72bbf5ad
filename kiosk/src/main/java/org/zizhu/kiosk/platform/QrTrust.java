package org.zizhu.kiosk.platform;

import java.util.List;

/**
 * By what a unit verifies Zizhu's own codes while the platform is out of reach. Nothing in it is secret, and each part of it
 * is signed.
 *
 * @param issuers certificates (DER) of the keys with which codes are signed, several to an issuer
 * @param revocations each issuer's list of what it has revoked, a COSE_Sign1 by one of its keys
 */
public record QrTrust(List<byte[]> issuers, List<byte[]> revocations) {}
