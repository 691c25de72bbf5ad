package org.zizhu.fleet.health.notice;

import org.jspecify.annotations.Nullable;

/** A receiver was not reached, or did not take it. */
final class NotDelivered extends Exception {

    private static final long serialVersionUID = 1;

    /** @param trouble what happened, in a keyword */
    NotDelivered(String trouble, @Nullable Throwable cause) {
        super(trouble, cause);
    }
}
