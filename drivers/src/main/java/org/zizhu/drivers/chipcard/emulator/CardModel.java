package org.zizhu.drivers.chipcard.emulator;

import java.time.Duration;
import java.util.HexFormat;

/** Three generations of social security cards, in what a reader notices of them. */
public enum CardModel {
    /** T=0: after SELECT it says 61xx and lets itself be asked. */
    FIRST_GENERATION("1.00", "3B0453534331", Holding.BACK, Duration.ofMillis(60)),
    /** T=0: records as long as what is in them; it says 6Cxx to another length, and the name goes on in a record of its own. */
    SECOND_GENERATION("2.00", "3B0453534332", Holding.TO_LENGTH, Duration.ofMillis(40)),
    /** T=1, and without contacts: it answers at once. */
    THIRD_GENERATION("3.00", "3B840153534333F5", Holding.NOTHING, Duration.ofMillis(20));

    /** What a card does with an answer before it gives it. */
    enum Holding {
        NOTHING,
        BACK,
        TO_LENGTH
    }

    private final String version;
    private final String answerToReset;
    private final Holding holding;
    private final Duration perCommand;

    CardModel(String version, String answerToReset, Holding holding, Duration perCommand) {
        this.version = version;
        this.answerToReset = answerToReset;
        this.holding = holding;
        this.perCommand = perCommand;
    }

    /** Of the specification, as it stands in the card. */
    public String version() {
        return version;
    }

    byte[] answerToReset() {
        return HexFormat.of().parseHex(answerToReset);
    }

    Holding holding() {
        return holding;
    }

    /** How long one command takes it. */
    Duration perCommand() {
        return perCommand;
    }

    boolean extendsNames() {
        return this != FIRST_GENERATION;
    }
}
