package org.zizhu.drivers.chipcard.emulator;

import java.time.Duration;

/** A chip card, from its contacts on: what it answers to reset and to each command (ISO 7816-3, -4). Used by one thread at a time. */
public interface EmulatedChipCard {

    /** The answer to reset; empty when the chip says nothing: the card lies upside down, or is broken. */
    byte[] answerToReset();

    /** Forgets what was selected. */
    void reset();

    /** The whole answer to one command, the status word at its end. */
    byte[] answer(byte[] command);

    /** How long one command usually takes it. */
    Duration perCommand();

    /** A card whose contacts touch nothing. */
    static EmulatedChipCard mute() {
        return new EmulatedChipCard() {
            @Override
            public byte[] answerToReset() {
                return new byte[0];
            }

            @Override
            public void reset() {}

            @Override
            public byte[] answer(byte[] command) {
                return new byte[0];
            }

            @Override
            public Duration perCommand() {
                return Duration.ZERO;
            }
        };
    }
}
