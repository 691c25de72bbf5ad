package org.zizhu.fleet.operator;

import java.net.URI;

/** What came of an attempt to sign in. Secrets are in it: none of them prints itself. */
public sealed interface SignedIn {

    /**
     * They are in.
     *
     * @param token what the browser keeps
     */
    record In(String token) implements SignedIn {
        @Override
        public String toString() {
            return "In";
        }
    }

    /**
     * The name and first password are right; now they need an authenticator, and a password of their own.
     *
     * @param authenticator {@code otpauth:} address for the app on their phone, new at each attempt
     */
    record SetUp(URI authenticator) implements SignedIn {
        @Override
        public String toString() {
            return "SetUp";
        }
    }

    /** The new password is too short, or the old one again. */
    record PasswordTooWeak() implements SignedIn {}

    /** Name, password or code is wrong, or it was tried too often. Which of them is not told. */
    record Refused() implements SignedIn {}
}
