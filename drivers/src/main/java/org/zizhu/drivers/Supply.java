package org.zizhu.drivers;

/** A consumable that a device uses up. */
public enum Supply {
    PAPER,
    TONER,
    RECEIPT_ROLL,
    /** The blank cards in a dispenser's stacker. */
    CARDS,
    /** The numbered certificate blanks in a blank printer's magazine. */
    BLANKS
}
