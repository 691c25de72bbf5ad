package org.zizhu.fleet.enrolment;

import java.time.Instant;

/**
 * A right to enrol one unit once, on one line that fits into a QR code and needs no quoting in a shell; contract.md §2. The fleet keeps
 * only the hash of its secret, so it is shown once, when it is made.
 *
 * @param fleet host and port
 * @param authorityHash which authority the unit may believe
 * @param until its end
 */
public record Token(String fleet, String authorityHash, String secret, Instant until) {

    /** The line. */
    public String line() {
        return String.join("/", "zizhu-enrol-1", fleet, authorityHash, secret, Long.toString(until.getEpochSecond()));
    }

    /** Without the secret, for this may get into a log. */
    @Override
    public String toString() {
        return "Token[until " + until + "]";
    }
}
