package org.zizhu.kiosk.journal;

/** Where a piece of accountable stock is: an account of the double entry. A piece is in one place at a time. */
public enum Place {
    /** Outside, before anybody loaded it. */
    SUPPLIER,
    /** In the hopper, tray or box (left). */
    STORE,
    /** Out of the store in a transaction, and not yet known to be anywhere: the transaction, or a person, will say. */
    UNDER_WAY,
    /** With a citizen. */
    TAKEN,
    /** In the unit's bin for what was not taken. */
    RETAINED,
    /** In the unit's bin or way, of no use any more: jammed, torn, misprinted. */
    SPOILED,
    /** Taken out of the unit by staff. */
    REMOVED,
    /** Nobody knows: staff counted otherwise, and a second one agreed. */
    DIFFERENCE
}
