package org.zizhu.drivers.chipcard;

/** The way to a powered chip card: one verb. Used by the thread of the driver that gave it, while the talk lasts. */
public interface CardChannel {

    /** The card's answer to reset (ATR; historical bytes in an ATR's form for a contactless card). */
    byte[] answerToReset();

    /**
     * Sends one command APDU (ISO 7816-4 §5) and returns the whole answer, SW1 SW2 at its end. {@code 61xx} has been
     * collected by GET RESPONSE and {@code 6Cxx} answered by the right Le already.
     *
     * @throws CardLost when the card was pulled, fell silent or answered what is no answer
     */
    byte[] transceive(byte[] command) throws CardLost;
}
