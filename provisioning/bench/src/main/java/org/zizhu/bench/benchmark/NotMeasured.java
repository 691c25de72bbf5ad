package org.zizhu.bench.benchmark;

/** A measurement could not be taken; the message says why. */
final class NotMeasured extends Exception {
    private static final long serialVersionUID = 1;

    NotMeasured(String why) {
        super(why);
    }
}
