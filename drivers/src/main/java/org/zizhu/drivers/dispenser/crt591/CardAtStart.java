package org.zizhu.drivers.dispenser.crt591;

/** What becomes of a card that is on its way in the dispenser when its driver starts: nobody knows whose it is. */
public enum CardAtStart {
    /** It stays where it is; the application asks for the position and decides. */
    KEEP,
    /** It goes into the bin. */
    CAPTURE,
    /** It is held in the bezel. */
    GATE
}
