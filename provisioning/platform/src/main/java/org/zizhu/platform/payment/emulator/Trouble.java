package org.zizhu.platform.payment.emulator;

/** Why a provider does not do what it is asked. */
enum Trouble {
    NOT_FOUND,
    ALREADY_PAID,
    ALREADY_CLOSED,
    /** The same number for another sum. */
    DIFFERENT,
    /** Its time is over. */
    EXPIRED,
    /** Somebody else is paying. */
    BEING_PAID,
    NOT_PAID,
    /** More would go back than came. */
    TOO_MUCH
}
