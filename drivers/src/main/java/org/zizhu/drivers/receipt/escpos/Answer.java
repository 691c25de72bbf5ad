package org.zizhu.drivers.receipt.escpos;

/** What a printer may say, each told from the others by the bits that are fixed in it. */
sealed interface Answer {

    /** The byte that answers {@code DLE EOT n}, n = 1…4; it does not say which n. {@code (b & 0x93) == 0x12}. */
    record RealTime(int bits) implements Answer {}

    /**
     * Automatic status back (GS a): four bytes, unasked. {@code (b0 & 0x93) == 0x10}, the others {@code (b & 0x90) == 0}.
     */
    record AutoStatus(int printer, int error, int paper, int reserved) implements Answer {}

    /**
     * The answer to {@code DLE EOT 20} of Custom's printers (VKP80, KPM, VeriPrint): {@code 10 0F} and four bytes of any
     * bits. An automatic status never has 0F as its second byte.
     */
    record FullStatus(int paper, int user, int recoverable, int unrecoverable) implements Answer {}

    /** The answer to {@code GS r 1}, in its turn behind all that was sent before it: 00, 03, 0C or 0F. */
    record PaperSensor(int bits) implements Answer {}

    /** XOFF (13) or XON (11): the printer's buffer is nearly full, or has room again. */
    record Flow(boolean hold) implements Answer {}

    /** A byte that none of the above begins with, or that broke one off. */
    record Garbage(int bits) implements Answer {}
}
