package org.zizhu.drivers;

/** Where the medium (a card, a sheet, a receipt) is, in the words of XFS4IoT. */
public enum MediaState {
    PRESENT,
    NOT_PRESENT,
    JAMMED,
    /** On its way: being drawn in, printed or presented. */
    ENTERING,
    /** Taken back into the machine because nobody took it. */
    RETRACTED,
    /** The device has no sensor for it, or can't be asked at present. */
    UNKNOWN
}
