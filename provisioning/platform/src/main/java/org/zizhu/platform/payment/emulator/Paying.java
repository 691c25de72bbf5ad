package org.zizhu.platform.payment.emulator;

/** What a citizen's wallet says after scanning a code. */
public sealed interface Paying {

    /** @param transaction the provider's number, as it stands in the wallet */
    record Paid(String transaction) implements Paying {}

    /** @param why such as ALREADY_PAID, EXPIRED, ALREADY_CLOSED, BEING_PAID */
    record Refused(String why) implements Paying {}
}
