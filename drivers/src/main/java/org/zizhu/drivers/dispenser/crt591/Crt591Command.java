package org.zizhu.drivers.dispenser.crt591;

import java.time.Duration;

/**
 * What the host asks of a CRT-591, by its two bytes CM and PM (CRT-591-M001 communication protocol v1.0), and what that
 * means for asking again.
 */
public enum Crt591Command {
    /** Makes it ready after power-up, leaves a card where it is, shuts the gate, and lets the bin's counter work. */
    INITIALISE(0x30, 0x37, Effect.MOVES),
    STATUS(0x31, 0x30, Effect.NONE),
    SENSORS(0x31, 0x31, Effect.NONE),
    /** To the bezel, held there. */
    HOLD(0x32, 0x30, Effect.MOVES),
    /** Under the contacts of the chip; takes a card from the stacker when there is none on the way. */
    TO_CHIP(0x32, 0x31, Effect.MOVES),
    /** Into the bin. */
    CAPTURE(0x32, 0x33, Effect.MOVES),
    /** Out of the gate. */
    EJECT(0x32, 0x39, Effect.MOVES),
    /** Powers the chip (cold reset). */
    CHIP_ON(0x51, 0x30, Effect.TALKS),
    CHIP_OFF(0x51, 0x31, Effect.NONE),
    /** One APDU, by the protocol that the chip speaks. */
    CHIP_APDU(0x51, 0x39, Effect.TALKS),
    SERIAL_NUMBER(0xA2, 0x30, Effect.NONE),
    CONFIGURATION(0xA3, 0x30, Effect.NONE),
    VERSION(0xA4, 0x30, Effect.NONE),
    BIN_COUNT(0xA5, 0x30, Effect.NONE);

    private enum Effect {
        /** Asked as often as one likes. */
        NONE,
        /** Answers late, and must not be done twice. */
        MOVES,
        /** Goes to the chip, whose data is a person's. */
        TALKS
    }

    private static final class Patience {
        /** Such answers come within 50 ms; more than this is a lost one. */
        static final Duration SHORT = Duration.ofMillis(500);
        /** What a card may take for one answer, several of its own time extensions included. */
        static final Duration CHIP = Duration.ofSeconds(5);
        /** The longest way is a few seconds; with the device's own tries to free a card, twenty are safe. */
        static final Duration MOVE = Duration.ofSeconds(20);
    }

    private final byte cm;
    private final byte pm;
    private final Effect effect;

    Crt591Command(int cm, int pm, Effect effect) {
        this.cm = (byte) cm;
        this.pm = (byte) pm;
        this.effect = effect;
    }

    /** The whole frame that asks for it. */
    public byte[] frame(int address, byte... data) {
        byte[] content = new byte[3 + data.length];
        content[0] = 'C';
        content[1] = cm;
        content[2] = pm;
        System.arraycopy(data, 0, content, 3, data.length);
        return Crt591Frame.of(address, content);
    }

    /** Whether a content of three bytes or more is about this command, as question or as answer. */
    public boolean isNamedBy(byte[] content) {
        return content[1] == cm && content[2] == pm;
    }

    /** How long a working device needs at the most between taking it and answering. */
    Duration within() {
        return switch (effect) {
            case NONE -> Patience.SHORT;
            case TALKS -> Patience.CHIP;
            case MOVES -> Patience.MOVE;
        };
    }

    /** Whether doing it twice could move a second card, or the same one further. */
    boolean moves() {
        return effect == Effect.MOVES;
    }

    /** Whether its data is what a person's chip says; its answer to reset may hold the number of the card. */
    boolean personal() {
        return effect == Effect.TALKS;
    }

    /** Whether it may be asked again when its answer was lost. An APDU may not: the card might count. */
    boolean repeatable() {
        return effect == Effect.NONE;
    }
}
