package org.zizhu.drivers.dispenser.crt591.emulator;

/** The chip of an emulated card, as its contacts have it: what it answers to APDUs, {@code 61xx} and {@code 6Cxx} too. */
public interface Chip {

    /** Powers it; empty when it is broken. */
    byte[] powerOn();

    /** Its whole answer to one APDU, SW1 SW2 at the end; empty when it is silent. */
    byte[] respond(byte[] command);

    /** A card whose chip says nothing. */
    static Chip broken() {
        return new Chip() {
            @Override
            public byte[] powerOn() {
                return new byte[0];
            }

            @Override
            public byte[] respond(byte[] command) {
                return new byte[0];
            }
        };
    }
}
