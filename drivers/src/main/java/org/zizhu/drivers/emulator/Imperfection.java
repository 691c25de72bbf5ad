package org.zizhu.drivers.emulator;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How well an emulated device works: what its age and its line do to it, beside the faults that are scripted. */
public enum Imperfection {
    /** As the datasheet says. */
    IDEAL(0, 0),
    /** As a good one does: a disturbed answer in five hours of polling. */
    REAL(0.000_02, 0.1),
    /** After five years in a township hall. */
    WORN(0.01, 0.5),
    /** It ought to have been exchanged. */
    BROKEN(0.25, 2);

    private final double disturbedAnswers;
    private final double slowness;

    Imperfection(double disturbedAnswers, double slowness) {
        this.disturbedAnswers = disturbedAnswers;
        this.slowness = slowness;
    }

    /** The share of answers that are lost or damaged, 0 to 1. */
    public double disturbedAnswers() {
        return disturbedAnswers;
    }

    /** Whether the next answer is lost or damaged. */
    public boolean disturbs(RandomGenerator random) {
        return random.nextDouble() < disturbedAnswers;
    }

    /** How long a device of this age takes this time for what usually takes that. */
    public Duration slowed(Duration usual, RandomGenerator random) {
        return usual.plusNanos((long) (usual.toNanos() * slowness * random.nextDouble()));
    }

    /** By how much of its usual time the device may be slower, as a share. */
    public double slowness() {
        return slowness;
    }
}
