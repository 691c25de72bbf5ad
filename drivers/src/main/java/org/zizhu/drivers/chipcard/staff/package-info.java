/**
 * The staff card: a PIV card (Personal Identity Verification, NIST SP 800-73-4), of which a kiosk reads the certificate for
 * authentication, verifies the PIN, and has a challenge signed.
 */
@NullMarked
package org.zizhu.drivers.chipcard.staff;

import org.jspecify.annotations.NullMarked;
