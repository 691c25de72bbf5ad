package org.zizhu.drivers.idcard.samv.emulator;

import java.time.Duration;
import org.zizhu.drivers.emulator.EmulatedLine;

/**
 * Readers with a SAM-V module as they are found in the field, by how long they take. What hosts see of reading a card is 0.6
 * to 1.5 s; where in it a model lies was seen on few of each.
 */
public enum SamVModel {
    /** A desk reader of 新中新: 0.6 s a card. */
    DKQ_A16D(115_200, 25, 250, 80, 600, 900),
    /** A desk reader of 华视: a second a card. */
    CVR_100UC(115_200, 60, 400, 120, 1000, 1400),
    /** An old module for building in, on a slow line: a second and a half and more a card. */
    EMBEDDED_2008(57_600, 100, 700, 250, 1300, 1900),
    /** No real one: it answers as fast as the line does, for tests that are not about time. */
    INSTANT(EmulatedLine.UNPACED, 0, 0, 0, 0, 0);

    /** The frame of a reading without fingerprint, with start and stop bits. */
    private static final long CARD_BITS = 1295 * 10L;

    private final int baud;
    private final Duration shortCommand;
    private final Duration reset;
    private final Duration address;
    private final Duration read;
    private final Duration fingerprint;

    SamVModel(int baud, int shortCommand, int reset, int address, int read, int fingerprint) {
        this.baud = baud;
        this.shortCommand = Duration.ofMillis(shortCommand);
        this.reset = Duration.ofMillis(reset);
        this.address = Duration.ofMillis(address);
        this.read = Duration.ofMillis(read);
        this.fingerprint = Duration.ofMillis(fingerprint);
    }

    /** What a card takes in any case: found, selected and read, with the bytes of text and photo on the line. */
    public Duration wholeCard() {
        Duration onTheLine = baud == EmulatedLine.UNPACED ? Duration.ZERO : Duration.ofMillis(CARD_BITS * 1000 / baud);
        return shortCommand.multipliedBy(2).plus(read).plus(address).plus(onTheLine);
    }

    int baud() {
        return baud;
    }

    Duration shortCommand() {
        return shortCommand;
    }

    Duration reset() {
        return reset;
    }

    Duration address() {
        return address;
    }

    Duration read() {
        return read;
    }

    Duration fingerprint() {
        return fingerprint;
    }
}
