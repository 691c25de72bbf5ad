package org.zizhu.fleet.health.notice;

import org.jspecify.annotations.Nullable;

/**
 * The server by which mail goes out. The password, where there is a user, is in {@code keys/mail.password}.
 *
 * @param from the sender's address
 * @param user null where the server asks for none
 */
public record MailServer(String host, int port, Protection protection, String from, @Nullable String user) {

    /** How the way to the server is protected. */
    public enum Protection {
        /** TLS from the first byte, usually port 465. */
        TLS,
        /** TLS after STARTTLS, usually port 587; without it nothing is sent. */
        STARTTLS,
        /** Not at all: to a relay on this machine. */
        NONE
    }

    public MailServer {
        if (host == null || host.isBlank() || port < 1 || port > 65_535 || protection == null || from == null) {
            throw new IllegalArgumentException("mail: host, port, protection and from are needed");
        }
        if (protection == Protection.NONE && !host.equals("127.0.0.1") && !host.equals("localhost")) {
            throw new IllegalArgumentException("mail: without protection to this machine only");
        }
    }
}
