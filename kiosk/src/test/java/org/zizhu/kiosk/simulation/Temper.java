package org.zizhu.kiosk.simulation;

import java.time.Duration;
import java.util.SplittableRandom;

/** What kind of citizen somebody is. Chances are in a hundred. */
enum Temper {
    STEADY(1_000, 4_000, 1, 0, 2),
    IMPATIENT(80, 700, 12, 3, 5),
    CONFUSED(2_000, 45_000, 30, 6, 15),
    /** Touches anything, also what is not there, and means no good. */
    MALICIOUS(30, 900, 60, 4, 30);

    private final int fastestMillis;
    private final int slowestMillis;
    final int wrongTouch;
    final int walksAway;
    final int forgetsCard;

    Temper(int fastestMillis, int slowestMillis, int wrongTouch, int walksAway, int forgetsCard) {
        this.fastestMillis = fastestMillis;
        this.slowestMillis = slowestMillis;
        this.wrongTouch = wrongTouch;
        this.walksAway = walksAway;
        this.forgetsCard = forgetsCard;
    }

    Duration reaction(SplittableRandom random) {
        return Duration.ofMillis(random.nextInt(fastestMillis, slowestMillis + 1));
    }

    static boolean chance(SplittableRandom random, int inAHundred) {
        return random.nextInt(100) < inAHundred;
    }
}
