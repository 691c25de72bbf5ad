package org.zizhu.drivers.emulator;

/** What can be wrong with a device's answer on its way. */
public enum LineFault {
    /** No answer. */
    SILENCE,
    /** Bytes that make no sense come instead. */
    GARBAGE,
    /** Bytes that make no sense come before the whole answer. */
    GARBAGE_BEFORE,
    /** The second half is missing. */
    HALF_FRAME,
    /** The last byte is another one: for a frame that ends in its checksum, a wrong one. */
    WRONG_CHECKSUM
}
