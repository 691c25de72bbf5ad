package org.zizhu.kiosk.fleet;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A right to enrol once, as an operator gives it out on one line or in a QR code; contract.md §2.
 *
 * @param address host and port of the fleet
 * @param authorityHash SHA-256 of the certificate of the authority that the fleet is to be believed by, base64url
 * @param secret good once
 * @param until its end
 */
record EnrolmentToken(String address, String authorityHash, String secret, Instant until) {

    private static final Pattern LINE = Pattern.compile("zizhu-enrol-1/(?<address>[A-Za-z0-9.-]{1,253}:[0-9]{1,5})"
            + "/(?<hash>[A-Za-z0-9_-]{43})/(?<secret>[A-Za-z0-9_-]{16,64})/(?<until>[0-9]{1,11})");

    /** Empty, if the line is no token that this unit understands. */
    static Optional<EnrolmentToken> read(String line) {
        Matcher parts = LINE.matcher(line.strip());
        return parts.matches()
                ? Optional.of(new EnrolmentToken(
                        parts.group("address"),
                        parts.group("hash"),
                        parts.group("secret"),
                        Instant.ofEpochSecond(Long.parseLong(parts.group("until")))))
                : Optional.empty();
    }

    /** Without the secret, for this may get into a log. */
    @Override
    public String toString() {
        return "EnrolmentToken[" + address + "]";
    }
}
