package org.zizhu.platform.payment.emulator;

/** How a provider treats one request, when it doesn't treat it well. */
public enum Mood {
    /** Says that it is ill itself, and does nothing. */
    SYSTEM_ERROR,
    /** Says that it is asked too often, and does nothing. */
    TOO_OFTEN,
    /** Hangs up before doing anything. */
    HANG_UP,
    /** Does what it is asked, and hangs up before saying so. */
    ANSWER_LOST,
    /** Does what it is asked, and answers with a page for people. */
    NONSENSE,
    /** Does what it is asked, and the answer's signature is that of another text. */
    FORGED
}
